// A process that takes a draft, runs the jobs, and kills itself at a given point.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BlobStore } from '../../src/model/ports/blob-store.ts'
import type { Sender } from '../../src/model/ports/sender.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { composeOffice } from '../../src/host/compose-office.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { openConversation } from '../../src/office/open-conversation.ts'
import { receiveDraft } from '../../src/office/receive-draft.ts'
import { createFileBlobs } from '../../src/store/file-blobs.ts'
import { plainReader, watchWork } from './plain-reader.ts'

const [dataDir = '', draft = '', point = 'none'] = process.argv.slice(2)
const reach = (here: string): void => {
  if (here === point) process.kill(process.pid, 'SIGKILL')
}
const log = join(dataDir, 'platform.log')
const posted = (key: string) =>
  existsSync(log) &&
  readFileSync(log, 'utf8')
    .split('\n')
    .some((line) => line.startsWith(`post ${key} `))

/** A platform that can tell whether a message was sent, like Slack and 飞书. */
const sender: Sender = {
  platform: 'test',
  send: async (_target, reply, key) => {
    reach('before-send')
    if (!posted(key)) appendFileSync(log, `post ${key} ${reply.text}\n`)
    else appendFileSync(log, `edit ${key} ${reply.text}\n`)
    reach('sent')
    return key
  },
  update: async (_target, ref, reply) => {
    reach('before-edit')
    appendFileSync(log, `edit ${ref} ${reply.text}\n`)
    reach('edited')
  },
  sendFile: async () => undefined,
}

const files = createFileBlobs(join(dataDir, 'blobs'))
const blobs: BlobStore = {
  ...files,
  put: async (key, bytes) => {
    await files.put(key, bytes)
    reach(key.startsWith('drafts/') ? 'bytes-kept' : 'document-kept')
  },
}
const composed = composeChecker(projectFolder)
let checked = false
const { office, createQueue } = composeOffice({
  dataDir,
  folder: projectFolder,
  blobs,
  answerer: {
    answer: () => {
      throw new Error('nobody asks')
    },
  },
  leaseMilliseconds: 600,
  pollMilliseconds: 50,
  workers: 1,
  composed,
  drafts: watchWork(plainReader(composed), {
    before: (kind) => {
      if (kind === 'open') reach('leased')
    },
    after: (kind) => {
      if (kind === 'open') reach('read')
      if (kind !== 'check') return
      checked = true
      reach('checked')
    },
  }),
})
const { store } = office
const commit = store.commit.bind(store)
Object.assign(store, {
  commit: async (...given: Parameters<typeof commit>) => {
    if (checked) reach('before-commit')
    const result = await commit(...given)
    if (checked) reach('committed')
    return result
  },
})
const queue = createQueue({ handlers: [], senders: [sender], onFailure: ({ what, code }) => console.error(what, code) })
const { id } = await openConversation(office, LOCAL_PERSON, { platform: 'test', target: 'place' })
reach('before-accept')
await receiveDraft(office, LOCAL_PERSON, { conversationId: id, file: { name: '年报.docx', bytes: readFileSync(draft) }, key: 'event-1' })
reach('accepted')
queue.start()
for (let round = 0; round < 400; round++) {
  const [jobs, out] = [await store.jobs.counts(), await store.outbox.counts()]
  if (jobs.ready + jobs.leased + out.ready + out.leased === 0) break
  await new Promise((done) => setTimeout(done, 50))
}
await queue.stop()
reach('end')

// A process that plans and sends the weekly digest, and kills itself at a given point.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { composeOffice } from '../../src/host/compose-office.ts'
import { startDigestSchedule } from '../../src/host/digest-schedule.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import type { BlobStore } from '../../src/model/ports/blob-store.ts'
import type { Sender } from '../../src/model/ports/sender.ts'
import { createFileBlobs } from '../../src/store/file-blobs.ts'

const [dataDir = '', point = 'none', hour = '2027-01-11T01:00:05Z', expression = '0 9 * * 1'] = process.argv.slice(2)
const reach = (here: string): void => {
  if (here === point) process.kill(process.pid, 'SIGKILL')
}
const log = join(dataDir, 'platform.log')
const posted = (key: string): boolean => existsSync(log) && readFileSync(log, 'utf8').split('\n').includes(`post ${key}`)
/** A platform that can tell whether a message was sent. */
const sender: Sender = {
  platform: 'web',
  send: async (_target, _reply, key) => {
    reach('before-send')
    if (!posted(key)) appendFileSync(log, `post ${key}\n`)
    reach('sent')
    return key
  },
  update: async () => undefined,
  sendFile: async (_target, _behind, file, key) => {
    if (!posted(key)) appendFileSync(log, `post ${key}\n`)
    reach('file-sent')
    appendFileSync(log, `file ${file.name}\n`)
  },
}
const files = createFileBlobs(join(dataDir, 'blobs'))
const blobs: BlobStore = {
  ...files,
  put: async (key, bytes) => {
    await files.put(key, bytes)
    reach('spreadsheet-kept')
  },
}
const started = Date.now()
const refuse = async (): Promise<never> => {
  throw new Error('nothing to read')
}
const { office, createQueue, database } = composeOffice({
  dataDir,
  folder: projectFolder,
  composed: composeChecker(projectFolder),
  blobs,
  answerer: { answer: refuse },
  drafts: { attempt: refuse },
  clock: { now: () => new Date(Date.parse(hour) + Date.now() - started) },
  leaseMilliseconds: 600,
  pollMilliseconds: 50,
  workers: 2,
})
const { store } = office
const commit = store.commit.bind(store)
let commits = 0
Object.assign(store, {
  commit: async (...given: Parameters<typeof commit>) => {
    reach(`before-commit-${++commits}`)
    const result = await commit(...given)
    reach(`committed-${commits}`)
    return result
  },
})
const queue = createQueue({ handlers: [], senders: [sender], onFailure: ({ what, code }) => console.error(what, code) })
queue.start()
const stop = startDigestSchedule(office, { expression, timeZone: 'Asia/Shanghai' }, (error) => console.error(error))
const until = Date.now() + (expression.startsWith('*') ? 3_500 : 0)
for (let round = 0; round < 400; round++) {
  await new Promise((done) => setTimeout(done, 50))
  const [jobs, out] = [await store.jobs.counts(), await store.outbox.counts()]
  if (jobs.done > 0 && jobs.ready + jobs.leased + out.ready + out.leased === 0 && Date.now() >= until) break
}
stop()
await queue.stop()
database.close()

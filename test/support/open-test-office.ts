import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeOffice, type OfficeParts } from '../../src/host/compose-office.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import type { Answer } from '../../src/model/answer.ts'
import type { Actor } from '../../src/model/ports/actor.ts'
import type { Answerer } from '../../src/model/ports/answerer.ts'
import type { JobHandler } from '../../src/model/ports/job-handler.ts'
import type { Platform } from '../../src/model/ports/platform.ts'
import type { Sender } from '../../src/model/ports/sender.ts'
import type { Message } from '../../src/model/ports/conversation-store.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { openConversation } from '../../src/office/open-conversation.ts'
import { receiveDraft } from '../../src/office/receive-draft.ts'
import type { WorkQueue } from '../../src/office/work-queue.ts'
import type { Office } from '../../src/office/office.ts'
import type { NodeDatabase } from '../../src/store/node-sqlite.ts'
import { plainReader, wholeCatalogue } from './plain-reader.ts'

/** Repeats the question and the id of its checklist. */
const echoAnswerer: Answerer = {
  answer: ({ text, checklist }): Answer => ({
    kind: 'rule',
    route: ['T3-001'],
    text: `问的是 ${text.replace(/[\\*`⟦⟧]/g, '\\$&')}，清单 ${checklist?.agency ?? '无'}`,
    basis: [],
    next: [],
    action: null,
  }),
}

export interface TestOffice {
  readonly office: Office
  readonly queue: WorkQueue
  readonly database: NodeDatabase
  readonly dataDir: string
  /** Advances the clock. */
  pass(milliseconds: number): void
  /** What the sender was given, in order. */
  readonly sent: { what: 'send' | 'update' | 'file'; key: string; text: string }[]
  readonly failures: { what: string; code: string; final: boolean }[]
  newConversation(actor?: Actor): Promise<string>
  /** Sends a draft and runs all due jobs. @returns the message of the bot about it */
  check(conversationId: string, name: string, bytes: Uint8Array, actor?: Actor): Promise<Message & { draftId: string }>
  close(): void
}

export interface TestParts extends Partial<OfficeParts> {
  readonly sender?: Partial<Sender>
  readonly handlers?: JobHandler[]
  /** A platform instead of the recording sender. */
  readonly plug?: (office: Office) => Platform
}

/** The whole office over a real store, with its own clock. */
export function openTestOffice(over: TestParts = {}): TestOffice {
  const composed = wholeCatalogue()
  const dataDir = over.dataDir ?? mkdtempSync(join(tmpdir(), 'nianbao-'))
  let time = Date.UTC(2027, 0, 4, 1, 0, 0)
  const sent: TestOffice['sent'] = []
  const failures: TestOffice['failures'] = []
  const { office, database, createQueue } = composeOffice({
    dataDir,
    folder: projectFolder,
    composed,
    drafts: plainReader(),
    answerer: echoAnswerer,
    // Each reading of the clock is a millisecond later, so that no two times are equal.
    clock: { now: () => new Date(time++) },
    ...over,
  })
  const sender: Sender = {
    platform: 'web',
    send: async (_target, reply, key) => {
      sent.push({ what: 'send', key, text: reply.text })
      return `ref-${key}`
    },
    update: async (_target, ref, reply) => void sent.push({ what: 'update', key: ref, text: reply.text }),
    sendFile: async (_target, _behind, file, key) => void sent.push({ what: 'file', key, text: file.name }),
    ...over.sender,
  }
  const plugged = over.plug?.(office)
  const queue = createQueue({
    handlers: [...(over.handlers ?? []), ...(plugged?.handlers ?? [])],
    senders: [plugged?.sender ?? sender],
    onFailure: ({ what, code, final }) => void failures.push({ what, code, final }),
  })
  const newConversation = async (actor: Actor = LOCAL_PERSON) => (await openConversation(office, actor, { platform: 'web' })).id
  return {
    office,
    queue,
    database,
    dataDir,
    sent,
    failures,
    newConversation,
    pass: (milliseconds) => void (time += milliseconds),
    check: async (conversationId, name, bytes, actor = LOCAL_PERSON) => {
      const { draftId, messageId } = await receiveDraft(office, actor, { conversationId, file: { name, bytes } })
      await queue.drain()
      return { ...(await office.store.conversations.message(messageId))!, draftId }
    },
    close: () => {
      database.close()
      if (!over.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

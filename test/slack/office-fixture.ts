import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Office } from '../../src/office/office.ts'
import type { Answerer } from '../../src/model/ports/answerer.ts'
import type { BlobStore } from '../../src/model/ports/blob-store.ts'
import type { Platform } from '../../src/model/ports/platform.ts'
import type { JobHandler } from '../../src/model/ports/job-handler.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { systemClock } from '../../src/host/system.ts'
import { createOffice } from '../../src/host/create-office.ts'
import { officeJobs } from '../../src/office/office-jobs.ts'
import { createWorkQueue, type WorkQueue } from '../../src/office/work-queue.ts'
import { openNodeSqlite } from '../../src/store/node-sqlite.ts'
import { createSqlStore } from '../../src/store/sql-store.ts'
import { plainReader } from '../support/plain-reader.ts'

/** Answers about the catalogue's rules and the checklist's items, and nothing else: enough for questions in Slack. */
const answerer: Answerer = {
  answer: ({ text, checklist }) => {
    const number = /第(\d+)条/.exec(text)?.[1]
    const item = checklist?.items.find((one) => String(one.number) === number)
    const known = item
      ? `第${number}条：${item.finding.message}`
      : /[A-Z]\w+-\d{3}/.test(text)
        ? `规则 ${/[A-Z]\w+-\d{3}/.exec(text)?.[0] ?? ''} 的说明`
        : null
    const waived = /豁免第\d+条，理由是(.+)/.exec(text)
    const action =
      /只看必改/.test(text) && checklist
        ? { command: 'show', value: `${checklist.draftId}/error` }
        : waived && item && checklist
          ? { command: 'waive', value: `${checklist.draftId}/${item.finding.fingerprint}`, reason: waived[1] as string }
          : null
    return {
      kind: known || action ? 'rule' : 'unknown',
      route: [],
      text: known ?? (action ? '好的' : '没有听懂'),
      basis: [],
      next: [{ label: '统计期限怎么写', question: '统计期限怎么写' }],
      action,
    }
  },
}

function memoryBlobs(): BlobStore {
  const blobs = new Map<string, Uint8Array>()
  return {
    put: async (key, bytes) => void blobs.set(key, bytes),
    get: async (key) => blobs.get(key) ?? null,
    delete: async (key) => void blobs.delete(key),
    list: async () => ({ blobs: [...blobs.keys()].map((key) => ({ key, at: '2027-01-01T00:00:00.000Z' })), cursor: null }),
  }
}

export interface TestOffice {
  readonly office: Office
  readonly failures: string[]
  /** @param watched a wrapper of the same office, used by the jobs */
  queue(platform: Platform, watched?: Office): WorkQueue
  close(): void
}

/** The rules on structure and period, read from their files: enough to find something in a text draft. */
function someRules(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-rules-'))
  mkdirSync(join(folder, 'rules'))
  for (const name of ['structure', 'period', 'profiles', 'forms', 'lexicon'])
    symlinkSync(resolve('rules', name), join(folder, 'rules', name))
  symlinkSync(resolve('prompts-templates'), join(folder, 'prompts-templates'))
  return folder
}

/** The real office on a real store; files are read in this process. */
export function testOffice(options: { file?: string; blobs?: BlobStore; owner?: string; leaseMilliseconds?: number } = {}): TestOffice {
  const database = openNodeSqlite(options.file ?? ':memory:', 'migrations')
  const store = createSqlStore(database)
  const { checker, words } = composeChecker(someRules())
  const failures: string[] = []
  let queue: WorkQueue | null = null
  const office: Office = createOffice({
    store,
    blobs: options.blobs ?? memoryBlobs(),
    words,
    drafts: plainReader({ checker, words }),
    checker,
    answerer,
    agencies: { find: async (name) => (name === '青山市林业局' ? { id: 'linye', name } : null) },
    wake: () => queue?.wake(),
  })
  return {
    office,
    failures,
    queue: (platform, watched = office) => {
      const handlers: JobHandler[] = [...officeJobs(watched), ...platform.handlers]
      queue = createWorkQueue({
        ...watched,
        clock: systemClock,
        owner: options.owner ?? 'test',
        leaseMilliseconds: options.leaseMilliseconds ?? 30_000,
        workers: 2,
        pollMilliseconds: 100,
        senders: new Map([['slack', platform.sender]]),
        handlers,
        onFailure: (failure) =>
          failures.push(`${failure.what} ${failure.code} ${failure.error instanceof Error ? failure.error.message : ''}`),
      })
      return queue
    },
    close: () => database.close(),
  }
}

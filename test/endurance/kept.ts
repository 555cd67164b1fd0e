import Sqlite from 'better-sqlite3'
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'

interface KeptDraft {
  readonly id: string
  readonly state: string
  readonly blob: string
  readonly conversation: string
  /** Agency and year, and which of their drafts it is; null for what is no report. */
  readonly series: string | null
  readonly version: number | null
}

interface KeptMessage {
  readonly id: string
  readonly conversation: string
  readonly author: 'person' | 'bot'
  readonly state: string
  readonly text: string
  readonly draft: string | null
  readonly files: readonly string[]
}

/** What the data folder of a server that is not running holds. */
export interface Kept {
  readonly drafts: readonly KeptDraft[]
  readonly messages: readonly KeptMessage[]
  /** Jobs and messages to be sent that are neither done nor given up. */
  readonly unfinished: readonly string[]
  /** Jobs that were given up, with the code of why and the message or draft that they were for. */
  readonly dead: readonly { readonly kind: string; readonly error: string; readonly of: string }[]
  /** Faults that SQLite finds in its own file. */
  readonly damage: readonly unknown[]
  /** Files that no row speaks of, and those that were begun and not finished. */
  readonly filesWithoutRow: readonly string[]
  /** Rows whose file is not there. */
  readonly rowsWithoutFile: readonly string[]
}

const text = (value: unknown): string => value as string

function filesOf(reply: unknown): string[] {
  const { files } = JSON.parse(text(reply ?? '{"files":[]}')) as { files: readonly { readonly blob: string }[] }
  return files.map(({ blob }) => blob)
}

/** Reads it with SQL and the file system alone. @param data the folder given as NIANBAO_DATA */
export function readKept(data: string): Kept {
  const database = new Sqlite(join(data, 'nianbao.db'), { readonly: true })
  const all = (sql: string) => database.prepare(sql).all() as Record<string, unknown>[]
  const drafts = all('SELECT id, state, blob, series, version, conversation_id AS conversation, purged_at AS purged FROM drafts')
  const messages = all('SELECT id, conversation_id AS conversation, author, state, text, draft_id AS draft, reply FROM messages').map(
    (row) => ({
      ...(row as unknown as Omit<KeptMessage, 'files'>),
      files: filesOf(row['reply']),
    }),
  )
  const unfinished = ['jobs', 'outbox'].flatMap((table) =>
    all(`SELECT * FROM ${table} WHERE state IN ('ready', 'leased')`).map(
      (row) =>
        `${table} ${text(row['kind'] ?? 'message')} ${text(row['state'])} run at ${text(row['run_at'])}, leased until ${text(row['lease_until'])}`,
    ),
  )
  const dead = all("SELECT kind, error, payload FROM jobs WHERE state = 'dead'").map((row) => {
    const { messageId, draftId } = JSON.parse(text(row['payload'])) as { messageId?: string; draftId?: string }
    return { kind: text(row['kind']), error: text(row['error']), of: messageId ?? draftId ?? '' }
  })
  const damage = [...all('PRAGMA integrity_check').filter((row) => row['integrity_check'] !== 'ok'), ...all('PRAGMA foreign_key_check')]
  database.close()
  const files = globSync('blobs/**/*', { cwd: data, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(data, 'blobs/').length))
  const spokenOf = new Set([...drafts.map(({ blob }) => text(blob)), ...messages.flatMap((message) => message.files)])
  const ids = new Set(drafts.map(({ id }) => text(id)))
  const hasRow = (file: string): boolean =>
    spokenOf.has(file) || (!file.startsWith('drafts/') && !file.endsWith('.part') && ids.has(basename(file).split('.')[0] ?? ''))
  const present = new Set(files)
  const needed = [
    ...drafts.filter(({ purged }) => purged === null).map(({ blob }) => text(blob)),
    ...messages.flatMap((message) => message.files),
  ]
  return {
    drafts: drafts as unknown as KeptDraft[],
    messages,
    unfinished,
    dead,
    damage,
    filesWithoutRow: files.filter((file) => !hasRow(file)),
    rowsWithoutFile: needed.filter((blob) => !present.has(blob)),
  }
}

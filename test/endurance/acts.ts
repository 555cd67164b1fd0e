import { zipSync } from 'fflate'
import { sampleDocx } from '../support/sample-draft.ts'
import type { Random } from './random.ts'

export const ACT_KINDS = ['draft', 'zip', 'question', 'export', 'compare', 'digest', 'blank'] as const
export type ActKind = (typeof ACT_KINDS)[number]

/** Drafts in one zip. */
export const ZIPPED = 3

/** What a person did once; its key is the same for every attempt. */
export interface Act {
  readonly kind: ActKind
  readonly number: number
  readonly key: string
  /** The answer of the server once it acknowledged; null before. */
  answer: unknown
}

/** Where acts of each kind are done, and a checked draft that they are about. */
export interface Places {
  readonly conversations: Readonly<Record<ActKind, string>>
  readonly draftId: string
}

/** How many agencies send; each of them several times. */
export const AGENCIES = 20

export const agencyName = (number: number): string => `临川市安平区第${number % AGENCIES}局`

function requestOf({ kind, number, key }: Act, { conversations, draftId }: Places): { path: string; init: RequestInit } {
  const to = `/api/conversations/${conversations[kind]}`
  const file = (name: string, bytes: Uint8Array) => ({
    path: `${to}/files`,
    init: { method: 'POST', body: bytes as BodyInit, headers: { 'x-file-name': name, 'idempotency-key': key } },
  })
  const post = (path: string, body: object) => ({
    path: `${to}/${path}`,
    init: { method: 'POST', body: JSON.stringify({ ...body, key }), headers: { 'content-type': 'application/json' } },
  })
  switch (kind) {
    case 'draft':
      return file(`${number}.docx`, sampleDocx({ agency: agencyName(number) }))
    case 'zip': {
      const names = Array.from({ length: ZIPPED }, (_, index) => agencyName(number + index))
      return file(`${number}.zip`, zipSync(Object.fromEntries(names.map((agency, index) => [`${index}.docx`, sampleDocx({ agency })]))))
    }
    case 'question':
      return post('questions', { text: `撤回的申请填哪一格（${number}）` })
    case 'export':
      return post('commands', { command: 'download', value: `${draftId}/${['annotated', 'repaired', 'fixes'][number % 3]}` })
    case 'compare':
      return post('commands', { command: 'compare', value: draftId })
    case 'digest':
      return post('commands', { command: 'digest', value: '' })
    case 'blank':
      return post('commands', { command: 'blank-form', value: '2024' })
  }
}

/**
 * Tries an act. Acknowledged is what was answered with 2xx; that the server died is no answer, and 503 asks to come again.
 * @throws Error if the server refuses it
 */
export async function attempt(url: string, act: Act, places: Places): Promise<void> {
  const { path, init } = requestOf(act, places)
  let answer: Response
  let text: string
  try {
    answer = await fetch(url + path, { ...init, signal: AbortSignal.timeout(60_000) })
    text = await answer.text()
  } catch {
    return
  }
  if (answer.ok) act.answer = JSON.parse(text)
  else if (answer.status !== 503) throw new Error(`${act.kind} ${act.number}: ${answer.status} ${text}`)
}

/** The next act: drafts and questions more often than the others. */
export const nextAct = (random: Random, seed: number, number: number): Act => ({
  kind: random.pick(['draft', 'draft', 'question', ...ACT_KINDS]),
  number,
  key: `kill-${seed}-${number}`,
  answer: null,
})

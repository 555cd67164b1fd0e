import { basename } from 'node:path'
import { FoundSoFar } from '../check/found-so-far.ts'
import { buildChecklist, type ChecklistInput } from '../checklist/build-checklist.ts'
import { AppError, type AppErrorSay } from '../model/app-error.ts'
import type { Checklist } from '../model/checklist.ts'
import type { UnreadableReason } from '../model/document.ts'
import type { PackedDocument } from '../model/packed-document.ts'
import {
  type Attempt,
  type Bytes,
  type Checked as CheckedDraft,
  type CheckRequest,
  type DraftReader,
  type Front,
  type Halted,
  isHalted,
  type Opening,
} from '../model/ports/draft-reader.ts'
import type { Words } from '../reply/say.ts'
import { MOST_RUN_OUTS } from '../model/ports/job-handler.ts'
import { tryWork } from '../office/do-work.ts'
import { looksPacked } from '../office/looks-packed.ts'
import { isSpreadsheet, sayTelling, tellOpening, type SpreadsheetParts } from '../office/spreadsheet/spreadsheet-reply.ts'
import type { Telling } from '../office/spreadsheet/tell-meaning.ts'
import type { GatheredFile } from './gather-files.ts'
import { GivenFault, readGiven } from './read-given.ts'
import type { FiguresOf } from './read-reference.ts'

export interface CheckOptions extends Pick<CheckRequest, 'year' | 'profile' | 'lastYear' | 'describe'> {
  /** The sentence for rules that were not reached. */
  readonly unreached?: string
  /** What tells spreadsheets that are no draft, read when there is one; without it each is a draft. */
  readonly known?: () => Promise<SpreadsheetParts>
  /** Figures of other offices, by the agency and year of the draft. */
  readonly figuresOf?: FiguresOf
  /** Told which page of a scanned file is being recognised. */
  readonly onPage?: (file: string, page: number, pages: number) => void
  /** Told when a file is begun. */
  readonly onFile?: (file: string, number: number, files: number) => void
  /** Bytes beyond which no file is read on. */
  readonly fileBytes?: number
  /** `false`: bytes and Document of what was checked are let go, so that many files do not fill the memory. */
  readonly keep?: boolean
}

export type Checked =
  | (Readonly<{ file: string; status: 'checked'; bytes: Uint8Array; document: PackedDocument; front: Front }> & CheckedDraft)
  | {
      readonly file: string
      readonly status: 'unreadable'
      readonly reason: UnreadableReason | NonNullable<GatheredFile['problem']> | 'not-a-report' | 'blank-form' | 'interrupted' | 'broken'
      /** Names the kind of a picture, or tells where the program broke. */
      readonly detail?: string | undefined
      /** Of a spreadsheet that is no draft, or not surely. */
      readonly telling?: Telling
    }

/** Checks files in order, two at once; a zip of drafts counts as the drafts in it. */
export async function checkFiles(
  files: readonly (string | GatheredFile)[],
  drafts: DraftReader,
  options: CheckOptions = {},
): Promise<Checked[]> {
  const results: Checked[][] = []
  let next = 0
  const work = async (): Promise<void> => {
    while (next < files.length) {
      const index = next++
      const given = files[index] as string | GatheredFile
      const { file, problem } = typeof given === 'string' ? { file: given } : given
      options.onFile?.(file, index + 1, files.length)
      results[index] = problem ? [{ file, status: 'unreadable', reason: problem }] : await checkFile(file, drafts, options)
    }
  }
  await Promise.all([work(), work()])
  return results.flat()
}

/** Reads and checks one draft, or the drafts of a zip or message, from disk. Never throws on what is in the file. */
export async function checkFile(file: string, drafts: DraftReader, options: CheckOptions = {}): Promise<Checked[]> {
  let bytes: Uint8Array
  try {
    bytes = await readGiven(file, options.fileBytes)
  } catch (error) {
    if (error instanceof GivenFault) return [{ file, status: 'unreadable', reason: error.word }]
    throw error
  }
  const inside = looksPacked(bytes) ? await checkInside(file, bytes, drafts, options) : null
  return inside ?? [await checkBytes(file, bytes, drafts, options)]
}

/** The drafts in a zip of drafts or a message, what could not be opened first; null for any other file. */
async function checkInside(file: string, bytes: Uint8Array, drafts: DraftReader, options: CheckOptions): Promise<Checked[] | null> {
  const found: Bytes[] = []
  const unpacked = await unlessBroken(
    tryWork(drafts, MOST_RUN_OUTS, (attempt) => {
      found.length = 0
      return attempt.run('unpack', { bytes, name: basename(file) }, (draft) => void found.push(draft))
    }),
  )
  if ('broken' in unpacked) return [{ file, status: 'unreadable', reason: 'broken', detail: unpacked.broken }]
  if (unpacked.status === 'unreadable') return [{ file, status: 'unreadable', reason: unpacked.reason, detail: unpacked.detail }]
  if (unpacked.status !== 'drafts') return null
  const checked: Checked[] = unpacked.skipped.map(({ name, reason }) => ({ file: `${file}/${name}`, status: 'unreadable', reason }))
  for (const { name, bytes: inner } of found) checked.push(await checkBytes(`${file}/${name}`, inner, drafts, options))
  return checked
}

/** Reads and checks one draft; one that ran out twice is told by what was found until then. */
export async function checkBytes(file: string, bytes: Uint8Array, drafts: DraftReader, options: CheckOptions = {}): Promise<Checked> {
  const soFar: { checked: Checked | null } = { checked: null }
  const result = await unlessBroken(
    tryWork(drafts, MOST_RUN_OUTS, (attempt) => {
      soFar.checked = null
      return checkOnce(attempt, { file, bytes }, options, soFar)
    }),
  )
  if ('broken' in result) return { file, status: 'unreadable', reason: 'broken', detail: result.broken }
  if (!isHalted(result)) return result
  if (result.by !== 'draft') return { file, status: 'unreadable', reason: 'interrupted' }
  return soFar.checked ?? { file, status: 'unreadable', reason: result.reason }
}

/**
 * An error that nobody foresaw is told of its file, and the other files are checked; any other is about the command.
 * @returns what the work gives; the name of the error and its place in the code, which those who mend it need
 */
async function unlessBroken<Result>(work: Promise<Result>): Promise<Result | { readonly broken: string }> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Error) || (error instanceof AppError && error.code !== 'internal')) throw error
    const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line))
    return { broken: [error.name, place?.trim() ?? ''].join(' ').trim() }
  }
}

async function checkOnce(
  attempt: Attempt,
  { file, bytes }: { readonly file: string; readonly bytes: Uint8Array },
  { onPage, onFile: _onFile, fileBytes: _fileBytes, keep = true, known, figuresOf, unreached = '', ...request }: CheckOptions,
  soFar: { checked: Checked | null },
): Promise<Checked | Halted> {
  const { year, profile } = request
  const readAs = { ...(year === undefined ? {} : { year }), ...(profile ? { profile } : {}) }
  const name = basename(file)
  const opening: Opening | Halted = await attempt.run('open', { bytes, name, ...readAs }, ({ page, pages }) => onPage?.(name, page, pages))
  if (opening.status === 'halted') return opening
  const telling = known && isSpreadsheet(opening) ? tellOpening(opening, name, await known()) : null
  if (telling) return { file, status: 'unreadable', reason: 'not-a-report', telling }
  if (opening.status === 'unreadable') return { file, status: 'unreadable', reason: opening.reason, detail: opening.detail }
  const { document, front } = opening
  if (!front.isReport) return { file, status: 'unreadable', reason: 'not-a-report' }
  if (front.isBlank) return { file, status: 'unreadable', reason: 'blank-form' }
  const kept = keep ? { bytes, document } : { bytes: NOTHING, document: NOTHING }
  const found = new FoundSoFar()
  const referenceFigures = figuresOf?.(front.agency, front.year) ?? []
  const given = { ...request, ...(referenceFigures.length ? { referenceFigures } : {}) }
  const checked = await attempt.run('check', given, (part) => found.take(part))
  if (!isHalted(checked)) return { file, status: 'checked', ...kept, front, ...checked }
  const before = checked.by === 'draft' ? found.checked(checked.reason, unreached) : null
  if (before) soFar.checked = { file, status: 'checked', ...kept, front, ...before }
  return checked
}

const NOTHING = new Uint8Array()

/** The checklist of a file that is checked by itself: no version before it, no waivers. */
export const checklistOf = (
  { file, front, form, result }: Checked & { status: 'checked' },
  known: Pick<ChecklistInput, 'neverWaived' | 'entries' | 'profile' | 'offered'>,
): Checklist =>
  buildChecklist({
    id: 'cli',
    draftId: 'cli',
    file: basename(file),
    agency: front.agency,
    year: front.year,
    form,
    version: 1,
    checkedAt: new Date().toISOString(),
    result,
    previous: null,
    waivers: [],
    ...known,
  })

/** Sentences for reasons that are not those of a reader. */
const OTHER_REASONS: Readonly<Record<string, string>> = {
  'not-found': 'cli.not-found',
  folder: 'cli.folder',
  denied: 'cli.denied',
  'not-opened': 'cli.not-opened',
  'no-drafts': 'cli.no-drafts',
  'not-a-report': 'chat.not-a-report',
  'blank-form': 'chat.blank-form',
  interrupted: 'cli.interrupted',
  broken: 'cli.broken',
}

/** Why a file could not be read: a sentence with the words that fill it. @param name how the file is called in it */
export function reasonOf(
  { file, reason, detail, telling }: Checked & { status: 'unreadable' },
  words: Words,
  name: string = basename(file),
): AppErrorSay {
  if (telling) return sayTelling(telling, name, words)
  return { key: OTHER_REASONS[reason] ?? `unreadable.${reason}`, with: { file: name, ...(detail === undefined ? {} : { kind: detail }) } }
}

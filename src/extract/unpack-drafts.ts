import type { Extraction, UnreadableReason } from '../model/document.ts'
import { countCells } from './count-cells.ts'
import { packSavedPage } from './html/pack-saved-page.ts'
import { companionsAmong, isLeftBehind } from './left-behind.ts'
import type { Limits } from './limits.ts'
import { mostByRatio, readZip, zipBudget, type ZipBudget, type ZipEntry } from './read-zip.ts'
import { sniffFormat } from './sniff-format.ts'
import { Unreadable } from './unreadable-error.ts'

interface PackedDraft {
  /** The file's own name, without its folders. */
  readonly name: string
  readonly bytes: Uint8Array
}

interface Opened {
  readonly drafts: PackedDraft[]
  readonly skipped: { readonly name: string; readonly reason: UnreadableReason }[]
}

/** `single`: not a zip of drafts but one file, to be read as it is. */
export type Unpacked =
  | { readonly status: 'single' }
  | ({ readonly status: 'drafts' } & Opened)
  | Extract<Extraction, { readonly status: 'unreadable' }>

/**
 * Opens a zip of drafts. Folders, dot files, `__MACOSX`, Word's lock files (`~$…`), links and the companion files of
 * saved pages are passed over, but for the frames that a page shows; zips inside are opened too, to the depth of the limits. Names that are not UTF-8 are read as GB18030, as Windows packs
 * them. Never throws.
 */
export function unpackDrafts(bytes: Uint8Array, name: string, limits: Limits): Unpacked {
  try {
    if (bytes.length > limits.fileBytes) throw new Unreadable('too-large', 'file-bytes')
    if (!isDraftArchive(bytes, name, limits)) return { status: 'single' }
    const opened: Opened = { drafts: [], skipped: [] }
    const budget = zipBudget(bytes.length, limits)
    open(bytes, 1, { ...budget, unfolded: mostByRatio(bytes.length, limits), cellsLeft: limits.zipCells }, limits, opened)
    if (opened.drafts.length === 0 && opened.skipped.length === 0) throw new Unreadable('empty', 'zip')
    const [first] = opened.skipped
    // Nothing could be opened, and for one reason: it is said of the whole.
    if (opened.drafts.length === 0 && first && opened.skipped.every(({ reason }) => reason === first.reason))
      throw new Unreadable(first.reason, 'zip-entries')
    return { status: 'drafts', ...opened }
  } catch (error) {
    const { reason, detail } = error instanceof Unreadable ? error : new Unreadable('damaged', 'zip')
    return { status: 'unreadable', reason, detail }
  }
}

/** Whether a file is a zip that holds drafts; any other fault is left for reading it as one file to say. */
function isDraftArchive(bytes: Uint8Array, name: string, limits: Limits): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false
  try {
    return sniffFormat(bytes, name, limits) === 'drafts'
  } catch (error) {
    if (error instanceof Unreadable && error.detail !== 'zip' && error.reason !== 'unsafe') return false
    throw error
  }
}

/** What the whole archive may still inflate to and hold, over all zips within it. */
interface Budget extends ZipBudget {
  /** Bytes to which the drafts themselves may still unfold, Word files being zips too. */
  unfolded: number
  /** Cells that the drafts may still have together. */
  cellsLeft: number
}

function open(bytes: Uint8Array, depth: number, budget: Budget, limits: Limits, { drafts, skipped }: Opened): void {
  if (depth > limits.archiveDepth) throw new Unreadable('too-complex', 'archive-depth')
  const entries = readZip(bytes, { ...limits, partBytes: limits.fileBytes }, budget)
  const isCompanion = companionsAmong(entries.map(slashed))
  const companions = new Map(entries.filter((entry) => isCompanion(slashed(entry))).map((entry) => [slashed(entry).toLowerCase(), entry]))
  for (const entry of entries) {
    const name = fileName(entry)
    if (name === null || entry.symlink || isCompanion(slashed(entry))) continue
    let content: Uint8Array
    try {
      content = packSavedPage(entry.read(), slashed(entry), (path) => readCompanion(companions.get(path.toLowerCase())))
    } catch (error) {
      if (error instanceof Unreadable && WHOLE.has(error.detail ?? '')) throw error
      skipped.push({ name, reason: error instanceof Unreadable ? error.reason : 'damaged' })
      continue
    }
    if (isDraftArchive(content, name, limits)) {
      open(content, depth + 1, budget, limits, { drafts, skipped })
      continue
    }
    if (drafts.length >= limits.drafts) throw new Unreadable('too-complex', 'drafts')
    budget.unfolded -= unfoldedSize(content, limits)
    if (budget.unfolded < 0) throw new Unreadable('too-large', 'ratio')
    budget.cellsLeft -= countCells(content, limits)
    if (budget.cellsLeft < 0) throw new Unreadable('too-many-cells-in-zip')
    drafts.push({ name, bytes: content })
  }
}

/** A frame that cannot be had is told of when the page is read. */
function readCompanion(entry: ZipEntry | undefined): Uint8Array | null {
  try {
    return entry?.read() ?? null
  } catch (error) {
    if (error instanceof Unreadable && WHOLE.has(error.detail ?? '')) throw error
    return null
  }
}

/** Faults of an entry for which the whole archive is refused: it is made to unfold. */
const WHOLE: ReadonlySet<string> = new Set(['ratio', 'inflated-bytes'])

/** Bytes of a draft once it is opened: of a Word file, what its parts declare. One that lies meets the limits when it is read. */
function unfoldedSize(bytes: Uint8Array, limits: Limits): number {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes.length
  try {
    return readZip(bytes, limits).reduce((sum, { size }) => sum + size, 0)
  } catch {
    // Whatever is wrong with it is said when it is read.
    return bytes.length
  }
}

const slashed = (entry: ZipEntry): string => pathOf(entry.rawName).replaceAll('\\', '/')

/** The last part of the path, or null for what is no draft: folders, leavings of the system and of Word. */
function fileName(entry: ZipEntry): string | null {
  const path = slashed(entry)
  if (path.endsWith('/')) return null
  const parts = path.split('/')
  const last = parts.at(-1)!
  return parts.includes('__MACOSX') || isLeftBehind(last) ? null : last
}

function pathOf(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder('gb18030').decode(raw)
  }
}

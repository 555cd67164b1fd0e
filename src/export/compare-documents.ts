import { diffArrays } from 'diff'
import type { Anchor, Block, Cell, Document, Paragraph, Table } from '../model/document.ts'

/** Characters that only one of the two texts has. */
interface ChangedRange {
  readonly start: number
  readonly end: number
}

/** A block of the newer document beside the one of the older that it comes from; either may be missing. */
interface BlockPair {
  readonly before: Block | null
  readonly after: Block | null
  readonly same: boolean
}

type Text = Pick<Paragraph, 'id' | 'text'>

export interface Comparison {
  readonly pairs: readonly BlockPair[]
  /** By anchor of the older document: what is gone. */
  readonly removed: ReadonlyMap<Anchor, readonly ChangedRange[]>
  /** By anchor of the newer document: what is new. */
  readonly added: ReadonlyMap<Anchor, readonly ChangedRange[]>
}

// Beyond these limits a comparison word by word is useless and slow.
const MAX_BLOCK_EDITS = 2_000
const MAX_WORD_EDITS = 600

/** Puts two versions of a draft side by side: equal blocks together, changed ones with what they come from. */
export function compareDocuments(before: Document, after: Document): Comparison {
  const removed = new Map<Anchor, ChangedRange[]>()
  const added = new Map<Anchor, ChangedRange[]>()
  const pairs = alignBlocks(before.blocks, after.blocks)
  const compare = (oldText?: Text, newText?: Text) => {
    const changes = compareTexts(oldText?.text ?? '', newText?.text ?? '')
    if (oldText && changes.removed.length) removed.set(oldText.id, changes.removed)
    if (newText && changes.added.length) added.set(newText.id, changes.added)
  }
  for (const { before: old, after: now, same } of pairs) {
    if (same) continue
    if (old?.kind === 'table' || now?.kind === 'table')
      for (const [a, b] of pairCells(old?.kind === 'table' ? old : null, now?.kind === 'table' ? now : null)) compare(a, b)
    else compare(old ?? undefined, now ?? undefined)
  }
  return { pairs, removed, added }
}

function alignBlocks(before: readonly Block[], after: readonly Block[]): BlockPair[] {
  const changes = diffArrays(before.map(keyOf), after.map(keyOf), { maxEditLength: MAX_BLOCK_EDITS }) ?? [
    { value: before, removed: true, added: false, count: before.length },
    { value: after, removed: false, added: true, count: after.length },
  ]
  const pairs: BlockPair[] = []
  let [old, now] = [0, 0]
  let pending: Block[] = []
  const flush = (news: readonly Block[]) => {
    pairs.push(...matchBlocks(pending, news))
    pending = []
  }
  for (const { added, removed, count } of changes) {
    if (removed) {
      flush([])
      pending = before.slice(old, (old += count))
    } else if (added) flush(after.slice(now, (now += count)))
    else {
      flush([])
      for (let index = 0; index < count; index++) pairs.push({ before: before[old++] ?? null, after: after[now++] ?? null, same: true })
    }
  }
  flush([])
  return pairs
}

const keyOf = (block: Block): string =>
  block.kind === 'paragraph'
    ? `p${block.text}`
    : `t${block.rows}x${block.columns}\u0000${block.cells.map((cell) => cell.text).join('\u0000')}`

/** Among blocks that changed, each new one takes the first old one in order that is like it. */
function matchBlocks(old: readonly Block[], now: readonly Block[]): BlockPair[] {
  const pairs: BlockPair[] = []
  let at = 0
  for (const after of now) {
    const found = old.findIndex((one, index) => index >= at && isLike(one, after))
    if (found < 0) {
      pairs.push({ before: null, after, same: false })
      continue
    }
    for (; at < found; at++) pairs.push({ before: old[at] ?? null, after: null, same: false })
    pairs.push({ before: old[at++] ?? null, after, same: false })
  }
  for (; at < old.length; at++) pairs.push({ before: old[at] ?? null, after: null, same: false })
  return pairs
}

/** Paragraphs that share half of their pairs of characters; tables of about the same width. */
function isLike(a: Block, b: Block): boolean {
  if (a.kind === 'table' || b.kind === 'table') return a.kind === 'table' && b.kind === 'table' && Math.abs(a.columns - b.columns) <= 2
  const [first, second] = [bigrams(a), bigrams(b)]
  const shared = [...first].filter((one) => second.has(one)).length
  return 2 * shared >= 0.5 * (first.size + second.size)
}

function bigrams({ text }: Paragraph): Set<string> {
  const words = text.replace(/\s/g, '')
  return new Set(words.length < 2 ? [words] : Array.from({ length: words.length - 1 }, (_, index) => words.slice(index, index + 2)))
}

/** Rows are compared by their words, so that an added row does not change all rows below it; cells by their column. */
function pairCells(old: Table | null, now: Table | null): [Text | undefined, Text | undefined][] {
  const [before, after] = [rowsOf(old), rowsOf(now)]
  const pairs: ReturnType<typeof pairCells> = []
  const pair = (a: (typeof before)[number], b: (typeof after)[number]) => {
    const columns = new Set([...a, ...b].map((cell) => cell.column))
    for (const column of columns) pairs.push([a.find((cell) => cell.column === column), b.find((cell) => cell.column === column)])
  }
  let [i, j] = [0, 0]
  let open: typeof before = []
  const close = () => {
    for (const row of open) pair(row, [])
    open = []
  }
  for (const { added, removed, count } of diffArrays(before.map(wordsOf), after.map(wordsOf))) {
    if (removed) {
      close()
      open = before.slice(i, (i += count))
    } else if (added) for (let index = 0; index < count; index++) pair(open.shift() ?? [], after[j++] ?? [])
    else {
      close()
      for (let index = 0; index < count; index++) pair(before[i++] ?? [], after[j++] ?? [])
    }
  }
  close()
  return pairs
}

const rowsOf = (table: Table | null): (readonly Cell[])[] =>
  Array.from({ length: table?.rows ?? 0 }, (_, row) => table?.cells.filter((cell) => cell.row === row) ?? [])

const wordsOf = (cells: readonly Cell[]): string =>
  cells
    .map((cell) => cell.text)
    .filter((text) => !/^[\d.,\s/-]*$/.test(text))
    .join('|')
    .replace(/\s/g, '')

/** A number is one word: 12 to 13 is a change of the number, not of its last digit. */
function compareTexts(old: string, now: string): { removed: ChangedRange[]; added: ChangedRange[] } {
  const changes = diffArrays(tokensOf(old), tokensOf(now), { maxEditLength: MAX_WORD_EDITS })
  if (!changes) return { removed: whole(old), added: whole(now) }
  const removed: ChangedRange[] = []
  const added: ChangedRange[] = []
  let [i, j] = [0, 0]
  for (const change of changes) {
    const length = change.value.join('').length
    if (change.removed) removed.push({ start: i, end: i + length })
    if (change.added) added.push({ start: j, end: j + length })
    if (!change.added) i += length
    if (!change.removed) j += length
  }
  return { removed, added }
}

const tokensOf = (text: string): string[] => text.match(/\d[\d,.]*\d|[A-Za-z]+|[\s\S]/gu) ?? []

const whole = (text: string): ChangedRange[] => (text ? [{ start: 0, end: text.length }] : [])

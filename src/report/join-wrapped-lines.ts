import { newestFirst } from '../form/forms.ts'
import type { Reference } from '../form/reference.ts'
import { countWork } from '../language/count-work.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { startsWithNumeral } from '../language/list-marks.ts'
import { squeeze } from '../language/squeeze-text.ts'
import type { JoinedLines } from '../model/annual-report.ts'
import type { Anchor, Block, Document, Paragraph } from '../model/document.ts'
import { matchHeading } from './match-heading.ts'
import { tableParagraphs } from './tables/read-tables.ts'
import { widthOf, wrapWidth, type WrapWidth } from './wrap-width.ts'

export interface JoinedDocument {
  readonly document: Document
  /** What each joined paragraph is made of. */
  readonly joined: JoinedLines
}

/** A paragraph that takes no more lines. */
const LONGEST = 4_000
/** A line that may go on in the next has at least so many characters, in columns of a wide character. */
const SHORTEST = 10

/**
 * Joins lines that a mail, a converter or a copied page has wrapped: of text, not of tables. A line goes on where its
 * brackets are open, a date or a figure is cut, the next begins with a closing mark, or all lines end at one width.
 * A Document without such lines stays as it is.
 */
export function joinWrappedLines(reference: Reference, document: Document): JoinedDocument {
  const { lexicon } = reference
  const [form] = newestFirst(reference.forms)
  if (!form || !mayBeWrapped(lexicon, document)) return { document, joined: new Map() }
  const inTable = tableParagraphs(document, reference, form)
  const isLine = (block: Block | undefined): block is Paragraph =>
    block?.kind === 'paragraph' && !inTable.has(block.id) && !/[\t|]/.test(block.text)
  const lines = document.blocks.filter(isLine)
  const wrap = wrapWidth(lexicon, lines)
  const headings = form.sections.flatMap(({ heading, variants }) => [heading, ...variants].map(squeeze))
  const goesOn = (open: Open, next: Paragraph): boolean => {
    const { text, block } = open
    if (text.length > LONGEST || block.level !== next.level) return false
    if (text.length > LONGEST_HEADING) return block.level === undefined && continues(lexicon, open, next.text, wrap)
    const words = afterNumeral(lexicon, text)
    const match = matchHeading(lexicon, form, words)
    if (match?.match === 'official') return false
    // “五、存在的主要问题及 / 改进情况”: a heading over two lines, perhaps with text behind it.
    const whole = words + squeeze(next.text)
    if (isBegun(text, words) && headings.some((one) => one.length > words.length && one.startsWith(words) && whole.startsWith(one)))
      return true
    if (isTornTitle(lexicon, text, next.text)) return true
    return block.level === undefined && !match?.listed && continues(lexicon, open, next.text, wrap)
  }
  return joinBlocks(document, isLine, goesOn)
}

const LONGEST_HEADING = 60

const afterNumeral = (lexicon: Lexicon, text: string): string =>
  squeeze(text.trim().replace(lexicon.pattern('report/headings/numeral'), ''))

/** “某某局2024年政府信息公开 / 工作年度报告”. */
function isTornTitle(lexicon: Lexicon, text: string, next: string): boolean {
  const [upper, lower] = [squeeze(text), squeeze(next)]
  if (upper.length > 50 || lower.length > 25) return false
  const says = (name: string, words: string): boolean => lexicon.pattern(name).test(words)
  return (
    says('report/title/torn-tail', upper) &&
    says('report/title/torn-head', lower) &&
    says('report/title/report', upper + lower) &&
    !says('report/title/in-sentence', upper)
  )
}

/** A number and some words of a heading stand in the line. */
const isBegun = (line: string, words: string): boolean => words.length >= 2 && words.length < squeeze(line).length

/** A paragraph that lines are added to. */
interface Open {
  readonly block: Paragraph
  readonly text: string
  /** Its last line. */
  readonly last: string
  readonly pieces: readonly { readonly from: number; readonly anchor: Anchor }[]
}

/** Whether any two lines that follow each other look like one; cheap, and false for most drafts. */
function mayBeWrapped(lexicon: Lexicon, { blocks }: Document): boolean {
  const says = (name: string, words: string): boolean => lexicon.pattern(name).test(words)
  return blocks.some((block, index) => {
    const next = blocks[index + 1]
    if (block.kind !== 'paragraph' || next?.kind !== 'paragraph' || /[\t|]/.test(block.text + next.text)) return false
    if (isTornTitle(lexicon, block.text, next.text)) return true
    const isLong = widthOf(block.text) >= SHORTEST || startsWithNumeral(block.text)
    return isLong && !says('report/wrapping/ended', block.text) && !says('report/wrapping/whole-title', block.text)
  })
}

function continues(lexicon: Lexicon, { text, last, pieces }: Open, next: string, wrap: WrapWidth | null): boolean {
  const says = (name: string, words: string): boolean => lexicon.pattern(name).test(words)
  countWork(1)
  if (next.trim() === '') return false
  if (says('report/wrapping/closing-first', next)) return widthOf(last) >= SHORTEST && !says('report/wrapping/ended', last)
  if (says('report/wrapping/ended', last) || widthOf(last) < SHORTEST || !/\p{Script=Han}/u.test(last)) return false
  if (isOpen(text) && closes(next)) return true
  if (says('report/wrapping/new-line', next)) return says('report/wrapping/article-last', last)
  if (says('report/wrapping/figure-last', last) && says('report/wrapping/figure-goes-on', next)) return true
  if (says('report/wrapping/date-last', last) && says('report/wrapping/date-goes-on', next)) return true
  if (says('report/wrapping/whole-title', text) && widthOf(text) <= 60) return false
  if (says('report/wrapping/waiting', last) && widthOf(next) >= 2) return true
  const indent = pieces.length === 1 ? INDENT : 0
  return wrap !== null && indent + wrap.measure(last) + firstWord(next, wrap) > wrap.width - SLACK
}

/** The first line of a paragraph is indented on the page; copies and converters leave the blanks out. */
const INDENT = 2

/** Punctuation that may not begin a line takes so much of the line before it. */
const SLACK = 2.5

/** Columns of what cannot be parted at the head of a line: letters and figures. */
const firstWord = (text: string, { measure }: WrapWidth): number => measure(/^\s{0,20}[A-Za-z\d./:@-]{0,60}/.exec(text)?.[0] ?? '')

const OPENING = '《（(“【〔'
const CLOSING = '》）)”】〕'

/** More brackets opened than closed. */
function isOpen(text: string): boolean {
  let depth = 0
  for (const char of text.slice(-400)) {
    if (OPENING.includes(char)) depth++
    else if (CLOSING.includes(char)) depth = Math.max(0, depth - 1)
  }
  return depth > 0
}

/** A line closes a bracket that it has not opened. */
function closes(text: string): boolean {
  let depth = 0
  for (const char of text.slice(0, 120)) {
    if (OPENING.includes(char)) depth++
    else if (CLOSING.includes(char) && --depth < 0) return true
  }
  return false
}

function joinBlocks(
  document: Document,
  isLine: (block: Block | undefined) => block is Paragraph,
  goesOn: (open: Open, next: Paragraph) => boolean,
): JoinedDocument {
  const blocks: Block[] = []
  const joined = new Map<Anchor, Open['pieces']>()
  const into = new Map<Anchor, Anchor>()
  let open: Open | null = null
  const close = (): void => {
    if (!open) return
    blocks.push(open.pieces.length > 1 ? { ...open.block, text: open.text } : open.block)
    if (open.pieces.length > 1) joined.set(open.block.id, open.pieces)
    open = null
  }
  for (const block of document.blocks) {
    const before: Open | null = open
    if (before && isLine(block) && goesOn(before, block)) {
      open = addLine(before, block)
      into.set(block.id, before.block.id)
      continue
    }
    close()
    if (isLine(block)) open = { block, text: block.text, last: block.text, pieces: [{ from: 0, anchor: block.id }] }
    else blocks.push(block)
  }
  close()
  if (!joined.size) return { document, joined }
  const moved = <Mark extends { readonly anchor?: Anchor }>(mark: Mark): Mark => {
    const anchor = mark.anchor === undefined ? undefined : into.get(mark.anchor)
    return anchor === undefined ? mark : { ...mark, anchor }
  }
  return { document: { ...document, blocks, marks: document.marks.map(moved), notes: document.notes.map(moved) }, joined }
}

function addLine({ block, text, pieces }: Open, next: Paragraph): Open {
  const head = text.trimEnd() + (/[A-Za-z]\s*$/.test(text) && /^\s*[A-Za-z]/.test(next.text) ? ' ' : '')
  const confidence = block.confidence ?? next.confidence
  return {
    block: { ...block, ...(confidence ? { confidence } : {}) },
    text: head + next.text,
    last: next.text,
    pieces: [...pieces, { from: head.length, anchor: next.id }],
  }
}

import { NUMERALS } from '../../language/chinese-numerals.ts'
import { COUNTER } from '../../language/note-marks.ts'
import { BRACKETED_NUMERAL } from '../../language/list-marks.ts'
import type { PageLayout, PageLine, PageTable } from './page-layout.ts'
import { median } from './text-lines.ts'
import type { Unshown } from './unshown.ts'

export interface TextParagraph {
  readonly kind: 'paragraph'
  readonly text: string
  readonly page: number
  /** All of it was read off a scanned page's invisible text. */
  readonly unseen: boolean
  readonly unshown: readonly Unshown[]
}

/** Sides of the text, in points, as the lines of the whole document show them. */
interface Measure {
  readonly left: number
  readonly right: number
  /** Usual distance from line to line. */
  readonly step: number
}

const NUMBERED = new RegExp(`^\\s*([${NUMERALS}]{1,3}、|${BRACKETED_NUMERAL})`)
const OPENING = /[（《“‘「『〔【([<]/
const CLOSING = /[，。、；：？！）》”’」』〕】)\]>,.;:?!%％…—]/
const ENDING = /[。！？：；…”）]$/

/** Joins lines to paragraphs, over page breaks too; tables keep their places between them. */
export function joinLines(pages: readonly PageLayout[]): (TextParagraph | PageTable)[] {
  const measure = takeMeasure(pages)
  const found: (TextParagraph | PageTable)[] = []
  let open: PageLine[] = []
  const close = () => {
    if (open.length > 0) found.push(toParagraph(open))
    open = []
  }
  for (const page of pages)
    for (const item of page.items) {
      if (item.kind === 'table') {
        close()
        found.push(item)
        continue
      }
      if (open.length > 0 && beginsAnew(open, item, measure)) close()
      open.push(item)
    }
  close()
  return found
}

function takeMeasure(pages: readonly PageLayout[]): Measure {
  const lines = pages.flatMap((page) => page.items.filter((item): item is PageLine => item.kind === 'line' && !item.text.includes('\t')))
  const widest = Math.max(0, ...lines.map((line) => line.right - line.left))
  const wide = lines.filter((line) => line.right - line.left > widest * 0.75)
  const rights = wide.map((line) => line.right).sort((a, b) => a - b)
  const steps = pages.flatMap((page) => stepsOf(page.items))
  return { left: commonLeft(lines), right: rights[Math.floor(rights.length * 0.8)] ?? 0, step: median(steps) }
}

/** The leftmost place at which several lines begin. */
function commonLeft(lines: readonly PageLine[]): number {
  const lefts = lines.map((line) => line.left).sort((a, b) => a - b)
  const needed = Math.min(3, Math.ceil(lefts.length / 4))
  for (let i = 0; i < lefts.length; i++)
    if (lefts.filter((left) => left >= lefts[i]! && left - lefts[i]! < 4).length >= needed) return lefts[i]!
  return lefts[0] ?? 0
}

function stepsOf(items: PageLayout['items']): number[] {
  const steps: number[] = []
  items.forEach((item, index) => {
    const before = items[index - 1]
    if (before?.kind === 'line' && item.kind === 'line') steps.push(item.bottom - before.bottom)
  })
  return steps
}

function beginsAnew(open: readonly PageLine[], line: PageLine, measure: Measure): boolean {
  const before = open.at(-1)!
  const em = Math.max(before.size, line.size)
  if (before.text.includes('\t') || line.text.includes('\t')) return true
  // The size of a line that was struck out as a whole says nothing.
  if (before.text !== '' && line.text !== '' && Math.abs(before.size - line.size) > em * 0.12) return true
  if (before.page === line.page && line.bottom - before.bottom > Math.max(measure.step, em) * 1.5) return true
  if (isOneNumber(before, line, measure)) return false
  if (NUMBERED.test(line.text) && ENDING.test(before.text)) return true
  if (goesOnCentred(before, line, measure)) return false
  // Lines of a block that is set in as a whole begin alike; a first line is set in against its own followers.
  const inset = line.left - measure.left > em * 1.2
  const sameBlock = open.length > 1 && Math.abs(line.left - before.left) < em * 0.3
  if (inset && !sameBlock) return true
  // Only what would have had room to spare was not broken off: margins differ by a hair from line to line.
  return before.right + firstToken(line) <= measure.right - em * 0.2
}

/** A number that was broken off in the middle: figures at the end of a long line, figures and what they count behind it. */
function isOneNumber(before: PageLine, line: PageLine, { left, right }: Measure): boolean {
  const rest = /\d$/.test(before.text) ? /^\d{1,6}(?=\D)/.exec(line.text)?.[0] : undefined
  return rest !== undefined && before.right - left > (right - left) * 0.6 && COUNTER.test(line.text.slice(rest.length, rest.length + 4))
}

/** A heading in the middle of the page, too long for one line. */
function goesOnCentred(before: PageLine, line: PageLine, measure: Measure): boolean {
  const centre = (measure.left + measure.right) / 2
  const centred = [before, line].every((one) => Math.abs((one.left + one.right) / 2 - centre) < one.size * 0.8)
  const full = measure.right - measure.left - (before.right - before.left) < before.size * 3
  return centred && full && before.page === line.page && line.left - measure.left > line.size * 2 && !ENDING.test(before.text)
}

/** Width of what cannot be broken at the beginning of a line, with signs that may not begin or end one. */
function firstToken(line: PageLine): number {
  const { glyphs } = line
  let end = 0
  while (end < glyphs.length - 1 && OPENING.test(glyphs[end]!.text)) end++
  if (isLatin(glyphs[end]!.text)) while (end + 1 < glyphs.length && isLatin(glyphs[end + 1]!.text)) end++
  while (end + 1 < glyphs.length && CLOSING.test(glyphs[end + 1]!.text)) end++
  return glyphs[end]!.right - glyphs[0]!.left
}

const isLatin = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

/** What stands behind the last blank among the last characters of a text. */
const lastWord = (text: string): string => text.slice(-40).split(/\s/).at(-1) ?? ''

function toParagraph(lines: readonly PageLine[]): TextParagraph {
  let text = ''
  for (const line of lines) {
    const blank = /[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(line.text) && !/[/@._-]/.test(lastWord(text)) ? ' ' : ''
    text += blank + line.text
  }
  const unseen = lines.every((line) => line.glyphs.every((glyph) => glyph.unseen))
  return { kind: 'paragraph', text, page: lines[0]!.page, unseen, unshown: lines.flatMap((line) => line.unshown) }
}

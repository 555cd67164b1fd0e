import type { Passage, PartNumber, Section } from '../model/annual-report.ts'
import type { Anchor, Document, Paragraph } from '../model/document.ts'
import type { Form } from '../form/form.ts'
import { headingNumeral, matchHeading } from './heading-patterns.ts'
import { squeeze } from '../language/squeeze-text.ts'

export interface Outline {
  readonly preamble: readonly Passage[]
  readonly sections: readonly Section[]
  readonly passages: readonly Passage[]
  /** The part in which a block stands, by the headings above it. */
  readonly partOf: (anchor: Anchor) => PartNumber | null
}

interface Heading {
  readonly index: number
  readonly numeral: string | null
  readonly heading: string
  readonly part: Section['part']
  readonly match: Section['match']
}

/**
 * Finds the level-one headings and what stands under each.
 * @param skip paragraphs that belong to a table's flattened text: their “一、本年新收…” are row labels, not headings
 */
export function findSections(document: Document, form: Form, skip: ReadonlySet<Anchor>): Outline {
  const headings = dropEchoes(headingsOf(document, form, skip))
  const parts = new Map<Anchor, PartNumber>()
  const passages: Passage[] = []
  const bodies: Passage[][] = headings.map(() => [])
  const preamble: Passage[] = []
  let current = -1
  let part: PartNumber = 0
  let item: string | undefined
  document.blocks.forEach((block, index) => {
    const starts = headings[current + 1]?.index === index
    if (starts) {
      current++
      part = headings[current]?.part ?? part
      item = undefined
    }
    parts.set(block.id, part)
    if (block.kind === 'table' || skip.has(block.id) || block.text.trim() === '') return
    item = starts ? undefined : (itemOf(block.text) ?? item)
    const passage: Passage = { anchor: block.id, text: block.text, part, ...(item ? { item } : {}) }
    passages.push(passage)
    if (starts) return
    if (current < 0) preamble.push(passage)
    else bodies[current]?.push(passage)
  })
  const sections = headings.map((heading, number): Section => {
    const block = document.blocks[heading.index] as Paragraph
    const span = { anchor: block.id, start: 0, end: block.text.length, text: block.text }
    return {
      part: heading.part,
      numeral: heading.numeral,
      heading: heading.heading,
      match: heading.match,
      span,
      passages: bodies[number] ?? [],
    }
  })
  return { preamble, sections, passages, partOf: (anchor) => parts.get(anchor) ?? null }
}

function headingsOf(document: Document, form: Form, skip: ReadonlySet<Anchor>): Heading[] {
  const found: Heading[] = []
  document.blocks.forEach((block, index) => {
    if (block.kind !== 'paragraph' || skip.has(block.id)) return
    const heading = readHeading(block, form)
    if (heading) found.push({ index, ...heading })
  })
  return found
}

function readHeading(block: Paragraph, form: Form): Omit<Heading, 'index'> | null {
  const line = block.text.trim()
  if (line.length > 60 || squeeze(line).length > 45) return null
  const lead = headingNumeral.exec(line)
  const numeral = lead?.[1] ?? lead?.[2] ?? null
  const rest = line.slice(lead?.[0].length ?? 0).replace(/[\s:：。、]+$/, '')
  const match = matchHeading(rest, form)
  // “1.” numbers items inside a part far more often than parts: it makes a heading only of official words.
  // Below a numbered part stand “（一）2023年问题整改情况” and the like: only the very words of a heading need no number.
  if (match && (numeral !== null || (match.listed && isPlain(rest))))
    return { numeral, heading: fold(rest), part: match.part, match: match.match }
  if (numeral !== null && lead?.[1] && isPlain(rest) && rest.length >= 2 && rest.length <= 30 && !/[是要]$/.test(rest))
    return { numeral, heading: fold(rest), part: null, match: 'other' }
  return null
}

const fold = (text: string): string => text.replace(/[\s\u3000\u00a0]+/g, '')
const isPlain = (text: string): boolean => !/[。；;，,：:]/.test(text)

/**
 * A page's own list of contents, or a title repeated: of two headings for the same part without text between, the
 * later one counts; headings without number that come again with one are dropped.
 */
function dropEchoes(headings: readonly Heading[]): Heading[] {
  const numbered = new Set(headings.filter((heading) => heading.numeral && heading.part).map((heading) => heading.part))
  return headings.filter((heading, index) => {
    if (heading.part && !heading.numeral && numbered.has(heading.part)) return false
    const comesAgain = headings.slice(index + 1).some((other) => other.part === heading.part && heading.part !== null)
    return !(comesAgain && runLength(headings, index) >= 3)
  })
}

/** How many headings stand directly under each other around this one: three or more are a list of contents. */
function runLength(headings: readonly Heading[], index: number): number {
  let [from, to] = [index, index]
  while (from > 0 && (headings[from - 1]?.index ?? -2) === (headings[from]?.index ?? 0) - 1) from--
  while (to < headings.length - 1 && headings[to + 1]?.index === (headings[to]?.index ?? 0) + 1) to++
  return to - from + 1
}

/** “（二）依申请公开情况”, “1.主动公开情况”: the numbered head of a paragraph, up to its first stop. */
function itemOf(text: string): string | undefined {
  const match =
    /^[\s\u3000]*((?:[（(][一二三四五六七八九十]{1,3}[）)]|[1-9]\d?[.、．](?!\d)|[一二三四五六七八九十]{1,3}、)[^。：:；;\n]{0,40})/.exec(
      text,
    )
  return match?.[1]?.trim()
}

import { countWork } from '../language/count-work.ts'
import { trimEndOf } from '../language/trim-characters.ts'
import type { Passage, PartNumber, Section } from '../model/annual-report.ts'
import type { Anchor, Document, Paragraph } from '../model/document.ts'
import type { Form } from '../form/form.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { matchHeading } from './match-heading.ts'
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
  readonly block: Paragraph
  readonly numeral: string | null
  readonly heading: string
  readonly part: Section['part']
  readonly match: Section['match']
  /** Its number stands in brackets, as an item's does. */
  readonly bracketed?: true
}

/**
 * Finds the level-one headings and what stands under each.
 * @param skip paragraphs that belong to a table's flattened text: their “一、本年新收…” are row labels, not headings
 */
export function findSections(lexicon: Lexicon, document: Document, form: Form, skip: ReadonlySet<Anchor>): Outline {
  const headings = dropEchoes(dropItems(headingsOf(lexicon, document, form, skip)))
  const parts = new Map<Anchor, PartNumber>()
  const passages: Passage[] = []
  const bodies: Passage[][] = headings.map(() => [])
  const preamble: Passage[] = []
  let current = -1
  let part: PartNumber = 0
  let item: string | undefined
  countWork(document.blocks.length)
  document.blocks.forEach((block, index) => {
    const starts = headings[current + 1]?.index === index
    if (starts) {
      current++
      part = headings[current]?.part ?? part
      item = undefined
    }
    parts.set(block.id, part)
    if (block.kind === 'table' || skip.has(block.id) || block.text.trim() === '') return
    item = starts ? undefined : (itemOf(lexicon, block.text) ?? item)
    const passage: Passage = { anchor: block.id, text: block.text, part, ...(item ? { item } : {}) }
    passages.push(passage)
    if (starts) return
    if (current < 0) preamble.push(passage)
    else bodies[current]?.push(passage)
  })
  const sections = headings.map(({ block, index: _index, bracketed: _bracketed, ...heading }, number): Section => {
    const span = { anchor: block.id, start: 0, end: block.text.length, text: block.text }
    return { ...heading, span, passages: bodies[number] ?? [] }
  })
  return { preamble, sections, passages, partOf: (anchor) => parts.get(anchor) ?? null }
}

const headingsOf = (lexicon: Lexicon, document: Document, form: Form, skip: ReadonlySet<Anchor>): Heading[] =>
  document.blocks.flatMap((block, index): Heading[] => {
    if (block.kind !== 'paragraph' || skip.has(block.id)) return []
    const heading = readHeading(lexicon, block.text.trim(), form)
    return heading ? [{ index, block, ...heading }] : []
  })

function readHeading(lexicon: Lexicon, line: string, form: Form): Omit<Heading, 'index' | 'block'> | null {
  if (line.length > 60 || squeeze(line).length > 45) return null
  const lead = lexicon.pattern('report/headings/numeral').exec(line)
  const chinese = lead?.groups?.chinese
  const numeral = chinese ?? lead?.groups?.digit ?? null
  const rest = trimEndOf(lead ? line.slice(lead[0].length) : line.replace(/^[#*\s]+/, ''), /[\s:：。、]/)
  const heading = rest.replace(/\s+/g, '')
  const match = matchHeading(lexicon, form, rest)
  // “1.” numbers items inside a part far more often than parts: it makes a heading only of official words.
  // Below a numbered part stand “（一）2023年问题整改情况” and the like: only the very words of a heading need no number.
  if (match && (numeral !== null || (match.listed && isPlain(rest)))) return { numeral, heading, part: match.part, match: match.match }
  const item = lexicon.pattern('report/headings/bracketed').exec(line)
  const own = item && matchHeading(lexicon, form, trimEndOf(line.slice(item[0].length), /[\s:：。、]/))
  if (item && own?.listed) {
    const words = line.slice(item[0].length).replace(/\s+/g, '')
    return { numeral: item.groups?.chinese ?? null, heading: words, part: own.part, match: own.match, bracketed: true }
  }
  const other = chinese !== undefined && isPlain(rest) && rest.length >= 2 && rest.length <= 30
  return other && !lexicon.pattern('report/headings/unfinished').test(rest) ? { numeral, heading, part: null, match: 'other' } : null
}

/** “（一）主动公开政府信息情况” within part one is an item; a number in brackets is a part's only where that part is due, behind the one before it. */
function dropItems(headings: readonly Heading[]): Heading[] {
  const plain = new Set(headings.flatMap(({ part, numeral, bracketed }) => (part && numeral && !bracketed ? [part] : [])))
  const inWords = new Set(
    headings.flatMap(({ part, numeral, bracketed }) => (part && numeral && !bracketed && !isDigits(numeral) ? [part] : [])),
  )
  let before: number | null = null
  countWork(headings.length)
  return headings.filter(({ part, numeral, bracketed }) => {
    // “1.主动公开信息情况” within part one, where “二、主动公开政府信息情况” stands as well.
    if (part !== null && isDigits(numeral) && inWords.has(part)) return false
    const isDue = !bracketed || (part !== null && part > 2 && before === part - 1 && !plain.has(part))
    if (isDue && part !== null) before = part
    return isDue
  })
}

const isDigits = (numeral: string | null): boolean => numeral !== null && /^\d+$/.test(numeral)

const isPlain = (text: string): boolean => !/[。；;，,：:]/.test(text)

/** So many headings directly under each other are a list of contents. */
const FEWEST_OF_CONTENTS = 3

/**
 * A page's own list of contents, or a title repeated: of two headings for the same part without text between, the
 * later one counts; headings without number that come again with one are dropped.
 */
function dropEchoes(headings: readonly Heading[]): Heading[] {
  const numbered = new Set(headings.filter((heading) => heading.numeral && heading.part).map((heading) => heading.part))
  const last = new Map(headings.map(({ part }, index) => [part, index]))
  const runs = runLengths(headings)
  countWork(headings.length)
  return headings.filter(({ part, numeral }, index) => {
    if (part && !numeral && numbered.has(part)) return false
    return !(part && (last.get(part) ?? index) > index && (runs[index] ?? 0) >= FEWEST_OF_CONTENTS)
  })
}

/** For every heading, how many stand directly under each other around it. */
function runLengths(headings: readonly Heading[]): number[] {
  const starts = headings.flatMap(({ index }, number) => (headings[number - 1]?.index === index - 1 ? [] : [number]))
  return starts.flatMap((start, run) => {
    const length = (starts[run + 1] ?? headings.length) - start
    return Array.from({ length }, () => length)
  })
}

/** “（二）依申请公开情况”, “1.主动公开情况”: the numbered head of a paragraph, up to its first stop. */
const itemOf = (lexicon: Lexicon, text: string): string | undefined =>
  lexicon.pattern('report/headings/item').exec(text.trimStart())?.[0].trim()

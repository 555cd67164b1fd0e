import { z } from 'zod'
import { readNumber } from '../../language/chinese-numerals.ts'
import { leadingItem } from '../../language/list-marks.ts'
import type { AnnualReport, Passage } from '../../model/annual-report.ts'
import type { Block } from '../../model/document.ts'
import { Part, placeOfSpan } from '../place.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'
import { blockIdOf, blocksOfPart } from './part-blocks.ts'

const Options = z.strictObject({
  parts: z.array(Part).min(1),
  /** What stands behind （一） where it is a heading, not a statement of its own. */
  heading: Pattern,
  /** Words of a statement. */
  statement: Pattern,
})
type Options = z.infer<typeof Options>

/** More bare headings than this are a list of contents, or were parted from their text by the way of conversion. */
const MOST = 2

/**
 * A numbered sub-heading right in front of the next one, of the next part or of the signature, among others that have
 * a body. A table, a picture or any other line below it is a body (ST-016). Source: RULES-2.md, N14.
 */
export const headingsWithBody = definePredicate({
  name: 'headings-with-body',
  options: Options,
  evidence: ['heading'],
  run: ({ report }, options) => {
    const { document } = report
    // Pages give their lines in an order of their own.
    if (document.format === 'pdf' || document.format === 'ofd' || document.notes.some(({ kind }) => kind !== 'glued-cells')) return []
    const bare = options.parts.flatMap((part) => bareHeadings(report, part, options))
    if (bare.length > MOST) return []
    return bare.map((passage) => {
      const heading = quoteWords(passage.text, LONGEST_QUOTE)
      return failAt(placeOfSpan(passage, passage.text), { subject: `bare/${passage.part}/${heading}`, evidence: { heading } })
    })
  },
})

const LONGEST_QUOTE = 36

function bareHeadings(report: AnnualReport, part: number, options: Options): readonly Passage[] {
  const body = bodyOfPart(report, part)
  const blocks = blocksOfPart(report, part)
  const heads = body.flatMap((passage, index) => {
    const words = headingOf(passage, options)
    return words === null ? [] : [{ passage, index, isBare: !words.rest && !hasBody(report, body, blocks, index) }]
  })
  const bare = heads.filter(({ isBare }) => isBare)
  // Where few others have a body the text below them was lost, or they are a list.
  if (bare.length >= heads.length - bare.length) return []
  return bare.map(({ passage }) => passage)
}

const numberOf = ({ text }: Passage): number | null => readNumber(leadingItem(text.trim()).slice(1, -1))

/** “（五）其他需要报告的事项。”: that it is a heading, and what stands behind it in the line. */
function headingOf({ text }: Passage, { heading, statement }: Options): { readonly rest: string } | null {
  const line = text.trim()
  const item = leadingItem(line)
  if (!item) return null
  const [head = '', ...rest] = line
    .slice(item.length)
    .trim()
    .split(/[。：:]/)
  return matchesAny(head, [heading]) && !matchesAny(head, [statement]) ? { rest: rest.join('').trim() } : null
}

/** Whether anything but the next item of the same list stands behind a heading, before the part ends. */
function hasBody(report: AnnualReport, body: readonly Passage[], blocks: readonly Block[], index: number): boolean {
  const [passage, next] = [body[index] as Passage, body[index + 1]]
  if (next && numberOf(next) !== (numberOf(passage) ?? 0) + 1) return true
  const from = blocks.findIndex(({ id }) => id === blockIdOf(passage.anchor))
  const to = next ? blocks.findIndex(({ id }) => id === blockIdOf(next.anchor)) : blocks.length
  if (from < 0) return true
  const between = new Set(blocks.slice(from, to + 1).map(({ id }) => id))
  return (
    blocks.slice(from, to).some(({ kind }) => kind === 'table') ||
    report.document.marks.some(
      ({ kind, anchor }) => (kind === 'image' || kind === 'embedded-object') && (!anchor || between.has(blockIdOf(anchor))),
    )
  )
}

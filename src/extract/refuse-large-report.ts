import { afterAnyHead, startsWithNumeral } from '../language/list-marks.ts'
import type { Document, UnreadableReason } from '../model/document.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './unreadable-error.ts'

/** A longer line is no heading. */
const LONGEST_HEADING = 60

/** What there is of a Document, by what limits it. */
type Sizes = Readonly<
  Record<'reportParagraphs' | 'reportCharacters' | 'reportNumbers' | 'reportHeadings' | 'reportItems' | 'reportCells', number>
>

const REASONS: Readonly<Record<keyof Sizes, UnreadableReason>> = {
  reportParagraphs: 'too-many-paragraphs',
  reportCharacters: 'too-many-characters',
  reportCells: 'too-many-cells',
  reportNumbers: 'too-many-numbers',
  reportHeadings: 'too-many-headings',
  reportItems: 'too-many-items',
}

/**
 * Refuses what is far larger than any report, before anything is read of it as one: each step behind this grows with
 * the draft. One pass over the text.
 * @throws Unreadable with a reason that says of what there is too much
 */
export function refuseLargeReport(document: Document, limits: Limits): void {
  const sizes = sizesOf(document)
  for (const [name, reason] of Object.entries(REASONS) as [keyof Sizes, UnreadableReason][])
    if (sizes[name] > limits[name]) throw new Unreadable(reason, String(sizes[name]))
}

function sizesOf({ blocks, aside }: Document): Sizes {
  const sizes = { reportParagraphs: 0, reportCharacters: 0, reportNumbers: 0, reportHeadings: 0, reportItems: 0, reportCells: 0 }
  for (const { text } of aside) sizes.reportCharacters += text.length
  for (const block of blocks) {
    if (block.kind === 'table') {
      sizes.reportCells += block.cells.length
      for (const { text } of block.cells) sizes.reportCharacters += text.length
      continue
    }
    const { text, level } = block
    sizes.reportParagraphs++
    sizes.reportCharacters += text.length
    sizes.reportNumbers += numbersIn(text)
    if (text.length <= LONGEST_HEADING && (level !== undefined || startsWithNumeral(text))) sizes.reportHeadings++
    else if (afterAnyHead(text) !== null) sizes.reportItems++
  }
  return sizes
}

/** How many runs of digits a text has. */
function numbersIn(text: string): number {
  let count = 0
  let inside = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const digit = (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)
    if (digit && !inside) count++
    inside = digit
  }
  return count
}

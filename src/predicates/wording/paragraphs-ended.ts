import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import { isConverted } from '../is-converted.ts'
import { AnyPart, placeOfSpan } from '../place.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { linesOfParts } from '../text-lines.ts'

const Options = z.strictObject({
  parts: z.array(AnyPart).min(1),
  /** A paragraph of fewer characters may be a heading or an item of a list. */
  atLeast: z.number().int().positive(),
  /** How a paragraph ends that is whole. */
  ended: Pattern,
  /** A paragraph that is text: it holds a stop or a comma. */
  text: Pattern,
  /** Last words that something must follow. */
  open: Pattern,
  /** How a line begins that is no part of the paragraph before. */
  next: Pattern,
  /** The share of a report's paragraphs that end as they should. */
  share: z.number(),
})

/** More of them are a habit or the way of conversion. */
const MOST = 2
const [QUOTED, FEWEST] = [24, 4]

/** A paragraph that breaks off in a report whose other paragraphs end with a stop (WD-017). */
export const paragraphsEnded = definePredicate({
  name: 'paragraphs-ended',
  options: Options,
  evidence: ['words'],
  run: ({ report }, { parts, atLeast, ended, text, open, next, share }) => {
    // Lines of a page end where the page does.
    if (report.document.format === 'pdf' || report.document.format === 'ofd' || report.document.notes.length > 0) return []
    const lines = linesOfParts(report, parts).filter((line) => line.text.trim().length >= atLeast && matchesAny(line.text, [text]))
    const broken = lines.filter(({ text: words, anchor }) => {
      const isOpen = matchesAny(words.trimEnd(), [open])
      // A stop alone may have been lost by a conversion.
      return !matchesAny(words.trimEnd(), [ended]) && (isOpen || !isConverted(report.document)) && !goesOn(report, anchor, next)
    })
    if (lines.length < FEWEST || broken.length > MOST || lines.length - broken.length < share * lines.length) return []
    return broken.map((line) => {
      const shown = line.text.trimEnd()
      return failAt(placeOfSpan(line, shown.slice(-QUOTED * 2), Math.max(0, shown.length - QUOTED * 2), shown.length), {
        severity: matchesAny(shown, [open]) ? 'warning' : 'notice',
        subject: `broken/${shown.slice(-12)}`,
        evidence: { words: quoteWords(shown, -QUOTED) },
      })
    })
  },
})

/** A conversion may have cut a paragraph in two: only before an item, a heading or a table is its end surely one. */
function goesOn({ document }: AnnualReport, anchor: string, next: RegExp): boolean {
  if (!isConverted(document)) return false
  const at = document.blocks.findIndex(({ id }) => id === anchor)
  const after = document.blocks.slice(at + 1).find((block) => block.kind === 'table' || block.text.trim() !== '')
  return at < 0 || (after?.kind === 'paragraph' && !matchesAny(after.text.trim(), [next]))
}

import { z } from 'zod'
import { onlyHan } from '../../language/fold-characters.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { AnyPart, placeOfSpan, type Standing } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { Pattern } from '../safe-pattern.ts'

const Options = z.strictObject({
  parts: z.array(AnyPart).min(1),
  /** Share of the text, in percent, from which it is too much; a profile's setting of the same rule goes first. */
  percent: z.number().min(1).max(100),
  setting: z.string(),
  /** Sentences with these words are set phrases and do not count. */
  setPhrases: z.array(z.string()).default([]),
  /** What does not count at the head of a sentence: 一是. */
  lead: Pattern,
})
type Options = z.infer<typeof Options>

interface Plain extends Standing {
  readonly text: string
  /** The words that count. */
  readonly plain: string
}

const SHINGLE = 10
/** Too little text of its own says nothing. */
const SHORTEST = 120

/** How much of the text stood in last year's report already, without tables, names, years and set phrases (CY-003). */
export const similarToLastYear = definePredicate({
  name: 'similar-to-last-year',
  options: Options,
  evidence: ['percent', 'limit', 'example'],
  run: ({ report, lastYear, profile }, options) => {
    if (!lastYear) return [unknown('no-year-before')]
    const known = new Set(sentencesIn(lastYear, options).flatMap(({ plain }) => shinglesOf(plain)))
    const sentences = sentencesIn(report, options).map((sentence) => ({ ...sentence, share: shareIn(sentence.plain, known) }))
    const length = sentences.reduce((sum, { plain }) => sum + plain.length, 0)
    if (length < SHORTEST) return [unknown('text-too-short')]
    const own = profile?.settings[options.setting]
    const limit = typeof own === 'number' ? own : options.percent
    const copied = sentences.reduce((sum, { plain, share }) => sum + share * plain.length, 0)
    const percent = Math.round((copied / length) * 100)
    if (percent <= limit) return []
    const longest = sentences.filter(({ share }) => share >= 0.9).toSorted((a, b) => b.plain.length - a.plain.length)
    return failAt(
      longest.slice(0, 5).map((sentence) => placeOfSpan(sentence, sentence.text)),
      { subject: 'similar', evidence: { percent, limit, example: quoteWords(longest[0]?.text ?? '', 40) } },
    )
  },
})

function sentencesIn(report: AnnualReport, { parts, setPhrases, lead }: Options): Plain[] {
  const headings = new Set(report.sections.map((section) => section.span.anchor))
  const agency = report.agency.name ?? '\0'
  return report.passages
    .filter((passage) => parts.includes(passage.part) && !headings.has(passage.anchor))
    .flatMap(({ anchor, part, text: whole }) =>
      whole.split(/[。；;\n]/).map((text) => {
        const plain = onlyHan(text.replaceAll(agency, '')).replace(lead, '')
        return { anchor, part, text: text.trim(), plain }
      }),
    )
    .filter(({ plain, text }) => plain.length >= SHINGLE && !setPhrases.some((words) => text.includes(words)))
}

const shinglesOf = (plain: string): string[] =>
  Array.from({ length: Math.max(0, plain.length - SHINGLE + 1) }, (_, at) => plain.slice(at, at + SHINGLE))

function shareIn(plain: string, known: ReadonlySet<string>): number {
  const covered = new Uint8Array(plain.length)
  for (const [at, shingle] of shinglesOf(plain).entries()) if (known.has(shingle)) covered.fill(1, at, at + SHINGLE)
  return covered.reduce((sum, one) => sum + one, 0) / plain.length
}

import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'

const Options = z.strictObject({
  parts: z.array(z.number().int()).min(1),
  /** Share of the text, in percent, from which it is too much; a profile's setting of the same rule goes first. */
  percent: z.number().min(1).max(100),
  setting: z.string(),
  /** Sentences with these words are set phrases and do not count. */
  setPhrases: z.array(z.string()).default([]),
})

const shingle = 10

/** How much of the text stood in last year's report already, without tables, names, years and set phrases (CY-003). */
export const similarToLastYear = definePredicate({
  name: 'similar-to-last-year',
  options: Options,
  evidence: ['percent', 'limit', 'example'],
  run: ({ report, lastYear, profile }, { parts, percent, setting, setPhrases }) => {
    if (!lastYear) return [{ kind: 'unknown', reason: { code: 'no-last-year' } }]
    const sentences = sentencesIn(report, parts, setPhrases)
    const known = new Set<string>()
    for (const { plain } of sentencesIn(lastYear, parts, setPhrases))
      for (let at = 0; at + shingle <= plain.length; at++) known.add(plain.slice(at, at + shingle))
    const copied = sentences.map(({ plain }) => shareIn(plain, known) * plain.length)
    const length = sentences.reduce((sum, { plain }) => sum + plain.length, 0)
    // Too little text of its own says nothing.
    if (length < 120) return [{ kind: 'unknown', reason: { code: 'text-too-short' } }]
    const own = profile?.settings[setting]
    const limit = typeof own === 'number' ? own : percent
    const found = Math.round((copied.reduce((sum, count) => sum + count, 0) / length) * 100)
    if (found <= limit) return [{ kind: 'pass' }]
    const longest = sentences
      .filter((sentence, index) => (copied[index] ?? 0) >= sentence.plain.length * 0.9)
      .toSorted((a, b) => b.plain.length - a.plain.length)
    return [
      {
        kind: 'fail',
        subject: 'similar',
        evidence: { percent: found, limit, example: quoteWords(longest[0]?.text ?? '', 40) },
        places: longest.slice(0, 5).map(({ text, anchor, part }) => placeOfSpan({ anchor, part }, text)),
      },
    ]
  },
})

function sentencesIn(report: AnnualReport, parts: readonly number[], setPhrases: readonly string[]) {
  const headings = new Set(report.sections.map((section) => section.span.anchor))
  const agency = report.agency.name ?? '\0'
  return report.passages
    .filter((passage) => parts.includes(passage.part) && !headings.has(passage.anchor))
    .flatMap((passage) =>
      passage.text
        .split(/[。；;\n]/)
        .map((text) => ({ text: text.trim(), anchor: passage.anchor, part: passage.part, plain: plainOf(text, agency) })),
    )
    .filter(({ plain, text }) => plain.length >= shingle && !setPhrases.some((words) => text.includes(words)))
}

const plainOf = (text: string, agency: string): string =>
  text
    .replaceAll(agency, '')
    .replace(/[^一-龥]/g, '')
    .replace(/^[一二三四五六七八九十]是/, '')

function shareIn(plain: string, known: ReadonlySet<string>): number {
  const covered = new Uint8Array(plain.length)
  for (let at = 0; at + shingle <= plain.length; at++) if (known.has(plain.slice(at, at + shingle))) covered.fill(1, at, at + shingle)
  return covered.reduce((sum, one) => sum + one, 0) / plain.length
}

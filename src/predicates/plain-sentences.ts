import { onlyHan } from '../language/fold-characters.ts'
import type { AnnualReport } from '../model/annual-report.ts'
import type { Standing } from './place.ts'

/** Which sentences are compared, and what of them. */
interface PlainOptions {
  readonly parts: readonly number[]
  /** Sentences with these words are set phrases and do not count. */
  readonly setPhrases: readonly string[]
  /** What does not count at the head of a sentence: 一是. */
  readonly lead: RegExp
}

export interface PlainSentence extends Standing {
  readonly text: string
  /** The words that count. */
  readonly plain: string
}

/** The sentences of a text without headings, the agency's name, figures, marks and set phrases; shorter ones are left out. */
export function plainSentences(report: AnnualReport, { parts, setPhrases, lead }: PlainOptions, shortest: number): PlainSentence[] {
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
    .filter(({ plain, text }) => plain.length >= shortest && !setPhrases.some((words) => text.includes(words)))
}

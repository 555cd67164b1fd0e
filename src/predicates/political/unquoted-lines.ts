import type { AnnualReport } from '../../model/annual-report.ts'
import { countWork } from '../../language/count-work.ts'
import { remember } from '../../language/remember.ts'
import { type Squeezed, squeezeText } from '../../language/squeeze-text.ts'
import { bodyLines, type TextLine } from '../text-lines.ts'

/** Longer paragraphs are looked at up to here. */
const LONGEST = 20_000
/** A document's or book's name: it stands as its authors wrote it, and as its time had it. */
const NAMES = /《[^《》]{1,120}》/g

/** A line as one reads it on: without blanks and line breaks, and without the names of documents. */
export interface UnquotedLine {
  readonly line: TextLine
  /** Names of documents are blanked; the length is that of the squeezed text. */
  readonly text: string
  readonly span: Squeezed['span']
}

/** Title and body paragraphs, for rules on names and phrases. */
export const unquotedLines = remember((report: AnnualReport): readonly UnquotedLine[] =>
  bodyLines(report).map((line) => {
    const { text, span } = squeezeText(line.anchor, line.text.slice(0, LONGEST))
    countWork(text.length)
    return { line, text: text.replace(NAMES, (name) => '\0'.repeat(name.length)), span }
  }),
)

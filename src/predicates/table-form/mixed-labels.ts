import { withoutBlanks } from '../../language/fold-characters.ts'
import type { AnnualReport, LabelReading } from '../../model/annual-report.ts'

/** What converters, recognition and copying write. */
const CONVERTED: ReadonlySet<string> = new Set(['pdf', 'md', 'txt'])

/** The whole official wording with pieces of a neighbour or a page number in it: what conversion does, not a drafter. */
function isMixed({ written: raw, official: wanted }: LabelReading): boolean {
  const [written, official] = [withoutBlanks(raw), withoutBlanks(wanted)]
  if (written.length < official.length + 2 || written.startsWith(official)) return false
  let found = 0
  for (const character of written) if (character === official[found]) found++
  return found === official.length
}

/** Those of the labels that conversion has mixed with their neighbours, in formats that are written by conversion. */
export const mixedLabels = (report: AnnualReport, labels: readonly LabelReading[]): readonly LabelReading[] =>
  CONVERTED.has(report.document.format) ? labels.filter((label) => !label.same && isMixed(label)) : []

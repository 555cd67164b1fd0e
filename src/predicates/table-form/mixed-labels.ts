import { withoutBlanks } from '../../language/fold-characters.ts'
import type { AnnualReport, LabelReading } from '../../model/annual-report.ts'
import { isConverted } from '../is-converted.ts'

const withoutMarks = (text: string): string => text.replace(/\p{P}/gu, '')

/** The whole official wording with pieces of a neighbour or a page number in it: what conversion does, not a drafter. */
function isMixed({ written: raw, official: wanted }: LabelReading): boolean {
  const [written, official] = [withoutBlanks(raw), withoutBlanks(wanted)]
  // Nothing but its marks differ: a converter writes its own.
  if (withoutMarks(written) === withoutMarks(official)) return true
  if (written.length < official.length + 2 || written.startsWith(official)) return false
  let found = 0
  for (const character of written) if (character === official[found]) found++
  return found === official.length
}

/** Those of the labels that conversion has mixed with their neighbours, in formats that are written by conversion. */
export const mixedLabels = (report: AnnualReport, labels: readonly LabelReading[]): readonly LabelReading[] =>
  isConverted(report.document) ? labels.filter((label) => !label.same && isMixed(label)) : []

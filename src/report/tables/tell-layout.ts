import { formOf, type Forms } from '../../form/forms.ts'
import type { FormVersion } from '../../model/annual-report.ts'
import type { Form } from '../../form/form.ts'
import { officialLabels, type TableId } from './official-labels.ts'
import type { Line } from './piece.ts'

/**
 * Tells by its wordings which of the two prescribed formats a table follows, whatever its year.
 * @returns null where every wording is in both
 */
export function tellLayout(table: TableId, lines: readonly Line[], forms: Forms): FormVersion | null {
  if (!lines.length) return null
  const only2021 = onlyIn(table, formOf(forms, '2021'), formOf(forms, '2019'))
  const only2019 = onlyIn(table, formOf(forms, '2019'), formOf(forms, '2021'))
  const pieces = lines.flatMap((line) => line.pieces)
  const count = (only: ReadonlySet<string>): number =>
    pieces.filter((piece) => piece.hits.some((hit) => only.has(hit.official) && (hit.full === piece.key || hit.core.length > 3))).length
  const newer = count(only2021)
  const older = count(only2019)
  if (older > newer) return '2019'
  if (newer > 0) return '2021'
  return table === 'table3' && pieces.length > 0 ? layoutByOtherHandling(lines) : null
}

function onlyIn(table: TableId, form: Form, other: Form): ReadonlySet<string> {
  const words = (one: Form): Set<string> =>
    new Set(
      officialLabels(one)
        .filter((label) => label.table === table)
        .map(({ official }) => official),
    )
  const theirs = words(other)
  return new Set([...words(form)].filter((official) => !theirs.has(official)))
}

/** Figures of one row of table 3. */
const ROW = 7

/** Without the three rows under it, （六）其他处理 with figures of its own is the row of 2019; with more than a row's figures before （七）总计 it has lost a row's words. */
function layoutByOtherHandling(lines: readonly Line[]): FormVersion | null {
  const pieces = lines.flatMap((line) => line.pieces)
  const at = pieces.findIndex((piece) => piece.hits.some((hit) => hit.key === 'table3/row/other_handling'))
  if (at < 0 || pieces[at + 1]?.kind !== 'value') return null
  const behind = pieces.slice(at + 1)
  const upTo = (key: string): number => behind.findIndex((piece) => piece.hits.some((hit) => hit.key === key))
  const [total, carried] = [upTo('table3/row/results_total'), upTo('table3/row/carried_out')]
  const figures = (end: number): number => behind.slice(0, end).filter(({ kind }) => kind === 'value').length
  // Where （七）总计 is not made out, its row is among the figures.
  const tooMany = total >= 0 ? figures(total) > ROW : carried >= 0 && figures(carried) > 2 * ROW
  return tooMany ? null : '2019'
}

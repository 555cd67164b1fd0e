import type { Cell } from 'write-excel-file/universal'
import type { Digest, DigestLine, DigestRule } from '../model/digest.ts'
import type { ExportWords } from './export-words.ts'
import { BORDER, headCell, sheetOf, textCell, xlsxOf } from './sheet-cells.ts'

/** A column's name, its width, and its cell in a line. */
type Column<Line> = readonly [name: string, width: number, cell: (line: Line, say: ExportWords) => Cell]

const AGENCIES: readonly Column<DigestLine>[] = [
  ['agency', 36, ({ agency }) => textCell(agency)],
  ['kind', 10, ({ kind }, say) => textCell(say(`agencies.kind.${kind}`))],
  ['state', 10, ({ state }, say) => textCell(say(`agencies.state.${state}`))],
  ['state-before', 10, ({ before }, say) => textCell(say(`agencies.state.${before.state}`))],
  ['version', 6, ({ version }) => numberCell(version)],
  ['errors', 6, ({ errors }) => numberCell(errors)],
  ['errors-before', 9, ({ before }) => numberCell(before.errors)],
  ['warnings', 6, ({ warnings }) => numberCell(warnings)],
  ['returns', 10, ({ returns }) => numberCell(returns)],
  ['days', 9, ({ days }) => numberCell(days)],
  ['due', 12, ({ due }) => textCell(due)],
  ['days-left', 11, ({ daysLeft }) => numberCell(daysLeft)],
  ['contact', 20, ({ contact }) => textCell(contact ?? '')],
]
const RULES: readonly Column<DigestRule>[] = [
  ['rule', 12, ({ rule }) => textCell(rule)],
  ['title', 44, ({ title }) => textCell(title)],
  ['severity', 8, ({ severity }, say) => textCell(say(`checklist.severity.${severity}`))],
  ['agencies', 10, ({ agencies }) => numberCell(agencies)],
  ['agencies-before', 8, ({ before }) => numberCell(before)],
]

const SHARED: readonly Column<Digest['shared'][number]>[] = [
  ['agency', 36, ({ agency }) => textCell(agency)],
  ['other', 36, ({ other }) => textCell(other)],
  ['sentences', 16, ({ sentences }) => numberCell(sentences)],
  ['percent', 14, ({ percent }) => numberCell(percent)],
]

/**
 * The whole of a week: a row an agency with its numbers, a sheet of rules by how many agencies have them open,
 * and one of pairs that share their text, if there are any.
 * @param say sentences by their whole key: those of digest.yaml, agencies.yaml and export.yaml
 * @returns the bytes of an xlsx
 */
export async function digestXlsx(digest: Digest, say: ExportWords): Promise<Uint8Array> {
  const lines = [...digest.outstanding, ...digest.missing, ...digest.suggestions, ...digest.clean, ...digest.done]
  const sheet = <Line>(name: string, columns: readonly Column<Line>[], all: readonly Line[]) => {
    const heads = columns.map(([column]) => headCell(say(`digest.column.${column}`)))
    const rows = all.map((line) => columns.map(([, , cell]) => cell(line, say)))
    return sheetOf(
      say(`digest.sheet.${name}`),
      columns.map(([, width]) => width),
      [heads, ...rows],
    )
  }
  const shared = digest.shared.length > 0 ? [sheet('shared', SHARED, digest.shared)] : []
  const sheets = [sheet('agencies', AGENCIES, lines), sheet('rules', RULES, digest.rules), ...shared]
  return xlsxOf(sheets, { fontFamily: say('export.font.table'), fontSize: 10 })
}

const numberCell = (value: number | null): Cell =>
  value === null ? { value: '', type: String, ...BORDER } : { value, type: Number, align: 'center', alignVertical: 'center', ...BORDER }

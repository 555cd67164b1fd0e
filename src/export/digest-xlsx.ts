import type { Cell, Row } from 'write-excel-file/universal'
import type { Digest, DigestLine } from '../model/digest.ts'
import type { ExportWords } from './export-words.ts'
import { BORDER, headCell as head, sheetOf, textCell as text, xlsxOf } from './sheet-cells.ts'

/** Columns of a line an agency, each with its width. */
const LINE = {
  agency: 36,
  kind: 10,
  state: 10,
  'state-before': 10,
  version: 6,
  errors: 6,
  'errors-before': 9,
  warnings: 6,
  days: 9,
  due: 12,
  'days-left': 11,
  contact: 20,
}
const RULE = { rule: 12, title: 44, severity: 8, agencies: 10, 'agencies-before': 8 }

/**
 * The whole of a week: a row an agency with its numbers, and a sheet of rules by how many agencies have them open.
 * @param say sentences by their whole key: those of digest.yaml, agencies.yaml and export.yaml
 * @returns the bytes of an xlsx
 */
export async function digestXlsx(digest: Digest, say: ExportWords): Promise<Uint8Array> {
  const lines = [...digest.outstanding, ...digest.missing, ...digest.suggestions, ...digest.clean, ...digest.done]
  const heads = (columns: object): Row => Object.keys(columns).map((column) => head(say(`digest.column.${column}`)))
  const rules = digest.rules.map(({ rule, title, severity, agencies, before }): Row => [
    text(rule),
    text(title),
    text(say(`checklist.severity.${severity}`)),
    number(agencies),
    number(before),
  ])
  const sheets = [
    sheetOf(say('digest.sheet.agencies'), Object.values(LINE), [heads(LINE), ...lines.map((line) => lineRow(line, say))]),
    sheetOf(say('digest.sheet.rules'), Object.values(RULE), [heads(RULE), ...rules]),
  ]
  return xlsxOf(sheets, { fontFamily: say('export.font.table'), fontSize: 10 })
}

const lineRow = (
  { agency, kind, state, before, version, errors, warnings, days, due, daysLeft, contact }: DigestLine,
  say: ExportWords,
): Row => [
  text(agency),
  text(say(`agencies.kind.${kind}`)),
  text(say(`agencies.state.${state}`)),
  text(say(`agencies.state.${before.state}`)),
  number(version),
  number(errors),
  number(before.errors),
  number(warnings),
  number(days),
  text(due),
  number(daysLeft),
  text(contact ?? ''),
]

const number = (value: number | null): Cell =>
  value === null ? { value: '', type: String, ...BORDER } : { value, type: Number, align: 'center', alignVertical: 'center', ...BORDER }

import writeExcelFile, { type Cell, type Row } from 'write-excel-file/universal'
import type { Digest, DigestLine } from '../model/digest.ts'
import type { ExportWords } from './export-words.ts'
import { safeCellText } from './safe-cell-text.ts'

const LINE_COLUMNS = [
  'agency',
  'kind',
  'state',
  'state-before',
  'version',
  'errors',
  'errors-before',
  'warnings',
  'days',
  'due',
  'days-left',
  'contact',
] as const
const LINE_WIDTHS = [36, 10, 10, 10, 6, 6, 9, 6, 9, 12, 11, 20]

/**
 * The whole of a week: a row an agency with its numbers, and a sheet of rules by how many agencies have them open.
 * @param say sentences by their whole key: those of digest.yaml, agencies.yaml and export.yaml
 * @returns the bytes of an xlsx
 */
export async function digestXlsx(digest: Digest, say: ExportWords): Promise<Uint8Array> {
  const lines = [...digest.outstanding, ...digest.missing, ...digest.suggestions, ...digest.clean, ...digest.done]
  const sheets = [
    {
      sheet: say('digest.sheet.agencies'),
      stickyRowsCount: 1,
      orientation: 'landscape' as const,
      columns: LINE_WIDTHS.map((width) => ({ width })),
      data: [LINE_COLUMNS.map((column) => head(say(`digest.column.${column}`))), ...lines.map((line) => lineRow(line, say))],
    },
    {
      sheet: say('digest.sheet.rules'),
      stickyRowsCount: 1,
      orientation: 'landscape' as const,
      columns: [12, 44, 8, 10, 8].map((width) => ({ width })),
      data: [
        ['rule', 'title', 'severity', 'agencies', 'agencies-before'].map((column) => head(say(`digest.column.${column}`))),
        ...digest.rules.map(({ rule, title, severity, agencies, before }): Row => [
          text(rule),
          text(title),
          text(say(`checklist.severity.${severity}`)),
          number(agencies),
          number(before),
        ]),
      ],
    },
  ]
  const blob = await writeExcelFile(sheets, { fontFamily: say('export.font.table'), fontSize: 10 }).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
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

const BORDER = { borderStyle: 'thin', borderColor: '#808080' } as const

const head = (value: string): Cell => ({
  value,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  backgroundColor: '#E8EEF7',
  height: 24,
  ...BORDER,
})

/** Typed as text: a spreadsheet never reads a formula into it. */
const text = (value: string): Cell => ({
  value: safeCellText(value),
  type: String,
  format: '@',
  wrap: true,
  alignVertical: 'center',
  ...BORDER,
})

const number = (value: number | null): Cell =>
  value === null ? { value: '', type: String, ...BORDER } : { value, type: Number, align: 'center', alignVertical: 'center', ...BORDER }

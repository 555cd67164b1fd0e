import type { Feature, Row } from 'write-excel-file/universal'
import type { Lexicon } from '../language/lexicon.ts'
import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import type { Finding } from '../model/finding.ts'
import { basisText, chinaTime, countSeverities, severityWord } from './comment-lines.ts'
import type { ExportWords } from './export-words.ts'
import { headCell as head, safeCellText, sheetOf, textCell, xlsxOf } from './sheet-cells.ts'

const COLUMNS = ['number', 'part', 'place', 'problem', 'actual', 'expected', 'basis', 'fix', 'state', 'owner'] as const
const WIDTHS = [5, 10, 22, 40, 14, 14, 24, 34, 12, 10]
const HEAD_ROWS = 4

/**
 * The table of fixes for signing off in the office: a line a finding, then what was waived and what is fixed; a
 * second sheet for the rules that could not be judged. Printed on A4 across, with its head on every page.
 * @returns the bytes of an xlsx
 */
export async function fixesXlsx(lexicon: Lexicon, checklist: Checklist, say: ExportWords): Promise<Uint8Array> {
  const sheets = [sheetOf(say('fixes.sheet'), WIDTHS, fixRows(lexicon, checklist, say), HEAD_ROWS)]
  if (checklist.unknown.length) sheets.push(sheetOf(say('unknown.sheet'), [12, 36, 80], unknownRows(checklist, say)))
  return xlsxOf(sheets, { fontFamily: say('font.table'), fontSize: 10, features: [printing(say('fixes.sheet'))] })
}

function fixRows(lexicon: Lexicon, checklist: Checklist, say: ExportWords): Row[] {
  const { agency, year, version, checkedAt, file } = checklist
  const date = chinaTime(checkedAt, 'short')
  const rest = COLUMNS.slice(1).map(() => null)
  const wide = (text: string, style: object): Row => [{ value: safeCellText(text), columnSpan: COLUMNS.length, ...style }, ...rest]
  const rows = [
    ...checklist.items.map((item) => fixRow(lexicon, String(item.number), item.finding, stateOf(item, version, say), say)),
    ...checklist.waived.map(({ finding, waiver }) =>
      fixRow(lexicon, '', finding, say('fixes.state.waived', { ...waiver, until: waiver.until?.slice(0, 10) }), say),
    ),
    ...checklist.fixed.map((one) => [
      ...['', '', '', `${one.title}（${one.rule}）\n${one.message}`, '', '', '', ''].map((text) => body(text)),
      body(say('fixes.state.fixed'), 'center'),
      body(''),
    ]),
  ]
  return [
    wide(say('fixes.title'), { fontSize: 16, fontWeight: 'bold', align: 'center', height: 30 }),
    wide(say('fixes.file', { file }), { align: 'left' }),
    wide(say('fixes.about', { agency, year, version, date, ...countSeverities(checklist) }), { align: 'left' }),
    COLUMNS.map((column) => head(say(`fixes.${column}`))),
    ...(rows.length ? rows : [wide(say('fixes.none'), { align: 'center', height: 24 })]),
    wide(say('fixes.sign'), { align: 'left', height: 36, alignVertical: 'bottom' }),
  ]
}

function fixRow(lexicon: Lexicon, number: string, finding: Finding, state: string, say: ExportWords): Row {
  const { part, place } = placesOf(lexicon, finding, say)
  const problem = say('fixes.problem.text', {
    severity: severityWord(finding, say),
    title: finding.title,
    rule: finding.rule,
    message: finding.message,
  })
  return [
    body(number, 'center'),
    body(part),
    body(place),
    body(problem),
    body(finding.actual ?? ''),
    body(finding.expected ?? ''),
    body(basisText(finding.basis, say)),
    body(finding.fix),
    body(state, 'center'),
    body(''),
  ]
}

/** 第三部分 in the column of parts, the rest of the label in that of places; a finding of several parts names each once. */
function placesOf(lexicon: Lexicon, finding: Finding, say: ExportWords): { part: string; place: string } {
  const split = finding.where.map(({ label }) => {
    const part = lexicon.pattern('export/labels/part').exec(label)?.[0] ?? ''
    return { part, place: label.slice(part.length).trimStart() }
  })
  const once = (words: readonly string[]): string => [...new Set(words.filter(Boolean))].join('\n')
  return { part: once(split.map(({ part }) => part)) || say('fixes.whole'), place: once(split.map(({ place }) => place)) }
}

const stateOf = (item: ChecklistItem, version: number, say: ExportWords): string =>
  version === 1 ? say('fixes.state.first') : say(`fixes.state.${item.state}`)

function unknownRows(checklist: Checklist, say: ExportWords): Row[] {
  const header = ['rule', 'title', 'reason'].map((column) => head(say(`unknown.${column}`)))
  return [header, ...checklist.unknown.map((one) => [body(one.rule, 'center'), body(one.title), body(one.reason)])]
}

const body = (text: string, align: 'left' | 'center' = 'left') => textCell(text, align)

/** What the library leaves to features: one page wide, head rows on every page. */
const printing = (sheet: string): Feature<Blob> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) =>
          xml
            .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
            .replace(/<pageMargins [^<>]*>/, '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>')
            .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" '),
      },
      'xl/workbook.xml': {
        transform: (xml) =>
          xml.replace(
            '<definedNames/>',
            `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${sheet}'!$${HEAD_ROWS}:$${HEAD_ROWS}</definedName></definedNames>`,
          ),
      },
    },
  },
})

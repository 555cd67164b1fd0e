import { AlignmentType, Document, type FileChild, LineRuleType, Packer, Paragraph, TextRun } from 'docx'
import type { CellKey } from '../model/annual-report.ts'
import type { Form } from '../form/form.ts'
import { writeNumber } from '../language/chinese-numerals.ts'
import type { ExportWords } from './export-words.ts'
import { type Figures, reportTable } from './report-tables.ts'

export interface BlankReport {
  readonly agency: string
  readonly year: number
  /** The format of its year. */
  readonly form: Form
  /** Figures to write into the tables; every other cell stays empty, for the drafter. */
  readonly figures?: ReadonlyMap<CellKey, number>
}

/**
 * A report in the prescribed format of its year, to be filled in: title, preamble with basis and period, the six
 * headings, the aspects of part one, the tables with the official words and merges, contact and signature lines.
 * What the drafter must write stands as 【待填：…】.
 * @returns the bytes of a docx
 */
export async function blankReport({ agency, year, form, figures = new Map() }: BlankReport, say: ExportWords): Promise<Uint8Array> {
  const written: Figures = new Map([...figures].map(([key, value]) => [key, String(value)]))
  const document = new Document({
    creator: agency,
    title: say('report.title', { agency, year }),
    styles: styles(say),
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 2098, right: 1474, bottom: 1984, left: 1587 } } },
        children: children(form, agency, year, written, say),
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

function children(form: Form, agency: string, year: number, figures: Figures, say: ExportWords): FileChild[] {
  const parts = form.sections.map((section) => section.heading)
  const body: FileChild[] = [
    paragraph(say('report.title', { agency, year }), 'Title'),
    paragraph(''),
    paragraph(say('report.preamble', { agency, year, format: form.notice })),
    paragraph(say('report.parts', { parts, count: writeNumber(parts.length) ?? parts.length, year })),
    paragraph(say('report.contact')),
  ]
  for (const section of form.sections) {
    body.push(paragraph(`${section.numeral}、${section.heading}`, 'Heading1'))
    section.aspects.forEach(({ label, prompt = '' }, index) =>
      body.push(paragraph(`（${writeNumber(index + 1)}）${label}`, 'Heading2'), paragraph(prompt)),
    )
    for (const table of form.tables) if (table.part === section.part) body.push(reportTable(table, figures))
    body.push(...section.prompts.map((prompt) => paragraph(prompt.replaceAll('{year}', String(year)))))
  }
  return [...body, paragraph(''), paragraph(agency, 'Signature'), paragraph(say('report.date', { year: year + 1 }), 'Signature')]
}

const paragraph = (text: string, style?: string): Paragraph =>
  new Paragraph({ ...(style ? { style } : {}), children: text ? [new TextRun(text)] : [] })

/** The styles of 公文 (GB/T 9704): 小标宋 二号 title, 仿宋 三号 body, 黑体 and 楷体 headings, 28 points a line. */
function styles(say: ExportWords): ConstructorParameters<typeof Document>[0]['styles'] {
  return {
    default: {
      document: {
        run: { font: font(say('font.body')), size: 32, language: { value: 'en-US', eastAsia: 'zh-CN' } },
        paragraph: { spacing: { line: 560, lineRule: LineRuleType.EXACT }, indent: { firstLine: 640 }, alignment: AlignmentType.BOTH },
      },
    },
    paragraphStyles: [
      {
        id: 'Title',
        name: 'Title',
        basedOn: 'Normal',
        run: { font: font(say('font.title')), size: 44 },
        paragraph: { alignment: AlignmentType.CENTER, indent: { firstLine: 0 }, spacing: { line: 640, lineRule: LineRuleType.EXACT } },
      },
      heading(1, say('font.heading')),
      heading(2, say('font.subheading')),
      {
        id: 'TableText',
        name: 'Table Text',
        basedOn: 'Normal',
        run: { font: font(say('font.table')), size: 18 },
        paragraph: { indent: { firstLine: 0 }, spacing: { line: 240, lineRule: LineRuleType.AUTO } },
      },
      { id: 'Signature', name: 'Signature', basedOn: 'Normal', paragraph: { alignment: AlignmentType.RIGHT, indent: { right: 640 } } },
    ],
  }
}

const heading = (level: number, name: string) => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  basedOn: 'Normal',
  next: 'Normal',
  quickFormat: true,
  run: { font: font(name) },
  paragraph: { outlineLevel: level - 1, keepNext: true },
})

const font = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia })

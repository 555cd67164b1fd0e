// As an office suite writes it: a text object for each run, sizes in points under a matrix, glyphs of subset fonts, a page template.
import type { LaidPage, LaidText } from './lay-pages.ts'
import { escapeXml, grouped, mm, root, usualPackage, type OfdPackage } from './ofd-parts.ts'

const POINT = 25.4 / 72

export interface SuiteExtras extends Omit<OfdPackage, 'pages'> {
  /** Objects in front of and behind those of one page, the first where none is said. */
  readonly on?: number
  readonly before?: string
  readonly behind?: string
  readonly furniture?: boolean
  /** In place of what the producer writes for a text: null leaves it to the producer. */
  readonly instead?: (text: LaidText, id: number) => string | null
}

/** A run in points: its box in millimetres, what is in it under the matrix that scales points. */
export function suiteText(
  { x, y, text, size, steps }: LaidText,
  id: number,
  attributes = '',
  fill = '<ofd:FillColor Value="0 0 0"/>',
): string {
  const width = steps.reduce((sum, step) => sum + step, size)
  const glyphs = [...text].map((char, index) => 3 + ((char.codePointAt(0)! + index) % 900)).join(' ')
  const delta = steps.length > 0 ? ` DeltaX="${grouped(steps.map((step) => step / POINT))}"` : ''
  return `<ofd:TextObject ID="${id}" Boundary="${mm(x)} ${mm(y - size * 0.86)} ${mm(width)} ${mm(size * 1.15)}" CTM="0.352778 0 0 0.352778 0 0" Font="3" Size="${mm(size / POINT)}"${attributes}>${fill}<ofd:CGTransform CodePosition="0" CodeCount="${[...text].length}" GlyphCount="${[...text].length}"><ofd:Glyphs>${glyphs}</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="${mm((size * 0.86) / POINT)}"${delta}>${escapeXml(text)}</ofd:TextCode></ofd:TextObject>`
}

/** A run ends where Chinese and other characters meet, as fonts change there. */
export function runsOf(line: LaidText): LaidText[] {
  const runs: LaidText[] = []
  let x = line.x
  let at = 0
  for (const [text] of line.text.matchAll(/[\x20-\x7e]+|[^\x20-\x7e]+/gu)) {
    const count = [...text].length
    runs.push({ ...line, x, text, steps: line.steps.slice(at, at + count - 1) })
    x += line.steps.slice(at, at + count).reduce((sum, step) => sum + step, 0)
    at += count
  }
  return runs
}

const stroke = (id: number, x1: number, y1: number, x2: number, y2: number): string =>
  `<ofd:PathObject ID="${id}" Boundary="${mm(x1 - 0.1)} ${mm(y1 - 0.1)} ${mm(x2 - x1 + 0.2)} ${mm(y2 - y1 + 0.2)}" LineWidth="0.176"><ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>M 0.1 0.1 L ${mm(x2 - x1 + 0.1)} ${mm(y2 - y1 + 0.1)}</ofd:AbbreviatedData></ofd:PathObject>`

/** The report in the habits of an office suite. */
export function writeSuite(pages: readonly LaidPage[], extras: SuiteExtras = {}): Uint8Array {
  const { on = 0, before = '', behind = '', furniture = true, instead, common = '', parts = {}, ...more } = extras
  let id = 100
  const line = (x: number, y: number, text: string): LaidText => ({
    x,
    y,
    text,
    size: 3.2,
    steps: [...text].slice(1).map(() => 1.6),
    inCell: false,
  })
  const contents = pages.map((page, index) => {
    const texts = page.texts.flatMap(runsOf).map((run) => instead?.(run, id) ?? suiteText(run, id++))
    const lines = page.frames.flatMap(([left, top, right, bottom]) => [
      stroke(id++, left, top, right, top),
      stroke(id++, left, bottom, right, bottom),
      stroke(id++, left, top, left, bottom),
      stroke(id++, right, top, right, bottom),
    ])
    const number = furniture ? suiteText(line(100, 282, `- ${index + 1} -`), id++) : ''
    const objects = [index === on ? before : '', ...lines, ...texts, number, index === on ? behind : '']
    return root(
      'Page',
      `${furniture ? '<ofd:Template TemplateID="50" ZOrder="Background"/>' : ''}<ofd:Content><ofd:Layer ID="${id++}">${objects.join('')}</ofd:Layer></ofd:Content>`,
    )
  })
  const header = suiteText({ ...line(24, 20, '石门区农业农村局文件'), steps: Array.from({ length: 9 }, () => 3.2) }, 51)
  const template = root(
    'Page',
    `<ofd:Content><ofd:Layer ID="52" Type="Background">${header}${stroke(53, 24, 22, 186, 22)}</ofd:Layer></ofd:Content>`,
  )
  return usualPackage({
    ...more,
    pages: contents,
    common: `${furniture ? '<ofd:TemplatePage ID="50" Name="页眉" BaseLoc="Tpls/Tpl_0/Content.xml"/>' : ''}${common}`,
    parts: { ...(furniture ? { 'Doc_0/Tpls/Tpl_0/Content.xml': template } : {}), ...parts },
  })
}

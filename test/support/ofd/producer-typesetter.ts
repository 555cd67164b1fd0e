// As typesetting programs export it: the coordinates of PostScript (points, from the lower left corner) under a matrix for each
// character, colours in grey, lines as strokes under a matrix, everything in a group of groups.
import type { LaidPage, LaidText } from './lay-pages.ts'
import { escapeXml, mm, root, usualPackage } from './ofd-parts.ts'

const POINT = 25.4 / 72
const HEIGHT = 297 / POINT

function characters({ x, y, text, size, steps }: LaidText, id: number): string[] {
  let left = x
  return [...text].map((char, index) => {
    const [boxX, boxY] = [left - 0.05, y - size * 0.9]
    // Turned over: the object counts its points upwards from the foot of the page.
    const [px, py] = [left / POINT, HEIGHT - y / POINT]
    const matrix = `${mm(POINT)} 0 0 ${mm(POINT)} ${mm(-boxX)} ${(297 - boxY).toFixed(6)}`
    const object = `<ofd:TextObject ID="${id + index}" CTM="${matrix.replaceAll('0.353', '0.352778')}" Boundary="${mm(boxX)} ${mm(boxY)} ${mm(size + 0.1)} ${mm(size * 1.2)}" LineWidth="1" MiterLimit="3.527" Font="16" Size="${mm(size / POINT)}" Stroke="false" Fill="true"><ofd:FillColor ColorSpace="15" Value="0"/><ofd:StrokeColor ColorSpace="15" Value="0"/><ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>${4000 + index}</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="${px.toFixed(5)}" Y="${(-py).toFixed(5)}">${escapeXml(char)}</ofd:TextCode></ofd:TextObject>`
    left += steps[index] ?? 0
    return object
  })
}

/** The report in the habits of a typesetting program. */
export function writeTypesetter(pages: readonly LaidPage[]): Uint8Array {
  let id = 10
  const contents = pages.map(({ texts, frames }) => {
    const lines = frames.map(([left, top, right, bottom]) => {
      const [x1, y1, x2, y2] = [left / POINT, top / POINT, right / POINT, bottom / POINT]
      return `<ofd:PathObject ID="${id++}" CTM="0.352778 0 0 0.352778 0 0" Boundary="0 0 210 297" LineWidth="0.5" Stroke="true" Fill="false"><ofd:StrokeColor ColorSpace="15" Value="0"/><ofd:AbbreviatedData>M ${x1.toFixed(3)} ${y1.toFixed(3)} L ${x2.toFixed(3)} ${y1.toFixed(3)} L ${x2.toFixed(3)} ${y2.toFixed(3)} L ${x1.toFixed(3)} ${y2.toFixed(3)} L ${x1.toFixed(3)} ${y1.toFixed(3)}</ofd:AbbreviatedData></ofd:PathObject>`
    })
    const objects = texts.flatMap((text) => {
      const start = id
      id += text.text.length + 1
      return characters(text, start)
    })
    const inner = `<ofd:PageBlock ID="${id++}"><ofd:PageBlock ID="${id++}">${objects.join('')}</ofd:PageBlock>${lines.join('')}</ofd:PageBlock>`
    return root(
      'Page',
      `<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="${id++}" Type="Body">${inner}</ofd:Layer></ofd:Content>`,
    )
  })
  const publicRes =
    '<ofd:ColorSpaces><ofd:ColorSpace ID="15" Type="GRAY" BitsPerComponent="8"/></ofd:ColorSpaces><ofd:Fonts><ofd:Font ID="16" FontName="FZSSK--GBK1-0"/></ofd:Fonts>'
  return usualPackage({ pages: contents, publicRes })
}

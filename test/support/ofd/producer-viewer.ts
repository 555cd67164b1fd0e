// As a viewer's virtual printer writes it: boxes of the whole page and places counted from its corner, several text codes in one
// object, a character an object in tables, all lines of a table in one path.
import type { LaidPage, LaidText } from './lay-pages.ts'
import { escapeXml, mm, root, usualPackage } from './ofd-parts.ts'

const PAGE = '0 0 210 297'

/** Several text codes in one object: the second has its own X and keeps the Y of the first. */
function lineObject({ x, y, text, size, steps }: LaidText, id: number): string {
  const chars = [...text]
  const half = Math.ceil(chars.length / 2)
  const code = (from: number, to: number, place: string): string =>
    from >= to
      ? ''
      : `<ofd:TextCode ${place}${
          to - from > 1
            ? ` DeltaX="${steps
                .slice(from, to - 1)
                .map(mm)
                .join(' ')}"`
            : ''
        }>${escapeXml(chars.slice(from, to).join(''))}</ofd:TextCode>`
  const middle = x + steps.slice(0, half).reduce((sum, step) => sum + step, 0)
  return `<ofd:TextObject ID="${id}" Boundary="${PAGE}" Font="3" Size="${mm(size)}">${code(0, half, `X="${mm(x)}" Y="${mm(y)}"`)}${code(half, chars.length, `X="${mm(middle)}"`)}</ofd:TextObject>`
}

function characterObjects({ x, y, text, size, steps }: LaidText, id: number): string[] {
  let left = x
  return [...text].map((char, index) => {
    const object = `<ofd:TextObject ID="${id + index}" Boundary="${mm(left)} ${mm(y - size)} ${mm(size)} ${mm(size * 1.2)}" Font="4" Size="${mm(size)}"><ofd:TextCode X="0" Y="${mm(size)}">${escapeXml(char)}</ofd:TextCode></ofd:TextObject>`
    left += steps[index] ?? 0
    return object
  })
}

/** The report in the habits of a viewer's printer. */
export function writeViewer(pages: readonly LaidPage[]): Uint8Array {
  let id = 10
  const contents = pages.map(({ texts, frames }) => {
    const strokes = frames.flatMap(([left, top, right, bottom], index) =>
      // Horizontal lines are strokes, vertical ones thin filled boxes; shared ones are drawn by both neighbours.
      index % 2 === 0
        ? [`M ${mm(left)} ${mm(top)} L ${mm(right)} ${mm(top)} L ${mm(right)} ${mm(bottom)} L ${mm(left)} ${mm(bottom)} C`]
        : [`M ${mm(left)} ${mm(top)} L ${mm(right)} ${mm(top)} M ${mm(right)} ${mm(bottom)} L ${mm(left)} ${mm(bottom)}`],
    )
    const boxes = frames.flatMap(([left, top, right, bottom]) =>
      [left, right].map(
        (x) => `M ${mm(x - 0.1)} ${mm(top)} L ${mm(x + 0.1)} ${mm(top)} L ${mm(x + 0.1)} ${mm(bottom)} L ${mm(x - 0.1)} ${mm(bottom)} C`,
      ),
    )
    const path = (data: readonly string[], attributes: string): string =>
      data.length === 0
        ? ''
        : `<ofd:PathObject ID="${id++}" Boundary="${PAGE}" ${attributes}><ofd:AbbreviatedData>${data.join(' ')}</ofd:AbbreviatedData></ofd:PathObject>`
    const objects = texts.flatMap((text) => {
      const start = id
      id += text.text.length + 1
      return text.inCell ? characterObjects(text, start) : [lineObject(text, start)]
    })
    const lines = `${path(strokes, 'Stroke="true" Fill="false" LineWidth="0.2"')}${path(boxes, 'Stroke="false" Fill="true" Rule="NonZero"')}`
    return root(
      'Page',
      `<ofd:Area><ofd:PhysicalBox>${PAGE}</ofd:PhysicalBox><ofd:ApplicationBox>${PAGE}</ofd:ApplicationBox></ofd:Area><ofd:Content><ofd:Layer ID="${id++}" Type="Body"><ofd:PageBlock ID="${id++}">${lines}</ofd:PageBlock>${objects.join('')}</ofd:Layer></ofd:Content>`,
    )
  })
  return usualPackage({ pages: contents })
}

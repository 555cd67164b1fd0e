// As a converter from Word writes it: text in the order of drawing and not of reading, four short lines for each cell, shading
// behind cells, spaces at the ends of lines, three layers, numbers in the notation of Java.
import type { LaidPage, LaidText } from './lay-pages.ts'
import { escapeXml, root, usualPackage } from './ofd-parts.ts'
import { runsOf } from './producer-suite.ts'

const java = (value: number): string =>
  Number.isInteger(value) ? `${value}.0` : Math.abs(value) < 0.001 ? value.toExponential(2).toUpperCase() : value.toFixed(6)

function textObject({ x, y, text, size, steps }: LaidText, id: number): string {
  const spaced = `${text} `
  const delta = [...steps, size].map(java).join(' ')
  return `<ofd:TextObject ID="${id}" Boundary="${java(x)} ${java(y - size)} ${java(steps.reduce((sum, step) => sum + step, 2 * size))} ${java(size * 1.3)}" DrawParam="7" Font="4" Size="${java(size)}" HScale="1.0"><ofd:TextCode X="0.0" Y="${java(size)}" DeltaX="${delta}">${escapeXml(spaced)}</ofd:TextCode></ofd:TextObject>`
}

/** The report in the habits of a converter. */
export function writeConverter(pages: readonly LaidPage[]): Uint8Array {
  let id = 20
  const contents = pages.map(({ texts, frames }) => {
    const edge = (x1: number, y1: number, x2: number, y2: number): string =>
      `<ofd:PathObject ID="${id++}" Boundary="${java(x1)} ${java(y1)} ${java(x2 - x1)} ${java(y2 - y1)}" DrawParam="8"><ofd:AbbreviatedData>M 0.0 1.0E-5 L ${java(x2 - x1)} ${java(y2 - y1)}</ofd:AbbreviatedData></ofd:PathObject>`
    const shade = ([left, top, right, bottom]: LaidPage['frames'][number]): string =>
      `<ofd:PathObject ID="${id++}" Boundary="${java(left)} ${java(top)} ${java(right - left)} ${java(bottom - top)}" Stroke="false" Fill="true"><ofd:FillColor Value="255 255 255"/><ofd:AbbreviatedData>S 0.0 0.0 L ${java(right - left)} 0.0 L ${java(right - left)} ${java(bottom - top)} L 0.0 ${java(bottom - top)} C</ofd:AbbreviatedData></ofd:PathObject>`
    // Each side is drawn up to the middle and from there on, as neighbours of different length do.
    const sides = ([left, top, right, bottom]: LaidPage['frames'][number]): string => {
      const [x, y] = [(left + right) / 2, (top + bottom) / 2]
      return [
        edge(left, top, x, top),
        edge(x, top, right, top),
        edge(left, bottom, x, bottom),
        edge(x, bottom, right, bottom),
        edge(left, top, left, y),
        edge(left, y, left, bottom),
        edge(right, top, right, y),
        edge(right, y, right, bottom),
      ].join('')
    }
    const runs = texts.flatMap(runsOf)
    const drawn = [
      ...runs.filter(({ inCell }) => inCell).toSorted((a, b) => b.x - a.x || a.y - b.y),
      ...runs.filter(({ inCell }) => !inCell).toReversed(),
    ]
    const number = `<ofd:TextObject ID="${id++}" Boundary="102.0 280.0 10.0 5.0" Font="4" Size="3.5"><ofd:TextCode X="0.0" Y="3.5">${pages.length}</ofd:TextCode></ofd:TextObject>`
    return root(
      'Page',
      `<ofd:Content><ofd:Layer ID="${id++}" Type="Background">${frames.map(shade).join('')}</ofd:Layer><ofd:Layer ID="${id++}" Type="Foreground">${number}</ofd:Layer><ofd:Layer ID="${id++}" DrawParam="7">${drawn.map((run) => textObject(run, id++)).join('')}${frames.map(sides).join('')}</ofd:Layer></ofd:Content>`,
    )
  })
  const publicRes =
    '<ofd:ColorSpaces><ofd:ColorSpace ID="5" Type="GRAY"/></ofd:ColorSpaces><ofd:DrawParams><ofd:DrawParam ID="7"><ofd:FillColor ColorSpace="5" Value="0"/></ofd:DrawParam><ofd:DrawParam ID="8" Relative="7" LineWidth="0.15"><ofd:StrokeColor Value="0 0 0"/></ofd:DrawParam></ofd:DrawParams><ofd:Fonts><ofd:Font ID="4" FontName="FangSong"/></ofd:Fonts>'
  return usualPackage({ pages: contents, publicRes })
}

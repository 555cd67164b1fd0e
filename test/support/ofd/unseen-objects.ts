// Objects that a page of an OFD file holds and nobody sees, and some that look as if nobody saw them.
import type { LaidPage, LaidText } from './lay-pages.ts'
import { mm, OFD, root } from './ofd-parts.ts'
import { suiteText, type SuiteExtras } from './producer-suite.ts'

/** The first figure of a table whose cell says this, and the page on which it stands. */
export function figureOn(pages: readonly LaidPage[], text: string): { page: number; figure: LaidText } {
  const page = pages.findIndex(({ texts }) => texts.some((one) => one.inCell && one.text === text))
  return { page, figure: pages[page]!.texts.find((one) => one.inCell && one.text === text)! }
}

const PARAMS =
  '<ofd:ColorSpaces><ofd:ColorSpace ID="5" Type="CMYK"/><ofd:ColorSpace ID="6" Type="GRAY"/></ofd:ColorSpaces><ofd:DrawParams><ofd:DrawParam ID="7"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam><ofd:DrawParam ID="8" Relative="7" LineWidth="0.2"/><ofd:DrawParam ID="9" Relative="9"/></ofd:DrawParams><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>'
const box = (x: number, y: number, width: number, height: number, inside = '', attributes = ''): string =>
  `<ofd:PathObject ID="801" Boundary="${mm(x)} ${mm(y)} ${mm(width)} ${mm(height)}" Stroke="false" Fill="true"${attributes}>${inside}<ofd:AbbreviatedData>M 0 0 L ${mm(width)} 0 L ${mm(width)} ${mm(height)} L 0 ${mm(height)} C</ofd:AbbreviatedData></ofd:PathObject>`
const clips = (x: number, y: number, width: number, height: number): string =>
  `<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="${x} ${y} ${width} ${height}" Fill="true"><ofd:AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>`

/** Ways to hide a figure, drawn behind the one that is seen: each gives what is added to the page that the figure stands on. */
export const unseen: Readonly<Record<string, (figure: LaidText) => SuiteExtras>> = {
  'marked as not visible': (figure) => ({ behind: suiteText(figure, 800, ' Visible="false"') }),
  'in a group that is not visible': (figure) => ({
    behind: `<ofd:PageBlock ID="799" Visible="false">${suiteText(figure, 800)}</ofd:PageBlock>`,
  }),
  transparent: (figure) => ({ behind: suiteText(figure, 800, ' Alpha="0"') }),
  'of a transparent colour': (figure) => ({ behind: suiteText(figure, 800, '', '<ofd:FillColor Value="0 0 0" Alpha="0"/>') }),
  white: (figure) => ({ behind: suiteText(figure, 800, '', '<ofd:FillColor Value="255 255 255"/>') }),
  'white in hexadecimal numbers': (figure) => ({ behind: suiteText(figure, 800, '', '<ofd:FillColor Value="#FF #FF #FF"/>') }),
  'white in grey': (figure) => ({ behind: suiteText(figure, 800, '', '<ofd:FillColor ColorSpace="6" Value="255"/>'), publicRes: PARAMS }),
  'white in inks': (figure) => ({
    behind: suiteText(figure, 800, '', '<ofd:FillColor ColorSpace="5" Value="0 0 0 0"/>'),
    publicRes: PARAMS,
  }),
  'white by its drawing parameters': (figure) => ({ behind: suiteText(figure, 800, ' DrawParam="8"', ''), publicRes: PARAMS }),
  'white by those of its layer': (figure) => ({
    behind: `</ofd:Layer><ofd:Layer ID="798" DrawParam="8">${suiteText(figure, 800, '', '')}`,
    publicRes: PARAMS,
  }),
  'neither filled nor stroked': (figure) => ({ behind: suiteText(figure, 800, ' Fill="false"') }),
  tiny: (figure) => ({ behind: suiteText({ ...figure, size: 0.3, steps: figure.steps.map(() => 0.15) }, 800) }),
  'beside the sheet': (figure) => ({ behind: suiteText({ ...figure, x: 214 }, 800) }),
  'above the sheet': (figure) => ({ behind: suiteText({ ...figure, y: -4 }, 800) }),
  'cut away by a clip': (figure) => ({ behind: suiteText(figure, 800).replace('<ofd:CGT', `${clips(30, 30, 5, 5)}<ofd:CGT`) }),
  'covered by a white box': (figure) => ({
    before: suiteText(figure, 800) + box(figure.x - 1, figure.y - 4, 8, 5, '<ofd:FillColor Value="255 255 255"/>'),
  }),
}

const annotated = (page: number, annotations: string): SuiteExtras => ({
  document: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>',
  parts: {
    'Doc_0/Annots/Annotations.xml': root(
      'Annotations',
      `<ofd:Page PageID="${page + 1}"><ofd:FileLoc>Page/Annotation.xml</ofd:FileLoc></ofd:Page>`,
    ),
    'Doc_0/Annots/Page/Annotation.xml': root('PageAnnot', annotations),
  },
})

/** An annotation of this type upon a page, with an appearance of these objects counted from its own corner. */
export const annotation = (
  page: number,
  type: string,
  objects: string,
  more = { attributes: '', remark: '', boundary: '0 0 210 297' },
): SuiteExtras =>
  annotated(
    page,
    `<ofd:Annot ID="700" Type="${type}" Creator="王" LastModDate="2026-01-16"${more.attributes}>${more.remark && `<ofd:Remark>${more.remark}</ofd:Remark>`}<ofd:Appearance Boundary="${more.boundary}">${objects}</ofd:Appearance></ofd:Annot>`,
  )

/** Ways in which a figure is drawn that a reader of the page sees; given in place of the usual one. */
export const seen: Readonly<Record<string, { draw: (figure: LaidText) => string; publicRes?: string }>> = {
  'white on a dark ground': {
    draw: (figure) =>
      box(figure.x - 1, figure.y - 3.2, 6, 4, '<ofd:FillColor Value="20 40 90"/>') +
      suiteText(figure, 800, '', '<ofd:FillColor Value="255 255 255"/>'),
  },
  'half transparent': { draw: (figure) => suiteText(figure, 800, ' Alpha="128"') },
  'by drawing parameters that refer to themselves': { draw: (figure) => suiteText(figure, 800, ' DrawParam="9"', ''), publicRes: PARAMS },
  'through a clip that shows it': {
    draw: (figure) => suiteText(figure, 800).replace('<ofd:CGT', `${clips(-1, -1, 60, 60)}<ofd:CGT`),
  },
  'out of a palette': { draw: (figure) => suiteText(figure, 800, '', '<ofd:FillColor ColorSpace="6" Index="3"/>'), publicRes: PARAMS },
  'as an outline': { draw: (figure) => suiteText(figure, 800, ' Fill="false" Stroke="true"') },
  'with a link upon it': {
    draw: (figure) =>
      suiteText(figure, 800).replace(
        '<ofd:FillColor',
        '<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="http://www.shimen.gov.cn"/></ofd:Action></ofd:Actions><ofd:FillColor',
      ),
  },
  'one figure below the other by DeltaY': {
    draw: ({ x, y }) =>
      `<ofd:TextObject ID="800" Boundary="${mm(x)} ${mm(y - 4)} 2 6" Font="3" Size="1.6"><ofd:TextCode X="0" Y="1.6" DeltaY="g 2 1.7">286</ofd:TextCode></ofd:TextObject>`,
  },
  'one figure below the other by the reading direction': {
    draw: ({ x, y }) =>
      `<ofd:TextObject ID="800" Boundary="${mm(x)} ${mm(y - 4)} 2 6" Font="3" Size="1.6" ReadDirection="90"><ofd:TextCode X="0" Y="1.6" DeltaX="1.7 1.7">286</ofd:TextCode></ofd:TextObject>`,
  },
  'from a group that is drawn by reference': {
    draw: (figure) => `<ofd:CompositeObject ID="800" Boundary="${mm(figure.x)} ${mm(figure.y - 5)} 10 10" ResourceID="40"/>`,
    publicRes: `<ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="40" Width="10" Height="10"><ofd:Content><ofd:TextObject ID="41" Boundary="0 0 10 10" Font="3" Size="3.175"><ofd:TextCode X="0" Y="5" DeltaX="g 2 1.588">286</ofd:TextCode></ofd:TextObject></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`,
  },
}

/** What stands in a cell in place of its figure and cannot be read as one. */
export const unreadable: Readonly<Record<string, (figure: LaidText) => string>> = {
  'a picture': ({ x, y }) => `<ofd:ImageObject ID="800" Boundary="${mm(x)} ${mm(y - 3)} 5 3" CTM="5 0 0 3 0 0" ResourceID="60"/>`,
  'a picture without a matrix': ({ x, y }) => `<ofd:ImageObject ID="800" Boundary="${mm(x)} ${mm(y - 3)} 5 3" ResourceID="60"/>`,
  outlines: ({ x, y }) =>
    `<ofd:PathObject ID="800" Boundary="${mm(x)} ${mm(y - 3)} 3 3" Stroke="false" Fill="true"><ofd:AbbreviatedData>M 0 0 B 1 0.5 2 0.5 2 2 L 1 2.8 Q 0.2 1.5 0 0 C</ofd:AbbreviatedData></ofd:PathObject>`,
  'shapes without characters': (figure) => suiteText(figure, 800).replace(/<ofd:TextCode [^>]*>[^<]*<\/ofd:TextCode>/, ''),
  'shapes with empty characters': (figure) => suiteText(figure, 800).replace(/>[^<]*<\/ofd:TextCode>/, '></ofd:TextCode>'),
  'characters of private use': (figure) => suiteText({ ...figure, text: '\ue123\ue456\ue111' }, 800),
}

/** A page of pictures only, as a scanner's program writes it. */
export const scannedPage = (): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="${OFD}"><ofd:Content><ofd:Layer ID="1"><ofd:ImageObject ID="2" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="9"/></ofd:Layer></ofd:Content></ofd:Page>`

/** Writes small PDFs for tests: Chinese fonts that are not embedded, lines, and text at given places. */
export interface PdfText {
  readonly x: number
  /** Baseline, measured from the bottom of the page. */
  readonly y: number
  readonly text: string
  readonly size?: number
  readonly font?: 'UniGB-UTF16-H' | 'UniGB-UCS2-H' | 'GBK-EUC-H' | 'GBK2K-H' | 'UniGB-UTF16-V'
  /** Text matrix before x and y: [0 1 -1 0] turns it to the left. */
  readonly turn?: readonly [number, number, number, number]
  readonly mode?: number
}

export interface PdfPage {
  readonly texts?: readonly PdfText[]
  /** Stroked lines x1 y1 x2 y2. */
  readonly lines?: readonly (readonly [number, number, number, number])[]
  /** Filled rectangles x y width height. */
  readonly bars?: readonly (readonly [number, number, number, number])[]
  /** Drawing operations behind the others; `/F` is Helvetica. */
  readonly raw?: string
  /** Width and height, if it is not an upright A4. */
  readonly size?: readonly [number, number]
  /** More entries of the page, and of its resources. */
  readonly entries?: string
  readonly resources?: string
}

/** More of a file: entries of its catalog and trailer, and objects, named `@0`, `@1` … where they are used. */
export interface PdfExtras {
  readonly trailer?: string
  readonly catalog?: string
  readonly objects?: readonly string[]
}

/** A stream as an object of a file. */
export const pdfStream = (entries: string, content: string): string =>
  `<<${entries}/Length ${content.length}>>stream\n${content}\nendstream`

const FONTS = ['UniGB-UTF16-H', 'UniGB-UCS2-H', 'GBK-EUC-H', 'GBK2K-H', 'UniGB-UTF16-V'] as const
const PAGE = [595, 842]

let gbk: Map<string, string> | null = null

function gbkHex(text: string): string {
  if (!gbk) {
    gbk = new Map()
    const decoder = new TextDecoder('gbk')
    for (let lead = 0x81; lead < 0xff; lead++)
      for (let trail = 0x40; trail < 0xff; trail++)
        gbk.set(decoder.decode(Uint8Array.of(lead, trail)), lead.toString(16) + trail.toString(16).padStart(2, '0'))
  }
  return [...text].map((char) => (char < '\x80' ? char.charCodeAt(0).toString(16).padStart(2, '0') : gbk!.get(char)!)).join('')
}

function hexOf(text: string, font: string): string {
  if (font.startsWith('GBK')) return gbkHex(text)
  return [...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('')
}

function content(page: PdfPage): string {
  const parts: string[] = []
  for (const [x1, y1, x2, y2] of page.lines ?? []) parts.push(`${x1} ${y1} m ${x2} ${y2} l S`)
  for (const bar of page.bars ?? []) parts.push(`${bar.join(' ')} re f`)
  for (const { x, y, text, size = 10, font = 'UniGB-UTF16-H', turn = [1, 0, 0, 1], mode = 0 } of page.texts ?? [])
    parts.push(`BT ${mode} Tr /${font} ${size} Tf ${turn.join(' ')} ${x} ${y} Tm <${hexOf(text, font)}> Tj ET`)
  return [...parts, page.raw ?? ''].join('\n')
}

/** @param extras more entries for the trailer, such as /Encrypt, or more of the file */
export function makePdf(pages: readonly PdfPage[], extras: string | PdfExtras = ''): Uint8Array {
  const { trailer = '', catalog = '', objects: more = [] } = typeof extras === 'string' ? { trailer: extras } : extras
  const objects: string[] = [`<</Type/Catalog/Pages 2 0 R${catalog}>>`, '']
  const add = (body: string) => objects.push(body)
  const descendant = add(
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>',
  )
  const fonts = FONTS.map(
    (font) =>
      `/${font} ${add(`<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-${font}/Encoding/${font}/DescendantFonts[${descendant} 0 R]>>`)} 0 R`,
  ).join('')
  const helvetica = add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>')
  const firstMore = objects.length + 1
  objects.push(...more)
  const kids = pages.map((page) => {
    const stream = content(page)
    const contents = add(`<</Length ${stream.length}>>stream\n${stream}\nendstream`)
    return `${add(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${(page.size ?? PAGE).join(' ')}]/Contents ${contents} 0 R/Resources<</Font<<${fonts}/F ${helvetica} 0 R>>${page.resources ?? ''}>>${page.entries ?? ''}>>`)} 0 R`
  })
  objects[1] = `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${kids.length}>>`
  let file = '%PDF-1.7\n'
  const places = objects.map((body, index) => {
    const at = file.length
    const named = body.replace(/@(\d)/g, (_, number: string) => `${firstMore + Number(number)} 0 R`)
    file += `${index + 1} 0 obj${named}endobj\n`
    return at
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${table}\n%%EOF`
  return new TextEncoder().encode(file)
}

/** A cell to draw: what it spans, in rows and columns. */
export interface DrawnCell {
  readonly row: number
  readonly column: number
  readonly rowSpan?: number
  readonly columnSpan?: number
  readonly text: string
}

/**
 * Draws a table: the box of each cell as four lines and its text in the middle, wrapped if it is too long.
 * @param xs edges of the columns
 * @param ys edges of the rows, from the top down, counted from the bottom of the page
 */
export function drawTable(xs: readonly number[], ys: readonly number[], cells: readonly DrawnCell[], size = 10): PdfPage {
  const lines: [number, number, number, number][] = []
  const texts: PdfText[] = []
  for (const { row, column, rowSpan = 1, columnSpan = 1, text } of cells) {
    const [left, right, top, bottom] = [xs[column]!, xs[column + columnSpan]!, ys[row]!, ys[row + rowSpan]!]
    lines.push([left, top, right, top], [left, bottom, right, bottom], [left, top, left, bottom], [right, top, right, bottom])
    const perLine = Math.max(1, Math.floor((right - left - 8) / size))
    const chunks = /^[\x20-\x7e]*$/.test(text) ? [text] : (text.match(new RegExp(`.{1,${perLine}}`, 'gu')) ?? [])
    const middle = (top + bottom) / 2 + ((chunks.length - 1) * size * 1.2) / 2 - size * 0.36
    chunks.forEach((chunk, index) => {
      const width = [...chunk].reduce((sum, char) => sum + (char < '\x80' ? size / 2 : size), 0)
      texts.push({ x: (left + right - width) / 2, y: middle - index * size * 1.2, text: chunk, size })
    })
  }
  return { lines, texts }
}

import CFB from 'cfb'

/** A run of characters with its properties (sprms as bytes). */
export interface DocRun {
  readonly text: string
  readonly sprms?: readonly number[]
}

export interface DocParagraph {
  readonly runs: readonly DocRun[]
  /** Ends the paragraph: 13, or 7 for cells and rows. */
  readonly mark?: number
  readonly markSprms?: readonly number[]
  readonly sprms?: readonly number[]
}

export interface DocFile {
  readonly paragraphs: readonly DocParagraph[]
  /** How characters are stored in the file; `pieces` cuts the text into two pieces, the second one first in the file. */
  readonly encoding?: 'wide' | 'narrow' | 'pieces'
  /** Bytes of 8-bit text instead of the characters (they must be as many). */
  readonly bytes?: Uint8Array
  /** Plc of lists and of their uses, as stored in the table stream. */
  readonly lists?: { readonly definitions: readonly number[]; readonly levels: readonly number[]; readonly uses: readonly number[] }
  readonly flags?: number
  readonly version?: number
  readonly magic?: number
  readonly storages?: readonly string[]
  /** The stream Data, for form fields. */
  readonly data?: readonly number[]
  /** Character styles by their sprms, numbered from 0. */
  readonly styles?: readonly (readonly number[])[]
  /** The last characters are those of a text box that hangs at the character `at`. */
  readonly box?: { readonly at: number; readonly length: number }
}

const TEXT_AT = 0x800
export const u16 = (value: number) => [value & 0xff, (value >> 8) & 0xff]
export const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)]

const DELETED = [0x00, 0x08, 1]
const INSERTED = [0x01, 0x08, 1]
const HIDDEN = [0x3c, 0x08, 1]
const SPECIAL = [0x55, 0x08, 1]
const IN_TABLE = [0x16, 0x24, 1]
const ROW_END = [0x17, 0x24, 1]
const depth = (level: number) => [0x49, 0x66, ...u32(level)]
const list = (use: number, level: number) => [0x0b, 0x46, ...u16(use), 0x0a, 0x26, level]
export const SPRMS = { DELETED, INSERTED, HIDDEN, SPECIAL, IN_TABLE, ROW_END, depth, list }

export interface RowCell {
  readonly width: number
  /** Two bits of horizontal merging, two of vertical. */
  readonly horizontal?: number
  readonly vertical?: number
}

/** sprmTDefTable: edges of a row's cells and how they merge. */
function tableDefinition(cells: readonly RowCell[], left = 0): number[] {
  let edge = left
  const edges = [left, ...cells.map(({ width }) => (edge += width))]
  const body = [
    cells.length,
    ...edges.flatMap((at) => u16(at & 0xffff)),
    ...cells.flatMap(({ horizontal = 0, vertical = 0 }) => [...u16(horizontal | (vertical << 5)), ...Array<number>(18).fill(0)]),
  ]
  return [0x08, 0xd6, ...u16(body.length + 1), ...body]
}

/** A row of a table: the texts of its cells and its end mark. */
export function tableRow(texts: readonly string[], layout: readonly RowCell[], left = 0): DocParagraph[] {
  return [
    ...texts.map((text): DocParagraph => ({ runs: [{ text }], mark: 7, sprms: [...IN_TABLE, ...depth(1)] })),
    { runs: [], mark: 7, sprms: [...IN_TABLE, ...depth(1), ...ROW_END, ...tableDefinition(layout, left)] },
  ]
}

interface Span {
  readonly length: number
  readonly sprms: readonly number[]
}

/** A formatted page of one run: 512 bytes, the run's edges at the front, the number of runs at the end. */
function formattedPage(span: Span, from: number, to: number, kind: 'paragraph' | 'character'): Uint8Array {
  const page = new Uint8Array(512)
  const body = kind === 'character' ? [span.sprms.length, ...span.sprms] : padded([...u16(0), ...span.sprms])
  const at = (510 - body.length) & ~1
  page.set([...u32(from), ...u32(to), at / 2], 0)
  page.set(body, at)
  page[511] = 1
  return page
}

function padded(body: readonly number[]): number[] {
  const even = body.length % 2 === 0 ? [...body] : [...body, 0]
  return [0, even.length / 2, ...even]
}

/** A style sheet of character styles without names. */
function styleSheet(styles: readonly (readonly number[])[]): number[] {
  const entries = styles.map((sprms) => {
    const body = [
      ...u16(0),
      ...u16(2 | (0xfff << 4)),
      ...u16(1),
      ...u16(0),
      ...u16(0),
      ...u16(0),
      ...u16(0),
      ...u16(sprms.length),
      ...sprms,
    ]
    return [...u16(body.length), ...body]
  })
  return [...u16(4), ...u16(styles.length), ...u16(10), ...entries.flat()]
}

export function makeDoc(file: DocFile): Uint8Array {
  const { paragraphs, encoding = 'wide', version = 0xc1, magic = 0xa5ec, flags = 0 } = file
  const text = paragraphs.map(({ runs, mark = 13 }) => runs.map((run) => run.text).join('') + String.fromCharCode(mark)).join('')
  const width = encoding === 'narrow' || file.bytes ? 1 : 2
  const encoded =
    file.bytes ??
    (width === 1
      ? Uint8Array.from(text, (char) => char.charCodeAt(0))
      : new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer))
  const half = encoding === 'pieces' ? Math.floor(text.length / 2) : text.length
  const first = TEXT_AT + (text.length - half) * width
  const body = encoding === 'pieces' ? Uint8Array.from([...encoded.subarray(half * width), ...encoded.subarray(0, half * width)]) : encoded
  const offsetOf = (position: number) => (position < half ? first + position * width : TEXT_AT + (position - half) * width)

  const spans = { paragraph: [] as Span[], character: [] as Span[] }
  for (const { runs, sprms = [], markSprms = [] } of paragraphs) {
    spans.paragraph.push({ length: runs.reduce((sum, run) => sum + run.text.length, 0) + 1, sprms })
    for (const run of runs) if (run.text !== '') spans.character.push({ length: run.text.length, sprms: run.sprms ?? [] })
    spans.character.push({ length: 1, sprms: markSprms })
  }
  const properties = (kind: 'paragraph' | 'character', pageAt: number) => {
    let position = 0
    const parts = spans[kind].map((span) => {
      const from = offsetOf(position)
      const to = offsetOf(position + span.length - 1) + width
      position += span.length
      return { span, from, to }
    })
    const bytes = new Uint8Array(parts.length * 512)
    parts.forEach(({ span, from, to }, index) => bytes.set(formattedPage(span, from, Math.max(to, from), kind), index * 512))
    const plc = [...parts.flatMap(({ from }) => u32(from)), ...u32(0x7fffffff), ...parts.flatMap((_, index) => u32(pageAt + index))]
    return { bytes, plc }
  }
  const textPages = Math.ceil((TEXT_AT + body.length) / 512)
  const characters = properties('character', textPages)
  const paragraphPages = properties('paragraph', textPages + characters.bytes.length / 512)
  const stream = new Uint8Array(textPages * 512 + characters.bytes.length + paragraphPages.bytes.length)
  stream.set(body, TEXT_AT)
  stream.set(characters.bytes, textPages * 512)
  stream.set(paragraphPages.bytes, textPages * 512 + characters.bytes.length)

  const pieces =
    half < text.length
      ? [
          [0, half],
          [half, text.length],
        ]
      : [[0, text.length]]
  const pcd = pieces.flatMap(([start]) => [
    0,
    0,
    ...u32(width === 1 ? ((offsetOf(start!) * 2) | 0x40000000) >>> 0 : offsetOf(start!)),
    0,
    0,
  ])
  const clx = [2, ...u32((pieces.length + 1) * 4 + pieces.length * 8), ...u32(0), ...pieces.flatMap(([, end]) => u32(end!)), ...pcd]
  const table: number[] = []
  const put = (bytes: readonly number[]) => {
    const place = { offset: table.length, length: bytes.length }
    table.push(...bytes)
    return place
  }
  const places = new Map([
    [33, put(clx)],
    [12, put(characters.plc)],
    [13, put(paragraphPages.plc)],
  ])
  if (file.lists) {
    places.set(73, put(file.lists.definitions))
    table.push(...file.lists.levels)
    places.set(74, put(file.lists.uses))
  }
  if (file.styles) places.set(1, put(styleSheet(file.styles)))
  const boxed = file.box?.length ?? 0
  if (file.box) {
    places.set(40, put([...u32(file.box.at), ...u32(text.length), ...u32(7), ...Array<number>(22).fill(0)]))
    places.set(56, put([...u32(0), ...u32(boxed), ...Array<number>(14).fill(0), ...u32(7), ...u32(0)]))
  }
  const view = new DataView(stream.buffer)
  view.setUint32(0x64, boxed, true)
  view.setUint16(0, magic, true)
  view.setUint16(2, version, true)
  view.setUint16(6, 0x0804, true)
  view.setUint16(0x0a, flags, true)
  view.setUint16(0x3c, 0x0804, true)
  view.setUint32(0x4c, text.length - boxed, true)
  view.setUint16(0x98, 0x5d, true)
  for (const [index, { offset, length }] of places) {
    view.setUint32(0x9a + index * 8, offset, true)
    view.setUint32(0x9a + index * 8 + 4, length, true)
  }
  const ole = CFB.utils.cfb_new()
  CFB.utils.cfb_add(ole, '/WordDocument', [...stream] as never)
  CFB.utils.cfb_add(ole, '/0Table', table as never)
  if (file.data) CFB.utils.cfb_add(ole, '/Data', [...file.data] as never)
  for (const storage of file.storages ?? []) CFB.utils.cfb_add(ole, `/${storage}/dir`, [1, 2, 3] as never)
  return Uint8Array.from(CFB.write(ole, { type: 'array' }) as number[])
}

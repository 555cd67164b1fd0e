import type { Drawn } from '../document-builder.ts'
import type { UnreadPart } from '../../model/document.ts'
import type { Stretch } from '../shown.ts'

/** A range of a paragraph's text and its place in document.xml (offsets in UTF-16 units). */
export interface Segment {
  readonly textStart: number
  readonly textEnd: number
  readonly xmlStart: number
  readonly xmlEnd: number
  /** Character by character the same in both; else (entity, tab, break) the whole is one unit. */
  readonly verbatim: boolean
  /** Index into the paragraph's runs. */
  readonly run: number
}

/** A `w:r`: whole element, and its `w:rPr` (equal offsets where it has none). */
export interface ScannedRun {
  readonly xmlStart: number
  xmlEnd: number
  propertiesStart: number
  propertiesEnd: number
}

export interface ScannedMark {
  readonly kind:
    | 'insertion'
    | 'deletion'
    | 'hidden-text'
    | 'struck-text'
    | 'raised-text'
    | 'watermark'
    | 'image'
    | 'embedded-object'
    | 'macro'
  text: string
}

/** A text box, or the words of a drawn lettering. */
export interface ScannedBox {
  readonly items: ScannedItem[]
  /** Its shape is hidden, or it is a watermark: its words are no part of the text. */
  readonly as: 'text' | 'hidden-text' | 'watermark'
}

/** A `w:p`: `contentStart` is behind its `w:pPr`, `contentEnd` in front of `</w:p>`. */
export class ScannedParagraph {
  readonly kind = 'paragraph'
  text = ''
  segments: Segment[] = []
  runs: ScannedRun[] = []
  /** Parts of the text that are raised or lowered; `shifted` by points, which need not make a mark of them. */
  raised: (Stretch & { readonly shifted: boolean })[] = []
  readonly xmlStart: number
  xmlEnd: number
  contentStart: number
  contentEnd: number
  /** Written `<w:p/>`: there is no place inside. */
  readonly empty: boolean
  style: string | undefined
  numId: string | undefined
  level: number | undefined
  outline: number | undefined
  /** Colour behind it, as in Look. */
  ground: number | null | undefined
  /** It is part of a table of contents. */
  readonly contents: boolean
  /** A picture or object hangs on it. */
  keep = false
  /** Something is in it that is no text and may be a value: a picture, a drawing, a field without its result. */
  drawn: Drawn = false
  /** Its text is not all that is shown: a root, a sum sign. */
  doubtful = false
  /** What stands here and cannot be read. */
  unread: UnreadPart | undefined
  readonly marks: ScannedMark[] = []
  readonly comments: string[] = []
  readonly boxes: ScannedBox[] = []

  constructor(start: number, end: number, empty: boolean, contents: boolean) {
    this.xmlStart = start
    this.xmlEnd = this.contentStart = this.contentEnd = end
    this.empty = empty
    this.contents = contents
  }
}

export interface ScannedCell {
  readonly items: ScannedItem[]
  columnSpan: number
  continues: boolean
  /** The older way of merging sideways (hMerge): this cell belongs to the one in front. */
  joined: boolean
  /** In twentieths of a point, where the file gives it so. */
  width: number | undefined
  ground: number | null | undefined
}

export interface ScannedRow {
  readonly cells: ScannedCell[]
  before: number
  deleted: boolean
  hidden: boolean
}

export interface ScannedTable {
  readonly kind: 'table'
  readonly rows: ScannedRow[]
  style: string | undefined
  ground: number | null | undefined
}

/** A place where another part or file is put into the text (`w:altChunk`, `w:subDoc`). */
export interface ScannedInsert {
  readonly kind: 'insert'
  /** Id of its relationship; undefined for what is not in the package or not understood. */
  readonly relation: string | undefined
  readonly part: UnreadPart
}

export type ScannedItem = ScannedParagraph | ScannedTable | ScannedInsert

/** An element that holds paragraphs (`w:body`, `w:footnote` …) and what it holds. */
export interface ScannedHolder {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly items: ScannedItem[]
}

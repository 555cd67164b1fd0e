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
  readonly kind: 'insertion' | 'deletion' | 'hidden-text' | 'image' | 'embedded-object' | 'macro'
  text: string
}

/** A `w:p`: `contentStart` is behind its `w:pPr`, `contentEnd` in front of `</w:p>`. */
export class ScannedParagraph {
  readonly kind = 'paragraph'
  text = ''
  segments: Segment[] = []
  runs: ScannedRun[] = []
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
  /** It is part of a table of contents. */
  readonly contents: boolean
  /** A picture or object hangs on it. */
  keep = false
  readonly marks: ScannedMark[] = []
  readonly comments: string[] = []
  readonly boxes: ScannedItem[][] = []

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
}

export interface ScannedRow {
  readonly cells: ScannedCell[]
  before: number
  deleted: boolean
}

export interface ScannedTable {
  readonly kind: 'table'
  readonly rows: ScannedRow[]
}

export type ScannedItem = ScannedParagraph | ScannedTable

/** An element that holds paragraphs (`w:body`, `w:footnote` …) and what it holds. */
export interface ScannedHolder {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly items: ScannedItem[]
}

import { z } from 'zod'
import type { SheetHead } from './sheet-head.ts'

/**
 * A stable address inside one Document: `p12` is the paragraph with that id, `t3` a table, `t3.4.5` the cell of
 * table 3 whose top left corner is row 4, column 5 (both from 0).
 */
export type Anchor = string

/** The formats that the readers tell apart, by bytes and never by name. */
export const DocumentFormat = z.enum(['docx', 'doc', 'wps', 'odt', 'rtf', 'pdf', 'ofd', 'uof', 'html', 'md', 'txt', 'xlsx', 'xls', 'ods'])
export type DocumentFormat = z.infer<typeof DocumentFormat>

/** How sure a reader is of what it read. `inferred`: rebuilt from damage; `recognised`: read off a picture. */
export type Confidence = 'read' | 'inferred' | 'recognised' | 'unreadable'

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly id: Anchor
  /** Plain text: automatic numbers written out, deleted text left out, fields as shown. May hold tabs and newlines. */
  readonly text: string
  /** Outline level that the file itself gives (Word style, h1…h6), 1 the highest. */
  readonly level?: number
  /** From 1, where the format has pages. */
  readonly page?: number
  readonly confidence?: Confidence
}

export interface Cell {
  readonly id: Anchor
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** Paragraphs of the cell joined by "\n". */
  readonly text: string
  readonly confidence?: Confidence
}

/** A table as a grid: merged cells appear once, at their top left corner, and carry their spans. */
export interface Table {
  readonly kind: 'table'
  readonly id: Anchor
  readonly rows: number
  readonly columns: number
  readonly cells: readonly Cell[]
  readonly page?: number
  /** The table stands inside the cell with this anchor. */
  readonly within?: Anchor
}

export type Block = Paragraph | Table

/** What a file carries beside its text and what a reviewer should know of (PS-005, ST-007). */
export interface DocumentMark {
  readonly kind:
    | 'insertion'
    | 'deletion'
    | 'comment'
    /** In the file but not to be seen: marked as hidden, white, tiny, covered, on a layer that is off, outside the page. */
    | 'hidden-text'
    /** Struck out by hand. */
    | 'struck-text'
    /** A raised or lowered mark, or a circled note number, behind a value or a sentence. */
    | 'raised-text'
    | 'watermark'
    | 'image'
    | 'embedded-object'
    | 'author'
    /** A property of the file beside its authors: title, subject, remarks, keywords, company. */
    | 'property'
    | 'macro'
  /** Where in the text, when it can be told. */
  readonly anchor?: Anchor
  /** Short words of the mark itself (author's name, comment text): confidential like the draft. */
  readonly text?: string
}

/**
 * What a reader knows to be there and cannot read: a page built by script, a frame that points elsewhere, an embedded
 * document, a form or drawing of an unknown kind, a picture in place of text.
 */
export const UnreadPart = z.enum(['script-built', 'frame', 'embedded-document', 'unknown-drawing', 'picture', 'form-fields'])
export type UnreadPart = z.infer<typeof UnreadPart>

/** Damage that the way of conversion did, never the drafter. */
export interface ExtractionNote {
  readonly kind:
    | 'lost-characters'
    | 'glued-cells'
    | 'recognised-text'
    | 'wrong-encoding'
    | 'truncated'
    | 'unplaced-text'
    /** Something stands here that the reader cannot read; `part` names it (prompts-templates/…/unread.yaml). */
    | 'unread-part'
  readonly part?: UnreadPart
  readonly anchor?: Anchor
}

export interface Document {
  readonly format: DocumentFormat
  /** In reading order. Page headers, footers and page numbers are not here but in `aside`. */
  readonly blocks: readonly Block[]
  /** Text outside the body: page headers and footers, footnotes, text boxes beside the words of a cell, a web page's menu. */
  readonly aside: readonly { readonly kind: 'header' | 'footer' | 'footnote' | 'textbox' | 'chrome'; readonly text: string }[]
  readonly marks: readonly DocumentMark[]
  readonly notes: readonly ExtractionNote[]
}

/** Why a file could not be read. Each has a sentence in prompts-templates/…/unreadable.yaml. */
export const UnreadableReason = z.enum([
  'empty',
  'too-large',
  'unsupported-format',
  /** A workbook or slides in the Chinese office format, of which only texts are read. */
  'uof-not-text',
  'damaged',
  'encrypted',
  'packing',
  'no-text-layer',
  /** A picture of a kind that cannot be recognised; the detail names the kind. */
  'picture-kind',
  'recognition-missing',
  'too-complex',
  'too-many-paragraphs',
  'too-many-characters',
  'too-many-numbers',
  'too-many-headings',
  'too-many-items',
  'too-many-cells',
  'too-many-cells-in-zip',
  'too-much-work',
  'timed-out',
  'crashed',
  'no-text',
  'wrong-encoding',
  'unsafe',
])
export type UnreadableReason = z.infer<typeof UnreadableReason>

export type Extraction =
  | { readonly status: 'read'; readonly document: Document }
  | {
      readonly status: 'unreadable'
      readonly reason: UnreadableReason
      readonly detail?: string
      /** Of a spreadsheet that was opened and is larger than any report. */
      readonly sheets?: readonly SheetHead[]
    }

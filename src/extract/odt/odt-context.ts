import type { DocumentMark } from '../../model/document.ts'
import type { Drawn, TableInput } from '../document-builder.ts'
import type { XmlNode } from '../xml-tree.ts'
import type { OdfLists } from './odf-lists.ts'
import type { OdfLooks } from './odf-looks.ts'

/** What an OpenDocument body is read with. */
export interface OdtContext {
  readonly lists: OdfLists
  readonly looks: OdfLooks
  /** Deleted text by the id of its change. */
  readonly deletions: ReadonlyMap<string, string>
  /** Form controls by their ids. */
  readonly controls: ReadonlyMap<string, XmlNode>
  /** The content of an object in the package, by the address that the text gives. */
  readonly object: (address: string) => XmlNode | undefined
  /** Colour of the page, null where it is not white paper. */
  readonly pageGround: null | undefined
}

/** What stands in a cell. */
export interface CellContent {
  readonly lines: string[]
  readonly tables: TableInput[]
  readonly marks: DocumentMark[]
  /** Text boxes and shapes with text, read at the end of the cell. */
  readonly boxes: XmlNode[]
  /** Gives the colour behind it. */
  readonly ground: () => number | undefined
  /** Something is in it that is no text. */
  drawn: Drawn
}

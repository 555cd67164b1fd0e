import type { Document, DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import { decodeXml } from '../decode-xml.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { readOdfLists } from '../odt/odf-lists.ts'
import { overLook, readOdfLooks, type OdfLook } from '../odt/odf-looks.ts'
import { ODF_NAMESPACES } from '../odt/odf-namespaces.ts'
import { addOdfProperties } from '../odt/odf-properties.ts'
import type { OdtContext } from '../odt/odt-context.ts'
import { OdtInline } from '../odt/odt-inline.ts'
import { openPackage } from '../open-package.ts'
import { Unreadable } from '../unreadable-error.ts'
import { attribute } from '../xml-names.ts'
import { findAll, parseXmlTree, type XmlNode } from '../xml-tree.ts'
import { addSheets } from './add-sheets.ts'
import type { Merge, Sheet, SheetCell } from './sheet.ts'

/** The most rows and columns of any program; files end their sheets with blank cells up to there. */
const [MOST_ROWS, MOST_COLUMNS] = [1_048_576, 16_384]

/**
 * Reads an OpenDocument spreadsheet, in a package or flat in one XML file (.fods), as readXlsx reads a workbook.
 * @throws Unreadable damaged, encrypted, unsafe, too-large, too-complex
 */
export function readOds(bytes: Uint8Array, limits: Limits): Document {
  const isFlat = bytes[0] !== 0x50 || bytes[1] !== 0x4b
  const parts = isFlat ? null : openPackage(bytes, limits)
  const tree = (path: string): XmlNode | undefined => {
    const xml = parts?.text(path)
    return xml === undefined ? undefined : parseXmlTree(xml, ODF_NAMESPACES, limits)
  }
  const manifest = tree('META-INF/manifest.xml')
  if (manifest && findAll(manifest, 'manifest:encryption-data').length > 0) throw new Unreadable('encrypted', 'ods')
  const content = isFlat ? parseXmlTree(decodeXml(bytes), ODF_NAMESPACES, limits) : tree('content.xml')
  const body = content && findAll(content, 'office:spreadsheet')[0]
  if (!content || !body) throw new Unreadable('damaged', 'no-body')
  const styles = tree('styles.xml')
  const trees = styles ? [content, styles] : [content]
  const builder = new DocumentBuilder(limits)
  const context: OdtContext = {
    lists: readOdfLists(trees),
    looks: readOdfLooks(trees),
    deletions: new Map(),
    controls: new Map(),
    object: () => undefined,
    pageGround: undefined,
  }
  const hiddenStyles = hiddenTables(trees)
  const sheets = body.children.filter((node): node is XmlNode => typeof node !== 'string' && node.name === 'table:table')
  addSheets(
    sheets.map((sheet) => {
      const isHidden = hiddenStyles.has(attribute(sheet.attributes, 'style-name') ?? '')
      return new SheetReader(context, builder, limits).read(sheet, isHidden)
    }),
    builder,
  )
  const meta = isFlat ? content : tree('meta.xml')
  if (meta) addOdfProperties(meta, builder)
  return builder.build('ods')
}

/** Names of table styles whose sheets are not displayed. */
function hiddenTables(trees: readonly XmlNode[]): Set<string> {
  const hidden = new Set<string>()
  for (const style of trees.flatMap((tree) => findAll(tree, 'style:style')))
    if (findAll(style, 'style:table-properties').some(({ attributes }) => attribute(attributes, 'display') === 'false'))
      hidden.add(attribute(style.attributes, 'name') ?? '')
  return hidden
}

class SheetReader {
  readonly #context: OdtContext
  readonly #builder: DocumentBuilder
  readonly #limits: Limits
  readonly #cells: SheetCell[] = []
  readonly #merges: Merge[] = []
  readonly #hiddenRows = new Set<number>()
  readonly #hiddenColumns = new Set<number>()
  readonly #left: DocumentMark[] = []
  /** Style of cells that name none, by stretches of columns. */
  readonly #columnStyles: { readonly end: number; readonly style: string | undefined }[] = []
  #drawings = false

  constructor(context: OdtContext, builder: DocumentBuilder, limits: Limits) {
    this.#context = context
    this.#builder = builder
    this.#limits = limits
  }

  read(sheet: XmlNode, hidden: boolean): Sheet {
    let [row, column] = [0, 0]
    for (const node of findAll(sheet, 'table:table-column', 'table:table-row', 'table:shapes')) {
      if (node.name === 'table:table-column') column = this.#column(node, column)
      else if (node.name === 'table:table-row') row = this.#row(node, row)
      else this.#drawings = true
    }
    return {
      name: attribute(sheet.attributes, 'name') ?? '',
      hidden,
      cells: this.#cells,
      merges: this.#merges,
      hiddenRows: this.#hiddenRows,
      hiddenColumns: this.#hiddenColumns,
      drawings: this.#drawings,
      left: this.#left,
    }
  }

  #column(node: XmlNode, from: number): number {
    const end = Math.min(MOST_COLUMNS, from + repeats(node, 'number-columns-repeated'))
    this.#columnStyles.push({ end, style: attribute(node.attributes, 'default-cell-style-name') })
    if (this.#isHidden(node, 'table-column')) for (let column = from; column < end; column++) this.#hiddenColumns.add(column)
    return end
  }

  #row(node: XmlNode, from: number): number {
    const count = repeats(node, 'number-rows-repeated')
    const before = this.#cells.length
    this.#cellsOf(node, from)
    const found = this.#cells.slice(before)
    const isHidden = this.#isHidden(node, 'table-row')
    // Rows that are written once for many: with nothing in them they are the blank rest of the sheet.
    for (let copy = 0; copy < count && (found.length > 0 || copy < 1); copy++) {
      if (isHidden) this.#hiddenRows.add(from + copy)
      if (copy > 0) for (const cell of found) this.#put({ ...cell, row: from + copy })
    }
    return from + count
  }

  #cellsOf(line: XmlNode, row: number): void {
    let column = 0
    for (const node of line.children) {
      if (typeof node === 'string' || !/^table:(covered-)?table-cell$/.test(node.name)) continue
      const count = repeats(node, 'number-columns-repeated')
      if (node.name === 'table:table-cell') {
        this.#merge(node, row, column)
        const cell = this.#cell(node, attribute(line.attributes, 'default-cell-style-name'), column)
        if (cell) for (let same = 0; same < Math.min(count, MOST_COLUMNS); same++) this.#put({ row, column: column + same, ...cell })
      }
      column += count
    }
  }

  #cell(node: XmlNode, rowStyle: string | undefined, column: number): Pick<SheetCell, 'text' | 'unreadable'> | null {
    if (node.children.length === 0 && attribute(node.attributes, 'value-type') === undefined) return null
    const own = attribute(node.attributes, 'style-name') ?? rowStyle ?? this.#columnStyles.find(({ end }) => column < end)?.style
    const look: OdfLook = overLook(this.#context.looks.of('table-cell', own), this.#context.looks.of('table-cell', ''))
    const lines: string[] = []
    let drawn = false
    let told = false
    for (const child of node.children) {
      if (typeof child === 'string' || (child.name !== 'text:p' && !child.name.startsWith('draw:'))) continue
      const inline = new OdtInline(this.#context, this.#builder, true, () => look.ground)
      if (child.name === 'text:p') lines.push(inline.read(child, look))
      else inline.frame(child)
      drawn ||= inline.drawn !== false
      told ||= inline.marks.some(({ kind }) => kind.endsWith('-text'))
      this.#left.push(...inline.marks.filter(({ kind }) => kind !== 'comment'))
    }
    const text = lines.join('\n')
    // An error, or a formula that no program has reckoned yet.
    const unknown = attribute(node.attributes, 'value-type') !== undefined && !hasText(text) && !told
    const isError = /^(?:#[A-Z/0!?]{2,10}|Err:\d{3})$/.test(text.trim())
    const unreadable = drawn || unknown || isError
    return hasText(text) || unreadable ? { text: isError ? '' : text, ...(unreadable ? { unreadable } : {}) } : null
  }

  #put(cell: SheetCell): void {
    if (cell.row >= MOST_ROWS || cell.column >= MOST_COLUMNS) throw new Unreadable('damaged', 'sheet-place')
    this.#cells.push(cell)
    if (this.#cells.length > this.#limits.cells * 2) throw new Unreadable('too-complex', 'cells')
  }

  #merge(node: XmlNode, top: number, left: number): void {
    const [rows, columns] = [repeats(node, 'number-rows-spanned'), repeats(node, 'number-columns-spanned')]
    if (rows * columns === 1) return
    this.#merges.push({ top, left, bottom: Math.min(top + rows, MOST_ROWS) - 1, right: Math.min(left + columns, MOST_COLUMNS) - 1 })
    if (this.#merges.length > this.#limits.cells) throw new Unreadable('too-complex', 'cells')
  }

  #isHidden(node: XmlNode, family: string): boolean {
    const visibility = attribute(node.attributes, 'visibility')
    if (visibility !== undefined && visibility !== 'visible') return true
    return this.#context.looks.of(family, attribute(node.attributes, 'style-name')).flat === true
  }
}

function repeats(node: XmlNode, name: string): number {
  const count = Number(attribute(node.attributes, name) ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, MOST_ROWS) : 1
}

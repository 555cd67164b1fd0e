import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { addOfficeProperties } from '../office-properties.ts'
import { openPackage, type Package } from '../open-package.ts'
import { scanXml } from '../scan-xml.ts'
import { Unreadable } from '../unreadable-error.ts'
import { attribute } from '../xml-names.ts'
import { addSheets } from './add-sheets.ts'
import { readXlsxSheet } from './read-xlsx-sheet.ts'
import { readSharedStrings, readStyles } from './read-xlsx-looks.ts'
import { SHEET_NAMESPACES, type Workbook } from './workbook.ts'

/**
 * Reads a workbook: the results that its formulas were kept with, never the formulas; hidden sheets, rows and columns
 * are left out and told of.
 * @throws Unreadable damaged, unsafe, too-large, too-complex
 */
export function readXlsx(bytes: Uint8Array, limits: Limits): Document {
  const parts = openPackage(bytes, limits)
  const { sheets, since1904 } = readWorkbook(parts, limits)
  const workbook: Workbook = {
    ...readStyles(parts.text('xl/styles.xml'), limits),
    strings: readSharedStrings(parts.text('xl/sharedStrings.xml'), limits),
    since1904,
  }
  const builder = new DocumentBuilder(limits)
  addSheets(
    sheets.map(({ name, path, hidden }) => readXlsxSheet(parts.text(path) ?? '', { name, hidden }, workbook, limits)),
    builder,
  )
  if (parts.names.some((name) => /vbaProject\.bin$/i.test(name))) builder.mark({ kind: 'macro' })
  addOfficeProperties(parts, limits, builder)
  return builder.build('xlsx')
}

function readWorkbook(parts: Package, limits: Limits): { sheets: { name: string; path: string; hidden: boolean }[]; since1904: boolean } {
  const path =
    parts.names.find((name) => /^xl\/workbook\.xml$/i.test(name)) ?? parts.names.find((name) => /(^|\/)workbook\.xml$/i.test(name))
  const xml = path && parts.text(path)
  if (!xml) throw new Unreadable('damaged', 'no-workbook')
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const targets = readTargets(parts.text(`${folder}_rels/workbook.xml.rels`), limits)
  const sheets: { name: string; path: string; hidden: boolean }[] = []
  let since1904 = false
  const open = ({ name, attributes }: { name: string; attributes: Readonly<Record<string, string>> }): void => {
    if (name === 'x:workbookPr') since1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
    if (name !== 'x:sheet') return
    const target = targets.get(attribute(attributes, 'id') ?? '') ?? `worksheets/sheet${sheets.length + 1}.xml`
    const full = target.startsWith('/') ? target.slice(1) : `${folder}${target}`
    sheets.push({ name: attributes['name'] ?? '', path: full, hidden: /hidden/i.test(attributes['state'] ?? '') })
  }
  scanXml(xml, SHEET_NAMESPACES, { open }, limits)
  return { sheets: sheets.filter((sheet) => parts.has(sheet.path)), since1904 }
}

function readTargets(xml: string | undefined, limits: Limits): Map<string, string> {
  const targets = new Map<string, string>()
  if (xml !== undefined)
    scanXml(
      xml,
      SHEET_NAMESPACES,
      { open: ({ name, attributes }) => name === 'rel:Relationship' && targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '') },
      limits,
    )
  return targets
}

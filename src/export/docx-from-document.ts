import type { Checklist } from '../model/checklist.ts'
import type { Document } from '../model/document.ts'
import { type AnnotateOptions, annotatePackage } from './annotate-package.ts'
import { newPackage, writePart } from './docx-package.ts'
import type { ExportWords } from './export-words.ts'
import { writeDocumentXml } from './write-document-xml.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/**
 * Makes a docx of a draft that came as doc, pdf, html or text: its words and tables as read, with the checklist's comments
 * (and, where asked for, safe repairs as tracked changes) at the same places.
 */
export function docxFromDocument(document: Document, checklist: Checklist, options: AnnotateOptions): Uint8Array {
  const { xml, places } = writeDocumentXml(options.reference.lexicon, document.blocks)
  const parts = newPackage()
  const relationship = (type: string, target: string) =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`
  writePart(
    parts,
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/></Types>`,
  )
  writePart(parts, '_rels/.rels', relationship('officeDocument', 'word/document.xml'))
  writePart(parts, 'word/document.xml', xml)
  writePart(parts, 'word/_rels/document.xml.rels', relationship('styles', 'styles.xml'))
  writePart(parts, 'word/styles.xml', stylesXml(options.say))
  annotatePackage(parts, { path: 'word/document.xml', xml, places }, checklist, options)
  return parts.close(options.date)
}

/** The styles of official documents (GB/T 9704): title of size 二号, body 三号, tables 五号. */
function stylesXml(say: ExportWords): string {
  const spacing = '<w:spacing w:line="560" w:lineRule="exact"/>'
  return [
    `${HEAD}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`,
    `<w:docDefaults><w:rPrDefault><w:rPr>${fonts(say('font.body'))}${size(32)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>`,
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>${spacing}<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr></w:style>`,
    style(
      'Title',
      'Title',
      '<w:spacing w:line="640" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>',
      `${fonts(say('font.title'))}${size(44)}`,
    ),
    style('Heading1', 'heading 1', '<w:keepNext/><w:outlineLvl w:val="0"/>', fonts(say('font.heading'))),
    style('Heading2', 'heading 2', '<w:keepNext/><w:outlineLvl w:val="1"/>', fonts(say('font.subheading'))),
    style('Heading3', 'heading 3', '<w:keepNext/><w:outlineLvl w:val="2"/>', ''),
    style(
      'TableText',
      'Table Text',
      '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>',
      `${fonts(say('font.table'))}${size(21)}`,
    ),
    '</w:styles>',
  ].join('')
}

const fonts = (name: string): string =>
  `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${name}" w:cs="Times New Roman"/>`

const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`

const style = (id: string, name: string, paragraph: string, run: string): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`

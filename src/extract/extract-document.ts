import type { Document, DocumentFormat, Extraction } from '../model/document.ts'
import type { Limits } from './limits.ts'
import type { PdfSettings } from './pdf/read-pdf.ts'
import { refuseLargeReport } from './refuse-large-report.ts'
import { sniffFormat } from './sniff-format.ts'
import { sheetHeads } from './spreadsheet/sheet-heads.ts'
import { Unreadable } from './unreadable-error.ts'

type Reader = (bytes: Uint8Array, limits: Limits, settings: PdfSettings) => Document | Promise<Document>

/** Each reader is loaded when the first file of its format comes: a text draft does not wait for the PDF library. */
const READERS: Readonly<Record<DocumentFormat, () => Promise<Reader>>> = {
  docx: async () => (await import('./docx/read-whole-docx.ts')).readWholeDocx,
  doc: async () => (await import('./doc/read-doc.ts')).readDoc,
  wps: async () => (await import('./doc/read-doc.ts')).readDoc,
  odt: async () => (await import('./odt/read-odt.ts')).readOdt,
  rtf: async () => (await import('./rtf/read-rtf.ts')).readRtf,
  pdf: async () => (await import('./pdf/read-pdf.ts')).readPdf,
  html: async () => (await import('./html/read-html.ts')).readHtml,
  md: async () => (await import('./text/read-markdown.ts')).readMarkdown,
  txt: async () => (await import('./text/read-text.ts')).readText,
  ofd: async () => (await import('./ofd/read-ofd.ts')).readOfd,
  uof: async () => (await import('./uof/read-uof.ts')).readUof,
  xlsx: async () => (await import('./spreadsheet/read-xlsx.ts')).readXlsx,
  ods: async () => (await import('./spreadsheet/read-ods.ts')).readOds,
  xls: async () => (await import('./spreadsheet/read-xls.ts')).readXls,
}

/**
 * Reads a draft of any format. Never throws: what cannot be read is answered with a reason.
 * Bytes are hostile: hosts call this through `createExtractor` (worker-pool.ts), in a process that can be killed.
 * @param name its name as uploaded; only a hint between formats that no byte tells apart
 * @param settings where character maps come from, on a host without files
 */
export async function extractDocument(bytes: Uint8Array, name: string, limits: Limits, settings: PdfSettings = {}): Promise<Extraction> {
  try {
    if (bytes.length > limits.fileBytes) throw new Unreadable('too-large', 'file-bytes')
    const format = sniffFormat(bytes, name, limits)
    if (format === 'drafts') throw new Unreadable('unsupported-format', 'zip')
    const read = await READERS[format]()
    // Node's Buffer is a Uint8Array whose slices share memory and which pdf.js refuses.
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const document = await read(plain, limits, settings)
    refuseEmpty(document)
    return withinReport(document.format === format ? document : { ...document, format }, name, limits)
  } catch (error) {
    return { status: 'unreadable', ...reasonOf(error) }
  }
}

/** What is larger than any report is refused; of a spreadsheet its beginning is told, which may be something else than a report. */
function withinReport(document: Document, name: string, limits: Limits): Extraction {
  try {
    refuseLargeReport(document, limits)
    return { status: 'read', document }
  } catch (error) {
    const sheets = sheetHeads(document, name)
    return { status: 'unreadable', ...reasonOf(error), ...(sheets ? { sheets } : {}) }
  }
}

function refuseEmpty(document: Document): void {
  const empty = document.blocks.every((block) =>
    block.kind === 'paragraph' ? block.text.trim() === '' : block.cells.every((cell) => cell.text.trim() === ''),
  )
  if (!empty) return
  const pictures = document.marks.some((mark) => mark.kind === 'image')
  throw pictures ? new Unreadable('no-text-layer', 'pictures') : new Unreadable('no-text')
}

/** An error that no reader foresaw is most likely damage it ran into; its message may hold the draft's words. */
export function reasonOf(error: unknown): { reason: Unreadable['reason']; detail?: string } {
  if (error instanceof Unreadable) return { reason: error.reason, detail: error.detail }
  if (error instanceof RangeError && /call stack/i.test(error.message)) return { reason: 'too-complex', detail: 'depth' }
  return { reason: 'damaged', detail: error instanceof Error ? `unforeseen-${error.name}` : 'unforeseen' }
}

import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'
import { Unreadable } from '../unreadable-error.ts'
import type { CmapSource } from './cmap-files.ts'
import { readFileProperties, type FileProperties } from './file-properties.ts'

export type Pdfjs = typeof import('unpdf/pdfjs')

/** Which optional layers of a file are shown. */
export type Layers = Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>

interface PdfSource {
  /** The whole file (not changed). */
  readonly bytes: Uint8Array
  readonly cmaps: CmapSource
  /** Larger pictures are left out; as it is, all of them. */
  readonly mostPixels?: number
}

/** A page that is never drawn needs no fonts: with these in place pdf.js neither loads nor outlines them. */
const BLIND_DOCUMENT = { fonts: { add() {}, delete() {}, clear() {} } } as unknown as HTMLDocument

class BlindFontFace {
  readonly family = ''
  readonly loaded = Promise.resolve(this)
}

/** pdf.js as unpdf carries it, made ready for a place without a browser */
async function loadPdfjs(): Promise<Pdfjs> {
  const place = globalThis as { FontFace?: unknown }
  place.FontFace ??= BlindFontFace
  return import('unpdf/pdfjs')
}

/**
 * Opens a PDF under the strictest settings there are: no evaluation of code, no network, no system fonts, no images,
 * no forms of XFA, no scripts, no WebAssembly.
 * @throws Unreadable encrypted where it asks for a password, damaged where it is none
 */
async function openPdf(pdfjs: Pdfjs, { bytes, cmaps, mostPixels = 1 }: PdfSource): Promise<PDFDocumentProxy> {
  class CmapFactory {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      const found = kind === 'cMapUrl' ? await cmaps(filename.replace(/\.bcmap$/, '')) : null
      if (!found) throw new Error('not shipped')
      return found
    }
  }
  const settings = {
    // pdf.js takes the bytes over.
    data: bytes.slice(),
    BinaryDataFactory: CmapFactory,
    cMapUrl: 'assets/',
    cMapPacked: true,
    useWorkerFetch: false,
    useWasm: false,
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    useSystemFonts: true,
    disableFontFace: false,
    ownerDocument: BLIND_DOCUMENT,
    // Pictures above one pixel are told of and not decoded.
    maxImageSize: mostPixels,
    stopAtErrors: false,
    verbosity: 0,
  }
  try {
    return await pdfjs.getDocument(settings).promise
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'PasswordException') throw new Unreadable('encrypted')
    throw new Unreadable('damaged', 'pdf')
  }
}

type TakePage<T> = (pdfjs: Pdfjs, page: PDFPageProxy, number: number, pages: number, layers: Layers) => Promise<T>

/** What was taken of each page, and what the file says of itself. */
interface Taken<T> {
  readonly pages: readonly T[]
  readonly properties: FileProperties
}

/**
 * Opens a PDF as openPdf does and takes its pages one after another.
 * @throws Unreadable too-complex past `most` pages
 */
export async function mapPages<T>(source: PdfSource, most: number, take: TakePage<T>): Promise<Taken<T>> {
  const pdfjs = await loadPdfjs()
  const file = await openPdf(pdfjs, source)
  try {
    if (file.numPages > most) throw new Unreadable('too-complex', 'pages')
    const layers = await file.getOptionalContentConfig()
    const taken: T[] = []
    for (let number = 1; number <= file.numPages; number++) {
      const page = await file.getPage(number)
      taken.push(await take(pdfjs, page, number, file.numPages, layers))
      page.cleanup()
    }
    return { pages: taken, properties: await readFileProperties(file) }
  } finally {
    await file.loadingTask.destroy()
  }
}

import type { PDFDocumentProxy } from 'unpdf/pdfjs'
import { Unreadable } from '../unreadable-error.ts'
import type { CmapSource } from './cmap-files.ts'

export type Pdfjs = typeof import('unpdf/pdfjs')

/** A page that is never drawn needs no fonts: with these in place pdf.js neither loads nor outlines them. */
const BLIND_DOCUMENT = { fonts: { add() {}, delete() {}, clear() {} } } as unknown as HTMLDocument

class BlindFontFace {
  readonly family = ''
  readonly loaded = Promise.resolve(this)
}

/** @returns pdf.js as unpdf carries it, made ready for a place without a browser */
export async function loadPdfjs(): Promise<Pdfjs> {
  const place = globalThis as { FontFace?: unknown }
  place.FontFace ??= BlindFontFace
  return import('unpdf/pdfjs')
}

/**
 * Opens a PDF under the strictest settings there are: no evaluation of code, no network, no system fonts, no images,
 * no forms of XFA, no scripts, no WebAssembly.
 * @param bytes the file; pdf.js takes them over, so they must be a copy
 * @param mostPixels larger pictures are left out; as it is, all of them
 * @throws Unreadable encrypted where it asks for a password, damaged where it is none
 */
export async function openPdf(pdfjs: Pdfjs, bytes: Uint8Array, cmaps: CmapSource, mostPixels = 1): Promise<PDFDocumentProxy> {
  class CmapFactory {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      const found = kind === 'cMapUrl' ? await cmaps(filename.replace(/\.bcmap$/, '')) : null
      if (!found) throw new Error('not shipped')
      return found
    }
  }
  const settings = {
    data: bytes,
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

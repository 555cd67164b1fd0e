import type { PDFDocumentProxy } from 'unpdf/pdfjs'
import { Unreadable } from '../unreadable-error.ts'
import type { CmapSource } from './cmap-files.ts'

export type Pdfjs = typeof import('unpdf/pdfjs')

/** A page that is never drawn needs no fonts: with these in place pdf.js neither loads nor outlines them. */
const blindDocument = { fonts: { add() {}, delete() {}, clear() {} } } as unknown as HTMLDocument

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

/** Pictures are decoded only where they are to be recognised. */
export interface PictureSettings {
  /** Larger ones are left out. */
  readonly mostPixels: number
  /** Hands in a decoder as WebAssembly by the name that pdf.js gives it, or null. */
  readonly decoder: (name: string) => Promise<Uint8Array | null>
}

/**
 * Opens a PDF under the strictest settings there are: no evaluation of code, no network, no system fonts, no images,
 * no forms of XFA, no scripts, no WebAssembly.
 * @param bytes the file; pdf.js takes them over, so they must be a copy
 * @param pictures where pictures are wanted, and then also the decoder that they may need
 * @throws Unreadable encrypted where it asks for a password, damaged where it is none
 */
export async function openPdf(pdfjs: Pdfjs, bytes: Uint8Array, cmaps: CmapSource, pictures?: PictureSettings): Promise<PDFDocumentProxy> {
  class CmapFactory {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      const found = kind === 'cMapUrl' ? await cmaps(filename.replace(/\.bcmap$/, '')) : kind === 'wasmUrl' ? await pictures?.decoder(filename) : null
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
    useWasm: pictures !== undefined,
    ...(pictures ? { wasmUrl: 'assets/' } : {}),
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    useSystemFonts: true,
    disableFontFace: false,
    ownerDocument: blindDocument,
    // Pictures above one pixel are told of and not decoded.
    maxImageSize: pictures?.mostPixels ?? 1,
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

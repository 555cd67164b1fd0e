import type { Document } from '../../model/document.ts'
import type { Limits } from '../limits.ts'
import { mapPages } from '../pdf/open-pdf.ts'
import type { PageContent } from '../pdf/page-content.ts'
import { cmapsFromDisk } from '../pdf/cmap-files.ts'
import { documentOfPages } from '../pdf/read-pdf.ts'
import { refuseBombs, refuseHugePictures } from '../pdf/refuse-bombs.ts'
import { Unreadable } from '../unreadable-error.ts'
import { drawPage } from './draw-page.ts'
import { recognisePage } from './recognise-page.ts'
import { loadRecogniser } from './recogniser.ts'

/**
 * Reads a scanned PDF by recognising its pictures. Every paragraph and cell is marked `recognised`, and the Document
 * carries the note `recognised-text`: nothing may be asserted from it.
 * @param onPage called for each page (from 1) before it is recognised
 * @throws Unreadable recognition-missing without the packages, too-large and too-complex past the limits, no-text
 */
export async function recognisePdf(bytes: Uint8Array, limits: Limits, onPage: (page: number, pages: number) => void): Promise<Document> {
  refuseBombs(bytes, limits)
  refuseHugePictures(bytes, limits)
  const recogniser = await loadRecogniser()
  const source = { bytes, cmaps: cmapsFromDisk, mostPixels: limits.recognisePixels }
  const { pages: contents, properties } = await mapPages(
    source,
    limits.recognisePages,
    async (pdfjs, page, number, pages): Promise<PageContent> => {
      onPage(number, pages)
      const drawn = await drawPage(pdfjs, page, limits)
      if (drawn) return recognisePage(drawn, recogniser, limits)
      const { width, height } = page.getViewport({ scale: 1 })
      return { width, height, glyphs: [], rules: { across: [], down: [] }, pictures: 0, unshown: [], drawings: [], struck: [] }
    },
  )
  // The bundled pdf.js has no decoder for fax, JBIG2 and JPEG 2000: such pages show nothing.
  if (contents.every(({ pictures }) => pictures === 0)) throw new Unreadable('no-text-layer', 'undecoded')
  if (contents.every(({ glyphs }) => glyphs.length === 0)) throw new Unreadable('no-text', 'recognised')
  return documentOfPages(contents, limits, properties)
}

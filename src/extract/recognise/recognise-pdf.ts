import type { Document } from '../../model/document.ts'
import type { Limits } from '../limits.ts'
import { loadPdfjs, openPdf } from '../pdf/open-pdf.ts'
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
 * @param bytes the whole file (not changed)
 * @param onPage called for each page (from 1) before it is recognised
 * @throws Unreadable recognition-missing without the packages, too-large and too-complex past the limits, no-text
 */
export async function recognisePdf(bytes: Uint8Array, limits: Limits, onPage: (page: number, pages: number) => void): Promise<Document> {
  refuseBombs(bytes, limits)
  refuseHugePictures(bytes, limits)
  const recogniser = await loadRecogniser()
  const pdfjs = await loadPdfjs()
  const file = await openPdf(pdfjs, bytes.slice(), cmapsFromDisk, limits.recognisePixels)
  try {
    if (file.numPages > limits.recognisePages) throw new Unreadable('too-complex', 'pages')
    const contents: PageContent[] = []
    for (let number = 1; number <= file.numPages; number++) {
      onPage(number, file.numPages)
      const page = await file.getPage(number)
      const drawn = await drawPage(pdfjs, page, limits)
      const { width, height } = page.getViewport({ scale: 1 })
      contents.push(
        drawn
          ? await recognisePage(drawn, recogniser, limits)
          : { width, height, glyphs: [], rules: { across: [], down: [] }, pictures: 0, struck: '' },
      )
      page.cleanup()
    }
    // The bundled pdf.js has no decoder for fax, JBIG2 and JPEG 2000: such pages show nothing.
    if (contents.every(({ pictures }) => pictures === 0)) throw new Unreadable('no-text-layer', 'undecoded')
    if (contents.every(({ glyphs }) => glyphs.length === 0)) throw new Unreadable('no-text', 'recognised')
    return documentOfPages(contents, limits)
  } finally {
    await file.loadingTask.destroy()
  }
}

import type { PDFPageProxy } from 'unpdf/pdfjs'
import type { UnreadPart } from '../../model/document.ts'
import type { Limits } from '../limits.ts'
import type { Rules } from './collect-rules.ts'
import type { Box, Glyph, Matrix } from './geometry.ts'
import { hideUnseen, isScanned } from './hide-unseen.ts'
import type { Layers, Pdfjs } from './open-pdf.ts'
import { OperationReader } from './operation-reader.ts'
import { readAnnotations } from './read-annotations.ts'
import type { PdfFont } from './text-state.ts'
import { turnUpright } from './turn-upright.ts'
import type { Unshown } from './unshown.ts'

/** What stands on one page, in points from its top left corner, turned so that most of its text is upright. */
export interface PageContent {
  readonly width: number
  readonly height: number
  readonly glyphs: readonly Glyph[]
  readonly rules: Rules
  readonly pictures: number
  /** Words that are in the file and not in the text, which are not among the characters. */
  readonly unshown: readonly Unshown[]
  /** Shapes and pictures of the size of characters. */
  readonly drawings: readonly Box[]
  /** Places that a reviewer struck out. */
  readonly struck: readonly Box[]
  /** Something that is drawn here and cannot be read: the page is a picture, or a part of it is not in the file. */
  readonly unread?: UnreadPart
}

/**
 * Reads characters and lines of a page in one go through pdf.js's list of drawing operations: its own text extraction
 * does not tell of lines, and both together would read every page twice.
 */
export async function readPageContent(pdfjs: Pdfjs, page: PDFPageProxy, layers: Layers, limits: Limits): Promise<PageContent> {
  const { width, height, transform } = page.getViewport({ scale: 1 })
  const matrix = transform as unknown as Matrix
  const annotations = await readAnnotations(page, matrix)
  const list = await page.getOperatorList({ annotationMode: pdfjs.AnnotationMode.ENABLE })
  const paper = { left: 0, right: width, top: 0, bottom: height }
  const reader = new OperationReader(pdfjs, { matrix, page: paper }, { limits, layers, roles: annotations.roles })
  for (let i = 0; i < list.fnArray.length; i++) {
    const args = (list.argsArray[i] ?? []) as unknown[]
    if (list.fnArray[i] === pdfjs.OPS.setFont)
      reader.text.setFont(await fontOf(page, args[0] as string), String(args[0]), args[1] as number)
    else reader.take(list.fnArray[i]!, args)
  }
  reader.endCutting()
  annotations.addValues(reader.glyphs, reader.drawnAnnotations)
  const { shown, unshown } = hideUnseen(reader)
  const { pictures, drawings } = reader.painted
  return turnUpright({
    width,
    height,
    glyphs: shown,
    rules: reader.rules,
    pictures: pictures.length,
    unshown: [...unshown, ...annotations.comments],
    drawings: [...drawings, ...annotations.drawings],
    struck: annotations.struck,
    ...(isScanned(reader.painted, shown) ? { unread: 'picture' as const } : {}),
  })
}

function fontOf(page: PDFPageProxy, id: string): Promise<PdfFont | null> | PdfFont | null {
  if (page.commonObjs.has(id)) return page.commonObjs.get(id) as PdfFont | null
  return new Promise((resolve) => page.commonObjs.get(id, (font: unknown) => resolve(font as PdfFont | null)))
}

import { groupBy } from '../../language/group-by.ts'
import type { Document, DocumentMark } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { cmapsFromDisk, type CmapSource } from './cmap-files.ts'
import type { FileProperties } from './file-properties.ts'
import { joinLines, type TextParagraph } from './join-lines.ts'
import { fitsUnder, joinTables } from './join-tables.ts'
import { mapPages } from './open-pdf.ts'
import { readPageContent, type PageContent } from './page-content.ts'
import { takeFurniture } from './page-furniture.ts'
import { layOutPages, type PageLayout, type PageTable } from './page-layout.ts'
import { refuseBombs } from './refuse-bombs.ts'
import { settlePages } from './settle-pages.ts'
import type { Unshown } from './unshown.ts'

/** Shapes of the size of characters beside text and tables, from which on they are likely text. */
const MANY_DRAWINGS = 40

/** What a host may hand in. */
export interface PdfSettings {
  /** Where character maps come from; the project's own files on disk where left out. */
  readonly cmaps?: CmapSource
}

/**
 * Reads a PDF with a text layer: tables by their lines and the places of characters, paragraphs out of lines.
 * A cell whose text cannot be placed with certainty is `unreadable`; text out of the invisible layer of a scan is
 * `recognised`.
 * @throws Unreadable no-text-layer (scanned, or characters without meaning), encrypted, damaged, too-complex,
 *   too-large, timed-out
 */
export async function readPdf(bytes: Uint8Array, limits: Limits, settings: PdfSettings = {}): Promise<Document> {
  refuseBombs(bytes, limits)
  const { pages: contents, properties } = await readPages(bytes, limits, settings.cmaps ?? cmapsFromDisk)
  refuseTextless(contents)
  return documentOfPages(settlePages(contents), limits, properties)
}

/** Puts a Document together out of what stands on its pages, whether read or recognised, and what the file says of itself. */
export function documentOfPages(contents: readonly PageContent[], limits: Limits, properties: FileProperties): Document {
  const builder = new DocumentBuilder(limits)
  const { pages, aside } = takeFurniture(layOutPages(contents, limits))
  for (const { kind, text } of aside) builder.aside(kind, text)
  addBlocks(joinLines(pages), builder)
  if (contents.some((content) => content.pictures > 0)) builder.mark({ kind: 'image' })
  tellOnce(pages, builder)
  for (const part of new Set(contents.flatMap(({ unread }) => unread ?? []))) builder.note({ kind: 'unread-part', part })
  const glyphs = contents.flatMap((content) => content.glyphs)
  if (glyphs.some((glyph) => isMeaningless(glyph.text))) builder.note({ kind: 'lost-characters' })
  if (glyphs.some((glyph) => glyph.unseen)) builder.note({ kind: 'recognised-text' })
  for (const author of properties.authors) builder.author(author)
  for (const text of properties.texts) builder.property(text)
  return builder.build('pdf')
}

async function readPages(bytes: Uint8Array, limits: Limits, cmaps: CmapSource): ReturnType<typeof mapPages<PageContent>> {
  const until = Date.now() + limits.seconds * 900
  try {
    return await mapPages({ bytes, cmaps }, limits.pages, (pdfjs, page, _number, _pages, layers) => {
      if (Date.now() > until) throw new Unreadable('timed-out', 'pages')
      return readPageContent(pdfjs, page, layers, limits)
    })
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('damaged', 'pdf-page')
  }
}

/** Private use and replacement characters: the font has shapes and does not say what they mean. */
const isMeaningless = (text: string): boolean => /[\ue000-\uf8ff\ufffd]/.test(text)

/** @throws Unreadable no-text-layer where nothing is written, or most of it in fonts that do not say what they mean */
export function refuseTextless(contents: readonly PageContent[]): void {
  let shown = 0
  let meaningless = 0
  for (const { glyphs } of contents)
    for (const { text } of glyphs) {
      if (text.trim() === '') continue
      shown++
      if (isMeaningless(text)) meaningless++
    }
  // A page number or a stamp on each picture is no text of a report.
  if (shown === 0 || contents.every(({ unread }) => unread === 'picture')) throw new Unreadable('no-text-layer')
  if (meaningless > shown * 0.5) throw new Unreadable('no-text-layer', 'no-unicode')
}

/** What stands at no line and in no cell: the same words on several pages are told of once. */
function tellOnce(pages: readonly PageLayout[], builder: DocumentBuilder): void {
  const said = new Set<string>()
  for (const { kind, text } of pages.flatMap((page) => page.unshown)) {
    if (said.has(kind + text)) continue
    said.add(kind + text)
    builder.mark({ kind, text })
  }
  const drawn = pages.reduce((sum, page) => sum + page.drawings.length, 0)
  if (drawn >= MANY_DRAWINGS) builder.note({ kind: 'unread-part', part: 'unknown-drawing' })
}

/** One mark of a kind for each paragraph or cell. */
function marksOf(unshown: readonly Unshown[]): DocumentMark[] {
  const byKind = groupBy(unshown, ({ kind }) => kind)
  return [...byKind].map(([kind, all]) => ({ kind, text: all.map(({ text }) => text).join(' ') }))
}

function addBlocks(blocks: readonly (TextParagraph | PageTable)[], builder: DocumentBuilder): void {
  let parts: PageTable[] = []
  const close = () => {
    if (parts.length === 0) return
    const { cells } = joinTables(parts)
    const placed = cells.map((cell) => ({ ...cell, from: { marks: marksOf(cell.unshown ?? []) } }))
    builder.markedTable(placed, parts[0]!.page)
    parts = []
  }
  for (const block of blocks) {
    if (block.kind === 'table') {
      const last = parts.at(-1)
      if (last && !(last.page + 1 === block.page && fitsUnder(last, block))) close()
      parts.push(block)
      continue
    }
    close()
    const options = { page: block.page, ...(block.unseen ? { confidence: 'recognised' as const } : {}) }
    builder.hang(marksOf(block.unshown), builder.paragraph(block.text, options))
  }
  close()
}

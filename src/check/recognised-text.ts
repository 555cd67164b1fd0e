import { remember } from '../language/remember.ts'
import type { AnnualReport } from '../model/annual-report.ts'

/** What of a report was recognised in a picture. */
interface Recognised {
  /** Paragraphs, cells, and whole tables that have a recognised cell. */
  readonly anchors: ReadonlySet<string>
  /** Of all paragraphs and cells with text. */
  readonly share: number
}

export const isRecognised = ({ document }: AnnualReport): boolean => document.notes.some(({ kind }) => kind === 'recognised-text')

export const recognisedIn = remember((report: AnnualReport): Recognised => {
  const anchors = new Set<string>()
  if (!isRecognised(report)) return { anchors, share: 0 }
  let pieces = 0
  for (const block of report.document.blocks) {
    for (const piece of block.kind === 'table' ? block.cells : [block]) {
      if (piece.text.trim() === '') continue
      pieces++
      if (piece.confidence === 'recognised') anchors.add(wholeAnchor(piece.id))
    }
    // A blank cell of a table with recognised cells may hold what was not seen.
    if (block.kind === 'table' && block.cells.some(({ confidence }) => confidence === 'recognised'))
      for (const { id } of [block, ...block.cells]) anchors.add(id)
  }
  return { anchors, share: pieces === 0 ? 0 : anchors.size / pieces }
})

/** The paragraph that a part of a paragraph (`p12@345`) belongs to. */
export const wholeAnchor = (anchor: string): string => anchor.replace(/@.*/, '')

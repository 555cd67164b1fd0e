import type { AnnualReport } from '../model/annual-report.ts'

/** What of a report was recognised in a picture. */
interface Recognised {
  /** Paragraphs, cells, and whole tables that have a recognised cell. */
  readonly anchors: ReadonlySet<string>
  /** Of all paragraphs and cells with text. */
  readonly share: number
}

const KNOWN = new WeakMap<AnnualReport, Recognised>()
const NOTHING: Recognised = { anchors: new Set(), share: 0 }

export const isRecognised = ({ document }: AnnualReport): boolean => document.notes.some(({ kind }) => kind === 'recognised-text')

/** Looked up once for each report. */
export function recognisedIn(report: AnnualReport): Recognised {
  if (!isRecognised(report)) return NOTHING
  const known = KNOWN.get(report) ?? findRecognised(report)
  KNOWN.set(report, known)
  return known
}

function findRecognised(report: AnnualReport): Recognised {
  const anchors = new Set<string>()
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
}

/** The paragraph that a part of a paragraph (`p12@345`) belongs to. */
export const wholeAnchor = (anchor: string): string => anchor.replace(/@.*/, '')

import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { assembleDocx, openDocx } from './open-docx.ts'
import type { ScannedParagraph, ScannedRun, Segment } from './scanned-body.ts'

/** A range of an anchor's text and its place in the main part's XML; `paragraph` is an index into `paragraphs`. */
type LocatedSegment = Omit<Segment, 'run'> & { readonly run: Readonly<ScannedRun>; readonly paragraph: number }

/** A `w:p` that is part of an anchor's text; `textStart`: where its text begins there, behind its automatic number. */
type LocatedParagraph = Readonly<Pick<ScannedParagraph, 'xmlStart' | 'xmlEnd' | 'contentStart' | 'contentEnd' | 'empty'>> & {
  readonly textStart: number
}

export interface LocatedText {
  readonly kind: 'paragraph' | 'cell'
  readonly text: string
  /** In order; automatic numbers and the "\n" between a cell's paragraphs belong to no segment. */
  readonly segments: readonly LocatedSegment[]
  readonly paragraphs: readonly LocatedParagraph[]
}

export interface LocatedDocx {
  /** Path of the main part in the package. */
  readonly mainPath: string
  /** Its text as decoded; all offsets are into this. */
  readonly mainXml: string
  readonly anchors: ReadonlyMap<string, LocatedText>
}

/**
 * Finds every paragraph and cell of the Document again in the docx that it was read from. Stands on the same scan
 * and assembly as `readDocx`, so anchors and offsets agree by construction. An empty cell has its (last) paragraph
 * in `paragraphs` and no segments.
 * @throws Unreadable for the same reasons as readDocx
 */
export function locateDocxAnchors(bytes: Uint8Array, limits: Limits): LocatedDocx {
  const docx = openDocx(bytes, limits)
  const { anchored } = assembleDocx(docx, limits, new DocumentBuilder(limits))
  const anchors = new Map<string, LocatedText>()
  for (const { anchor, kind, text, paragraphs } of anchored) {
    const segments = paragraphs.flatMap(({ paragraph, at }, index) =>
      paragraph.segments.map((segment) => ({
        ...segment,
        textStart: segment.textStart + at,
        textEnd: segment.textEnd + at,
        run: paragraph.runs[segment.run]!,
        paragraph: index,
      })),
    )
    const places = paragraphs.map(({ paragraph, at }) => {
      const { xmlStart, xmlEnd, contentStart, contentEnd, empty } = paragraph
      return { xmlStart, xmlEnd, contentStart, contentEnd, empty, textStart: at }
    })
    anchors.set(anchor, { kind, text, segments, paragraphs: places })
  }
  return { mainPath: docx.mainPath, mainXml: docx.mainXml, anchors }
}

import { notesIn, without, type Stretch } from '../shown.ts'
import type { ScannedParagraph } from './scanned-body.ts'

/** A paragraph of the file and where its own text begins in a text put together of several. */
interface Part {
  readonly paragraph: ScannedParagraph
  readonly at: number
}

/**
 * Takes marks of notes out of paragraphs whose texts stand in one text, and leaves a mark that tells of them.
 * @returns whether anything was taken out
 */
export function dropNotes(text: string, parts: readonly Part[], inCell: boolean): boolean {
  const raised = parts.every(({ paragraph }) => paragraph.raised.length === 0)
    ? []
    : parts.flatMap(({ paragraph, at }) =>
        paragraph.raised
          .map(({ start, end, shifted }) => ({ start: start + at, end: end + at, shifted }))
          // Moved by points: some centre figures so. Outside of cells it is a mark only directly behind a figure.
          .filter(({ start, shifted }) => !shifted || inCell || /\d/.test(text[start - 1] ?? '')),
      )
  const notes = notesIn(text, raised, inCell)
  if (notes.length === 0) return false
  let next = 0
  for (const { paragraph, at } of parts) {
    const own: Stretch[] = []
    for (; next < notes.length && notes[next]!.start < at + paragraph.text.length; next++)
      own.push({ start: Math.max(0, notes[next]!.start - at), end: notes[next]!.end - at })
    if (own.length > 0) cut(paragraph, own)
  }
  return true
}

/** Takes stretches of a paragraph's text out of it, and the places in the file that belong to them. */
function cut(paragraph: ScannedParagraph, stretches: readonly Stretch[]): void {
  const { text, segments } = paragraph
  const kept: ScannedParagraph['segments'] = []
  let gone = 0
  let next = 0
  for (const segment of segments) {
    let from = segment.textStart
    const keep = (to: number) => {
      if (to > from) kept.push(part(segment, from, to, gone))
      from = Math.max(from, to)
    }
    while (next < stretches.length && stretches[next]!.start < segment.textEnd) {
      const { start, end } = stretches[next]!
      keep(Math.min(start, segment.textEnd))
      const last = Math.min(end, segment.textEnd)
      gone += last - from
      from = last
      if (end > segment.textEnd) break
      next++
    }
    keep(segment.textEnd)
  }
  paragraph.segments = kept
  paragraph.text = without(text, stretches)
  paragraph.raised = []
  paragraph.marks.push({ kind: 'raised-text', text: stretches.map(({ start, end }) => text.slice(start, end)).join(' ') })
}

/** The part of a segment that reaches from `from` to `to` of the old text, moved back by what is gone in front of it. */
function part(segment: ScannedParagraph['segments'][number], from: number, to: number, gone: number): ScannedParagraph['segments'][number] {
  const place = segment.verbatim
    ? { xmlStart: segment.xmlStart + from - segment.textStart, xmlEnd: segment.xmlStart + to - segment.textStart }
    : {}
  return { ...segment, ...place, textStart: from - gone, textEnd: to - gone }
}

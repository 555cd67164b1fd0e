import type { Anchor } from '../model/document.ts'

/**
 * Characters [start, end) of an anchor's text are the raw XML [xmlStart, xmlEnd) of document.xml (inside w:t, or one
 * element such as w:tab).
 */
export interface TextSegment {
  readonly start: number
  readonly end: number
  readonly xmlStart: number
  readonly xmlEnd: number
}

/** Where an anchor's text is in document.xml. Automatic numbers have characters in the text and no segment. */
export interface AnchorPlace {
  /** The text of the anchor as the Document has it. */
  readonly text: string
  /** In order, not overlapping. */
  readonly segments: readonly TextSegment[]
  /** Offsets of the `<` of the w:p elements that the text comes from; one or more, also where there is no text. */
  readonly paragraphs: readonly number[]
}

/** The places of all paragraphs and cells of one docx, in reading order. */
export type AnchorPlaces = ReadonlyMap<Anchor, AnchorPlace>

/** A stretch of raw XML, from the first character's start to the last one's end. */
export interface XmlRange {
  readonly from: number
  readonly to: number
}

/**
 * The XML of the characters [start, end) of a place, narrowed to those that are really written in the file.
 * @returns null where none of them is (an empty cell, an automatic number)
 */
export function xmlRangeOf(xml: string, place: AnchorPlace, start: number, end: number): XmlRange | null {
  if (splitsPair(place.text, start)) return xmlRangeOf(xml, place, start - 1, end)
  if (splitsPair(place.text, end)) return xmlRangeOf(xml, place, start, end + 1)
  let from: number | null = null
  let to: number | null = null
  for (const segment of place.segments) {
    const low = Math.max(start, segment.start)
    const high = Math.min(end, segment.end)
    if (low >= high) continue
    from ??= offsetOf(xml, segment, low, 'start')
    to = offsetOf(xml, segment, high, 'end')
  }
  return from === null || to === null ? null : { from, to }
}

/** Whether an index is between the two halves of one character. */
export const splitsPair = (text: string, index: number): boolean =>
  /[\udc00-\udfff]/.test(text.charAt(index)) && /[\ud800-\udbff]/.test(text.charAt(index - 1))

/** Offset in the XML of the character `index` of a segment, with `&amp;` and the like counted as one character each. */
function offsetOf(xml: string, segment: TextSegment, index: number, side: 'start' | 'end'): number {
  if (index <= segment.start) return segment.xmlStart
  if (index >= segment.end) return segment.xmlEnd
  if (segment.xmlEnd - segment.xmlStart === segment.end - segment.start) return segment.xmlStart + index - segment.start
  // A CDATA section or an element is not cut.
  if (xml[segment.xmlStart] === '<') return side === 'start' ? segment.xmlStart : segment.xmlEnd
  let at = segment.xmlStart
  for (let left = index - segment.start; left > 0 && at < segment.xmlEnd;) {
    if (xml[at] === '&') {
      const close = xml.indexOf(';', at) + 1
      left -= /^&#(?:x0*[1-9a-f][0-9a-f]{4,}|0*(?:6553[6-9]|655[4-9]\d|65[6-9]\d\d|6[6-9]\d{3}|[7-9]\d{4}|[1-9]\d{5,}));$/i.test(
        xml.slice(at, close),
      )
        ? 2
        : 1
      at = close
    } else if (xml[at] === '\r' && xml[at + 1] === '\n') {
      at += 2
      left -= 1
    } else {
      at += 1
      left -= 1
    }
  }
  return at
}

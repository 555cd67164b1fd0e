import { defaultLimits, type Limits } from '../extract/limits.ts'
import { type LocatedText, locateDocxAnchors } from '../extract/docx/locate-docx-anchors.ts'
import type { Checklist } from '../model/checklist.ts'
import type { AnchorPlace } from './anchor-place.ts'
import { type AnnotateOptions, annotatePackage } from './annotate-package.ts'
import { openPackage } from './docx-package.ts'

/**
 * Adds a comment at every finding to the draft as sent and, where asked for, its safe repairs as tracked changes. The main
 * document, the comments, its relationships and the content types change; every other part stays the same byte for
 * byte as it is packed, in the same order. A checklist without items gives the same parts back.
 * @param bytes the docx that the checklist was made from; hostile like every draft: call it in a process that may be killed
 * @throws Unreadable or AppError where the docx cannot be read
 */
export function annotateDocx(
  bytes: Uint8Array,
  checklist: Checklist,
  options: AnnotateOptions,
  limits: Limits = defaultLimits,
): Uint8Array {
  const located = locateDocxAnchors(bytes, limits)
  const parts = openPackage(bytes, limits)
  // The reader compares names of parts as Word does: case and slashes do not matter.
  const path =
    parts.names().find((name) => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase() === located.mainPath.toLowerCase()) ??
    located.mainPath
  const places = new Map([...located.anchors].map(([anchor, text]) => [anchor, placeOf(text)]))
  annotatePackage(parts, { path, xml: located.mainXml, places }, checklist, options)
  return parts.close(options.date)
}

const placeOf = ({ text, segments, paragraphs }: LocatedText): AnchorPlace => ({
  text,
  segments: segments.map(({ textStart, textEnd, xmlStart, xmlEnd }) => ({ start: textStart, end: textEnd, xmlStart, xmlEnd })),
  paragraphs: paragraphs.map((one) => one.xmlStart),
})

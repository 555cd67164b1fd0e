import type { AnnualReport, PartNumber, Passage } from '../model/annual-report.ts'
import { placeName, type Standing } from './place-of-span.ts'

/** A line of the draft's text with where it stands. */
export interface TextLine extends Standing {
  readonly text: string
  readonly part: PartNumber | null
}

export interface Sentence extends TextLine {
  /** Characters within the anchor's text. */
  readonly start: number
  readonly line: TextLine
}

/** The title's line and every body paragraph, in order. */
export function bodyLines(report: AnnualReport): readonly TextLine[] {
  const cached = BODIES.get(report)
  if (cached) return cached
  const title = report.title?.span
  const lines: TextLine[] = report.passages.map((passage) => ({ ...passage }))
  if (title && !lines.some((line) => line.anchor === title.anchor))
    lines.unshift({ anchor: title.anchor, text: title.text, part: 0, where: placeName('title') })
  BODIES.set(report, lines)
  return lines
}
const BODIES = new WeakMap<AnnualReport, readonly TextLine[]>()

/** Everything that a reader of the file can see: body, cells of tables, page headers and footers, notes. */
export function allLines(report: AnnualReport): readonly TextLine[] {
  const cached = WHOLES.get(report)
  if (cached) return cached
  const parts = new Map(report.passages.map((passage) => [passage.anchor, passage]))
  const inBody = report.document.blocks.flatMap((block): TextLine[] => {
    if (block.kind === 'table')
      return block.cells
        .filter((cell) => cell.text.length > 1)
        .map((cell) => ({ anchor: cell.id, text: cell.text, part: null, where: placeName('in-cell') }))
    const passage = parts.get(block.id)
    return block.text.trim() ? [{ anchor: block.id, text: block.text, part: passage?.part ?? null, item: passage?.item }] : []
  })
  const lines = [...inBody, ...asideLines(report)]
  WHOLES.set(report, lines)
  return lines
}
const WHOLES = new WeakMap<AnnualReport, readonly TextLine[]>()

/** Page headers and footers, footnotes, text boxes, a web page's frame. */
export function asideLines(report: AnnualReport): readonly TextLine[] {
  return report.document.aside.map(({ kind, text }) => ({ anchor: '', text, part: null, where: placeName(`aside-${kind}`) }))
}

/** Lines of the given parts; all of the body where none are given. */
export function linesOfParts(report: AnnualReport, parts: readonly number[] | undefined): readonly TextLine[] {
  const lines = bodyLines(report)
  return parts ? lines.filter((line) => line.part !== null && parts.includes(line.part)) : lines
}

/** The paragraphs of a part without its heading; those under a heading that is none of the six count too. */
export function bodyOfPart(report: AnnualReport, part: number): readonly Passage[] {
  const headings = new Set(report.sections.filter((section) => section.part === part).map((section) => section.span.anchor))
  return report.passages.filter((passage) => passage.part === part && !headings.has(passage.anchor))
}

/** Lines in one string, a line each: a quick first look whether a pattern matches anywhere. */
export function joinLines(lines: readonly TextLine[]): string {
  const cached = JOINED.get(lines)
  if (cached !== undefined) return cached
  const text = lines.map((line) => line.text).join('\n')
  JOINED.set(lines, text)
  return text
}
const JOINED = new WeakMap<readonly TextLine[], string>()

/** A line cut at full stops, semicolons and line ends. */
export function sentencesOf(line: TextLine): readonly Sentence[] {
  const sentences: Sentence[] = []
  for (const match of line.text.matchAll(/[^。！？；;\n]{1,2000}[。！？；;\n]?/g))
    if (match[0].trim()) sentences.push({ ...line, text: match[0], start: match.index, line })
  return sentences
}

/** The sentences of several lines, in order. */
export function sentencesIn(lines: readonly TextLine[]): readonly Sentence[] {
  return lines.flatMap((line) => sentencesOf(line))
}

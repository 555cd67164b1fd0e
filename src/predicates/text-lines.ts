import { countWork } from '../language/count-work.ts'
import type { AnnualReport, PartNumber, Passage } from '../model/annual-report.ts'
import type { Table } from '../model/document.ts'
import { remember } from '../language/remember.ts'
import { squeezeText } from '../language/squeeze-text.ts'
import { placeName, type Standing } from './place.ts'

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
export const bodyLines = remember(({ title, passages }: AnnualReport): readonly TextLine[] => {
  if (!title || passages.some(({ anchor }) => anchor === title.span.anchor)) return passages
  return [{ anchor: title.span.anchor, text: title.span.text, part: 0, where: placeName('title') }, ...passages]
})

const passagesByAnchor = remember(({ passages }: AnnualReport): ReadonlyMap<string, Passage> => {
  countWork(passages.length)
  // Where pieces share an anchor, the first stands for it.
  return new Map(passages.toReversed().map((passage) => [passage.anchor, passage]))
})

/** The body paragraph with an anchor. */
export const passageAt = (report: AnnualReport, anchor: string | undefined): Passage | undefined =>
  anchor === undefined ? undefined : passagesByAnchor(report).get(anchor)

const linesByAnchor = remember((report: AnnualReport): ReadonlyMap<string, TextLine> => {
  countWork(report.passages.length)
  return new Map(
    bodyLines(report)
      .toReversed()
      .map((line) => [line.anchor, line]),
  )
})

/** The line of title and body with an anchor. */
export const lineAt = (report: AnnualReport, anchor: string): TextLine | undefined => linesByAnchor(report).get(anchor)

const textsByAnchor = remember(({ document }: AnnualReport): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>()
  for (const block of document.blocks)
    for (const { id, text } of block.kind === 'table' ? block.cells : [block]) if (!texts.has(id)) texts.set(id, text)
  countWork(texts.size)
  return texts
})

/** The text of the paragraph or cell with an anchor. */
export const textAt = (report: AnnualReport, anchor: string): string | undefined => textsByAnchor(report).get(anchor)

/** Everything that a reader of the file can see: body, cells of tables, page headers and footers, notes. */
export const allLines = remember((report: AnnualReport): readonly TextLine[] => {
  const passages = new Map(report.passages.map((passage) => [passage.anchor, passage]))
  const inBody = report.document.blocks.flatMap((block): TextLine[] => {
    if (block.kind === 'table') return wordsOf(block)
    const passage = passages.get(block.id)
    return block.text.trim() ? [{ anchor: block.id, text: block.text, part: passage?.part ?? null, item: passage?.item }] : []
  })
  return [...inBody, ...asideLines(report)]
})

/** Cells of tables that hold words; words in a figure's place are told with the figures. */
export const cellLines = remember((report: AnnualReport): readonly TextLine[] => {
  const odd = new Set(
    Object.values(report.tables).flatMap(({ cells }) =>
      [...cells.values()].flatMap((cell) => (cell.state === 'not-a-number' ? [cell.anchor] : [])),
    ),
  )
  return report.document.blocks.flatMap((block): TextLine[] =>
    block.kind === 'table' ? wordsOf(block).filter(({ anchor }) => !odd.has(anchor)) : [],
  )
})

const wordsOf = ({ cells }: Table): TextLine[] =>
  cells.filter(({ text }) => text.length > 1).map(({ id, text }) => ({ anchor: id, text, part: null, where: placeName('in-cell') }))

/** Page headers and footers, footnotes, text boxes, a web page's frame. */
export const asideLines = ({ document }: AnnualReport): readonly TextLine[] =>
  document.aside.map(({ kind, text }) => ({ anchor: '', text, part: null, where: placeName(`aside-${kind}`) }))

/** Lines of the given parts; all of the body where none are given. */
export function linesOfParts(report: AnnualReport, parts: readonly number[] | undefined): readonly TextLine[] {
  const lines = bodyLines(report)
  return parts ? lines.filter(({ part }) => part !== null && parts.includes(part)) : lines
}

/** The paragraphs of a part without its heading; those under a heading that is none of the six count too. */
export function bodyOfPart({ sections, passages }: AnnualReport, part: number): readonly Passage[] {
  const headings = new Set(sections.filter((section) => section.part === part).map(({ span }) => span.anchor))
  return passages.filter((passage) => passage.part === part && !headings.has(passage.anchor))
}

/** Lines in one string, a line each: a quick first look whether a pattern matches anywhere. */
export const joinLines = remember((lines: readonly TextLine[]): string => lines.map(({ text }) => text).join('\n'))

/** A line cut at full stops, semicolons and line ends. */
export const sentencesOf = remember((line: TextLine): readonly Sentence[] =>
  [...counted(line.text).matchAll(/[^。！？；;\n]{1,2000}[。！？；;\n]?/g)]
    .filter(([text]) => text.trim())
    .map(({ 0: text, index }) => ({ ...line, text, start: index, line })),
)

/** A line or sentence without blanks; rules that read it so share it. */
export const squeezedText = remember(({ anchor, text }: Pick<TextLine, 'anchor' | 'text'>) => squeezeText(anchor, text))

function counted(text: string): string {
  countWork(text.length)
  return text
}

/** The sentences of several lines, in order. */
export const sentencesIn = (lines: readonly TextLine[]): readonly Sentence[] => lines.flatMap((line) => sentencesOf(line))

/** A shorter text in front of part one is a title or a date; lines without a stop are those of the page around it. */
const SHORTEST_PREAMBLE = 40
const STOP = /[。；;．]/

/** Whether nothing was written in front of part one. Such a text is cut or converted more often than written so. */
export const lacksPreamble = ({ preamble }: AnnualReport): boolean =>
  !preamble.some(({ text }) => text.length >= SHORTEST_PREAMBLE && STOP.test(text))

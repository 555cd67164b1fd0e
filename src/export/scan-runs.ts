import { SaxesParser } from 'saxes'
import { AppError } from '../model/app-error.ts'

const WORD = new Set(['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'http://purl.oclc.org/ooxml/wordprocessingml/main'])

/** One child element of a run; for w:t also where its characters stand. */
export interface RunPart {
  /** Local name: t, tab, br, fldChar … */
  readonly name: string
  readonly start: number
  readonly end: number
  readonly text: { readonly start: number; readonly end: number } | null
}

/** A run of a paragraph, by raw offsets in the XML. */
export interface Run {
  readonly start: number
  readonly end: number
  /** `<w:r …>` as written. */
  readonly open: string
  /** `<w:rPr>…</w:rPr>` as written, or empty. */
  readonly properties: string
  readonly parts: readonly RunPart[]
  /** The tracked insertion that the run is a direct child of. */
  readonly insertion: string | null
  /** It stands deeper in a tracked change, where no further change may be put around it. */
  readonly tracked: boolean
}

export interface ParagraphScan {
  readonly start: number
  readonly end: number
  /** Behind the paragraph's properties, in front of its first content; equal to `end` for `<w:p/>`. */
  readonly bodyStart: number
  /** In front of `</w:p>`. */
  readonly bodyEnd: number
  /** `<w:p …/>`: must be opened before anything can be put into it. */
  readonly selfClosed: boolean
}

export interface RunScan {
  /** `w`, or whatever the file calls WordprocessingML; empty for the default namespace. */
  readonly prefix: string
  readonly namespace: string
  /** In order of their starts, none inside another. */
  readonly runs: readonly Run[]
  readonly paragraphs: ReadonlyMap<number, ParagraphScan>
  /** Values of all w:id attributes: comments, bookmarks and changes share them. */
  readonly ids: ReadonlySet<string>
}

interface Open {
  readonly name: string
  readonly start: number
  readonly contentStart: number
  run?: { open: string; properties: string; parts: RunPart[]; insertion: string | null; tracked: boolean }
  bodyStart?: number
}

/**
 * Finds the runs and paragraphs of document.xml by raw offset, so that text can be spliced in without touching the rest.
 * @throws AppError unreadable where the XML is not well-formed or not WordprocessingML
 */
export function scanRuns(xml: string): RunScan {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const runs: Run[] = []
  const paragraphs = new Map<number, ParagraphScan>()
  const ids = new Set<string>()
  const stack: Open[] = []
  let root: { prefix: string; namespace: string } | null = null

  parser.on('error', (error) => {
    throw new AppError('unreadable', `document.xml: ${error.message.slice(0, 80)}`)
  })
  parser.on('opentag', (tag) => {
    root ??= WORD.has(tag.uri) ? { prefix: tag.prefix, namespace: tag.uri } : null
    const start = xml.lastIndexOf('<', parser.position - 1)
    const word = WORD.has(tag.uri)
    const name = word ? tag.local : `other:${tag.local}`
    for (const attribute of Object.values(tag.attributes)) if (attribute.local === 'id' && WORD.has(attribute.uri)) ids.add(attribute.value)
    const open: Open = { name, start, contentStart: parser.position }
    // A run within a run (ruby, a text box) is part of the outer one.
    if (name === 'r' && !stack.some((one) => one.run)) open.run = openRun(stack, xml.slice(start, parser.position), xml)
    stack.push(open)
  })
  parser.on('closetag', (tag) => {
    const open = stack.pop()
    if (!open) return
    const end = parser.position
    const parent = stack.at(-1)
    if (open.name === 'p') paragraphs.set(open.start, closeParagraph(open, end, tag.isSelfClosing, xml))
    if (open.name === 'pPr' && parent?.name === 'p') parent.bodyStart = end
    if (open.run) runs.push({ start: open.start, end, ...open.run })
    if (parent?.run) addPart(parent.run, open, end, tag.isSelfClosing, xml)
  })
  parser.write(xml).close()
  if (!root) throw new AppError('unreadable', 'document.xml is not WordprocessingML')
  runs.sort((a, b) => a.start - b.start)
  return { ...(root as { prefix: string; namespace: string }), runs, paragraphs, ids }
}

function openRun(stack: readonly Open[], open: string, xml: string): NonNullable<Open['run']> {
  const paragraph = stack.findLastIndex((one) => one.name === 'p')
  const above = stack.slice(paragraph + 1)
  const parent = above.at(-1)
  const inserted = parent?.name === 'ins' ? xml.slice(parent.start, parent.contentStart) : null
  const around = inserted ? above.slice(0, -1) : above
  return {
    open,
    properties: '',
    parts: [],
    insertion: inserted,
    tracked: around.some((one) => ['ins', 'del', 'moveTo', 'moveFrom'].includes(one.name)),
  }
}

function closeParagraph(open: Open, end: number, selfClosed: boolean, xml: string): ParagraphScan {
  const bodyEnd = selfClosed ? end : xml.lastIndexOf('<', end - 1)
  return { start: open.start, end, bodyStart: open.bodyStart ?? open.contentStart, bodyEnd, selfClosed }
}

function addPart(run: NonNullable<Open['run']>, open: Open, end: number, selfClosed: boolean, xml: string): void {
  if (open.name === 'rPr') {
    run.properties = xml.slice(open.start, end)
    return
  }
  const text = open.name === 't' && !selfClosed ? { start: open.contentStart, end: xml.lastIndexOf('<', end - 1) } : null
  run.parts.push({ name: open.name, start: open.start, end, text })
}

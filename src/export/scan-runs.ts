import { WORD_NAMESPACES } from '../extract/docx/word-namespaces.ts'
import { defaultLimits, type Limits } from '../extract/limits.ts'
import { scanXml } from '../extract/scan-xml.ts'
import type { XmlElement } from '../extract/xml-tag.ts'
import { AppError } from '../model/app-error.ts'

/** One child element of a run; for w:t also the place of its characters. */
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
  /** It is deeper in a tracked change, where no further change may be put around it. */
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

type Root = Pick<RunScan, 'prefix' | 'namespace'>

interface Open {
  /** Local name of an element of WordprocessingML; any other has a colon in it. */
  readonly name: string
  readonly start: number
  readonly contentStart: number
  run?: Omit<Run, 'start' | 'end' | 'properties' | 'parts'> & { properties: string; parts: RunPart[] }
  bodyStart?: number
}

/**
 * Finds the runs and paragraphs of document.xml by raw offset, so that text can be spliced in without touching the rest.
 * @throws Unreadable where the XML is not well-formed; AppError unreadable where it is not WordprocessingML
 */
export function scanRuns(xml: string, limits: Limits = defaultLimits): RunScan {
  const runs: Run[] = []
  const paragraphs = new Map<number, ParagraphScan>()
  const ids = new Set<string>()
  const stack: Open[] = []
  let root: Root | null = null
  const open = (element: XmlElement): void => {
    const { name, attributes, start, end } = element
    root ??= rootOf(xml, element)
    for (const key in attributes) if (key.endsWith(':id')) ids.add(attributes[key] ?? '')
    const opened: Open = { name: name.startsWith('w:') ? name.slice(2) : `other:${name}`, start, contentStart: end }
    // A run within a run (ruby, a text box) is part of the outer one.
    if (opened.name === 'r' && !stack.some((one) => one.run)) opened.run = openRun(stack, xml.slice(start, end), xml)
    stack.push(opened)
  }
  const close = (_: string, bodyEnd: number, end: number): void => {
    const closed = stack.pop()
    if (!closed) return
    const parent = stack.at(-1)
    const { name, start, contentStart, run, bodyStart = contentStart } = closed
    if (name === 'p') paragraphs.set(start, { start, end, bodyStart, bodyEnd, selfClosed: bodyEnd === end })
    if (name === 'pPr' && parent?.name === 'p') parent.bodyStart = end
    if (run) runs.push({ start, end, ...run })
    if (parent?.run) addPart(parent.run, closed, bodyEnd, end, xml)
  }
  scanXml(xml, { w: WORD_NAMESPACES.w }, { open, close }, limits)
  if (!root) throw new AppError('unreadable', 'document.xml is not WordprocessingML')
  runs.sort((a, b) => a.start - b.start)
  return { ...(root as Root), runs, paragraphs, ids }
}

/** What the root element calls WordprocessingML; null where it belongs to another namespace. */
function rootOf(xml: string, { name, start, attributes }: XmlElement): Root | null {
  if (!name.startsWith('w:')) return null
  const prefix = /^<([^:\s/>]+):/.exec(xml.slice(start, start + 200))?.[1] ?? ''
  return { prefix, namespace: attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`] ?? '' }
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

function addPart(run: NonNullable<Open['run']>, { name, start, contentStart }: Open, bodyEnd: number, end: number, xml: string): void {
  if (name === 'rPr') run.properties = xml.slice(start, end)
  else run.parts.push({ name, start, end, text: name === 't' && bodyEnd < end ? { start: contentStart, end: bodyEnd } : null })
}

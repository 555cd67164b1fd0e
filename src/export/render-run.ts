import type { Run, RunPart } from './scan-runs.ts'
import { xmlText } from './xml-text.ts'

/** Something to put between characters: in front of the one that starts at `at`, or behind the one that ends there. */
export interface Cut {
  readonly at: number
  readonly side: 'start' | 'end'
  readonly xml: string
}

/** A tracked change: the XML [from, to) is struck out and `after` put behind it. */
export interface Change {
  readonly from: number
  readonly to: number
  readonly after: string
}

/** Names and attributes that depend on the file and the moment. */
export interface Marking {
  /** `w:` */
  readonly w: string
  /** `w:author="…" w:date="…"` */
  readonly who: string
  readonly nextId: () => string
}

interface Atom {
  readonly from: number
  readonly to: number
  /** The element with its text as it stays, and as it is when struck out. */
  readonly xml: string
  readonly struck: string
}

/**
 * Writes a run anew: cut at the places asked for, its properties on every piece, what is deleted inside a tracked
 * deletion and the new words in a tracked insertion behind it.
 */
export function renderRun(xml: string, run: Run, cuts: readonly Cut[], changes: readonly Change[], marking: Marking): string {
  const points = [...cuts.map((cut) => cut.at), ...changes.flatMap((change) => [change.from, change.to])]
  const atoms = run.parts.flatMap((part) => splitPart(xml, part, points, marking.w))
  const close = `</${marking.w}r>`
  let out = ''
  let piece = ''
  let deleting: Change | undefined
  const flush = () => {
    const whole = piece ? `${run.open}${run.properties}${piece}${close}` : ''
    out += deleting && whole ? tracked('del', whole, marking) : whole
    piece = ''
  }
  for (const atom of atoms) {
    const change = changes.find((one) => atom.from >= one.from && atom.to <= one.to)
    const before = cuts.filter((cut) => cut.side === 'start' && cut.at >= atom.from && cut.at < atom.to)
    if (before.length || change !== deleting) flush()
    deleting = change
    out += before.map((cut) => cut.xml).join('')
    piece += change ? atom.struck : atom.xml
    const after = cuts.filter((cut) => cut.side === 'end' && cut.at > atom.from && cut.at <= atom.to)
    const last = change && atom.to >= change.to
    if (!after.length && !last) continue
    flush()
    if (last) out += insertion(run, change.after, marking)
    out += after.map((cut) => cut.xml).join('')
  }
  flush()
  return out
}

function splitPart(xml: string, part: RunPart, points: readonly number[], w: string): Atom[] {
  const whole = xml.slice(part.start, part.end)
  if (!part.text) return [{ from: part.start, to: part.end, xml: whole, struck: whole }]
  const { start, end } = part.text
  const inner = [...new Set(points.filter((at) => at > start && at < end))].sort((a, b) => a - b)
  const edges = [start, ...inner, end]
  return edges.slice(1).map((to, index) => {
    const from = edges[index] ?? start
    const text = xml.slice(from, to)
    const kept = inner.length ? element(w, 't', text) : whole
    return { from, to, xml: kept, struck: element(w, 'delText', text) }
  })
}

const element = (w: string, name: string, text: string): string => `<${w}${name} xml:space="preserve">${text}</${w}${name}>`

const tracked = (kind: 'ins' | 'del', xml: string, { w, who, nextId }: Marking): string =>
  `<${w}${kind} ${w}id="${nextId()}" ${who}>${xml}</${w}${kind}>`

/** Another author's insertion is closed around ours: Word knows no insertion within an insertion. */
function insertion(run: Run, after: string, marking: Marking): string {
  if (!after) return ''
  const { w } = marking
  const ours = tracked('ins', `${run.open}${run.properties}${element(w, 't', xmlText(after))}</${w}r>`, marking)
  if (run.insertion === null) return ours
  return `</${w}ins>${ours}${run.insertion.replace(/(\bid\s*=\s*)(?:"[^"]*"|'[^']*')/, (_, name: string) => `${name}"${marking.nextId()}"`)}`
}

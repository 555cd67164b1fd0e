import type { Limits } from '../limits.ts'
import { scanXml } from '../scan-xml.ts'
import { attribute } from '../xml-names.ts'
import type { XmlElement } from '../xml-tag.ts'
import { changeLook, groundOf, lookOver, saysLook, toggledOver, type Look } from './run-look.ts'
import { WORD_NAMESPACES } from './word-namespaces.ts'

interface Style {
  readonly id: string
  name: string
  basedOn: string | undefined
  /** From 0; 9 and more is body text. */
  outline: number | undefined
  numId: string | undefined
  level: number | undefined
  look: Look
  /** A table style that colours cells: what is behind a run cannot be told. */
  shades: boolean
}

export interface Styles {
  /** A style with what it takes over from those it is based on. */
  find(id: string | undefined): Style | undefined
  /** How a run looks before it says anything itself: by the styles of its table, paragraph and characters. */
  look(ids: { readonly table: string | undefined; readonly paragraph: string | undefined; readonly character?: string }): Look
}

const READ = new Set(['w:style', 'w:name', 'w:basedOn', 'w:outlineLvl', 'w:numId', 'w:ilvl'])

/** Reads what numbering, headings and the look of text need of styles.xml. */
// Long: one scan, whose handlers share what is open.
export function readStyles(xml: string | undefined, limits: Limits): Styles {
  const own = new Map<string, Style>()
  let defaultParagraph: string | undefined
  let defaults: Look = {}
  let style: Style | null = null
  const path: string[] = []
  const open = ({ name, attributes }: XmlElement) => {
    const value = attribute(attributes, 'val')
    if (name === 'w:style') {
      const id = attribute(attributes, 'styleId') ?? ''
      style = { id, name: '', basedOn: undefined, outline: undefined, numId: undefined, level: undefined, look: {}, shades: false }
      own.set(id, style)
      if (attribute(attributes, 'type') === 'paragraph' && /^(1|true|on)$/.test(attribute(attributes, 'default') ?? ''))
        defaultParagraph = id
    } else if (style) {
      if (name === 'w:shd' && path.at(-2) !== 'w:rPr' && groundOf(attributes) !== undefined) style.shades = true
      // A table style's formatting of its first row and such is not the style's own.
      if (path.includes('w:tblStylePr')) return
      if (name === 'w:name') style.name = (value ?? '').toLowerCase()
      else if (name === 'w:basedOn') style.basedOn = value
      else if (name === 'w:outlineLvl') style.outline = Number(value)
      else if (name === 'w:numId') style.numId = value
      else if (name === 'w:ilvl') style.level = Number(value)
      else if (path.at(-2) === 'w:rPr' || name === 'w:shd') changeLook(style.look, name, attributes)
    } else if (path.includes('w:rPrDefault')) changeLook(defaults, name, attributes)
  }
  const openElement = (element: XmlElement) => {
    path.push(element.name)
    // Most elements of the part say nothing that is read: their attributes need not be put together.
    if (READ.has(element.name) || saysLook(element.name)) open(element)
  }
  const close = (name: string) => {
    path.pop()
    if (name === 'w:style') style = null
  }
  if (xml !== undefined) scanXml(xml, WORD_NAMESPACES, { open: openElement, close }, limits)
  const known = new Map<string, Style>()
  const find = (id: string | undefined) => inherit(id ?? defaultParagraph, own, known)
  return { find, look: lookFinder(find, defaults) }
}

/** Looks by the styles that they come from, each put together once. */
function lookFinder(find: Styles['find'], defaults: Look): Styles['look'] {
  const known = new Map<string, Look>()
  return ({ table, paragraph, character }) => {
    const key = `${table ?? ''}\n${paragraph ?? ''}\n${character ?? ''}`
    let look = known.get(key)
    if (!look) {
      const tableLook = table === undefined ? {} : (find(table)?.look ?? {})
      look = toggledOver(find(paragraph)?.look ?? {}, lookOver(tableLook, defaults))
      if (character !== undefined) look = toggledOver(find(character)?.look ?? {}, look)
      if (known.size < 2_000) known.set(key, look)
    }
    return look
  }
}

function inherit(id: string | undefined, own: ReadonlyMap<string, Style>, known: Map<string, Style>): Style | undefined {
  const style = id === undefined ? undefined : own.get(id)
  const cached = style && known.get(style.id)
  if (!style || cached) return cached
  const merged = { ...style }
  const seen = new Set<Style>()
  for (let next: Style | undefined = style; next && !seen.has(next); next = baseOf(next, own)) {
    seen.add(next)
    merged.outline ??= next.outline
    merged.level ??= next.level
    merged.numId ??= next.numId
    merged.look = lookOver(merged.look, next.look)
    merged.shades ||= next.shades
  }
  known.set(style.id, merged)
  return merged
}

const baseOf = ({ basedOn }: Style, own: ReadonlyMap<string, Style>): Style | undefined =>
  basedOn === undefined ? undefined : own.get(basedOn)

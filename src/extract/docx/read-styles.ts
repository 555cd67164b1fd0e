import type { Limits } from '../limits.ts'
import { scanXml } from '../scan-xml.ts'
import { attribute } from '../xml-names.ts'
import { WORD_NAMESPACES } from './word-namespaces.ts'

interface Style {
  readonly id: string
  name: string
  basedOn: string | undefined
  /** From 0; 9 and more is body text. */
  outline: number | undefined
  numId: string | undefined
  level: number | undefined
  hidden: boolean
}

export interface Styles {
  /** A style with what it takes over from those it is based on. */
  find(id: string | undefined): Style | undefined
}

/** Reads what numbering, headings and hidden text need of styles.xml. */
export function readStyles(xml: string | undefined, limits: Limits): Styles {
  const own = new Map<string, Style>()
  let defaultParagraph: string | undefined
  let style: Style | null = null
  const path: string[] = []
  const open = (name: string, attributes: Readonly<Record<string, string>>) => {
    path.push(name)
    const value = attribute(attributes, 'val')
    if (name === 'w:style') {
      const id = attribute(attributes, 'styleId') ?? ''
      style = { id, name: '', basedOn: undefined, outline: undefined, numId: undefined, level: undefined, hidden: false }
      own.set(id, style)
      if (attribute(attributes, 'type') === 'paragraph' && /^(1|true|on)$/.test(attribute(attributes, 'default') ?? ''))
        defaultParagraph = id
    } else if (style) {
      // A table style's formatting of its first row and such is not the style's own.
      if (path.includes('w:tblStylePr')) return
      if (name === 'w:name') style.name = (value ?? '').toLowerCase()
      else if (name === 'w:basedOn') style.basedOn = value
      else if (name === 'w:outlineLvl') style.outline = Number(value)
      else if (name === 'w:numId') style.numId = value
      else if (name === 'w:ilvl') style.level = Number(value)
      else if (name === 'w:vanish') style.hidden = !/^(0|false|off)$/.test(value ?? '')
    }
  }
  const close = (name: string) => {
    path.pop()
    if (name === 'w:style') style = null
  }
  if (xml !== undefined) scanXml(xml, WORD_NAMESPACES, { open: (element) => open(element.name, element.attributes), close }, limits)
  const known = new Map<string, Style>()
  return { find: (id) => inherit(id ?? defaultParagraph, own, known) }
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
    merged.hidden ||= next.hidden
  }
  known.set(style.id, merged)
  return merged
}

const baseOf = ({ basedOn }: Style, own: ReadonlyMap<string, Style>): Style | undefined =>
  basedOn === undefined ? undefined : own.get(basedOn)

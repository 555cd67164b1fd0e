import type { Limits } from '../limits.ts'
import { scanXml } from '../scan-xml.ts'
import { attribute } from '../xml-names.ts'
import type { XmlElement } from '../xml-tag.ts'
import { WORD_NAMESPACES } from './word-namespaces.ts'

export interface ListLevel {
  start: number
  format: string
  /** `第%1条`, `%1.%2`: %n is the number of level n, from 1. */
  text: string
  suffix: string
  /** All numbers in decimal, whatever their own levels say. */
  legal: boolean
  /** Starts anew after this level (from 1); 0 never; undefined after every higher one. */
  restart: number | undefined
  paragraphStyle: string | undefined
}

export interface List {
  /** The abstract list, which several lists count together. */
  readonly counters: string
  readonly levels: ReadonlyMap<number, ListLevel>
  /** Levels where this list starts from a number of its own. */
  readonly starts: ReadonlyMap<number, number>
}

interface AbstractList {
  readonly levels: Map<number, ListLevel>
  numStyleLink: string | undefined
  styleLink: string | undefined
}

type NumberedList = { abstract: string; readonly overrides: Map<number, ListLevel>; readonly starts: Map<number, number> }

/** Reads numbering.xml: lists by their numId, links to list styles resolved. */
export function readNumbering(xml: string | undefined, limits: Limits): ReadonlyMap<string, List> {
  if (xml === undefined) return new Map()
  const scan = new NumberingScan()
  scanXml(xml, WORD_NAMESPACES, { open: (element) => scan.open(element), close: (name) => scan.close(name) }, limits)
  return scan.lists()
}

class NumberingScan {
  readonly #abstracts = new Map<string, AbstractList>()
  readonly #lists = new Map<string, NumberedList>()
  #abstract: AbstractList | null = null
  #list: NumberedList | null = null
  #override = 0
  #level: ListLevel | null = null

  open({ name, attributes }: XmlElement): void {
    const value = attribute(attributes, 'val')
    const abstract = this.#abstract
    if (name === 'w:abstractNum') {
      this.#abstract = { levels: new Map(), numStyleLink: undefined, styleLink: undefined }
      this.#abstracts.set(attribute(attributes, 'abstractNumId') ?? '', this.#abstract)
    } else if (name === 'w:num') {
      this.#list = { abstract: '', overrides: new Map(), starts: new Map() }
      this.#lists.set(attribute(attributes, 'numId') ?? '', this.#list)
    } else if (name === 'w:lvl') {
      this.#level = { start: 1, format: 'decimal', text: '', suffix: 'tab', legal: false, restart: undefined, paragraphStyle: undefined }
      if (abstract) abstract.levels.set(Number(attribute(attributes, 'ilvl') ?? 0), this.#level)
      else this.#list?.overrides.set(this.#override, this.#level)
    } else if (name === 'w:lvlOverride') this.#override = Number(attribute(attributes, 'ilvl') ?? 0)
    else if (name === 'w:startOverride') this.#list?.starts.set(this.#override, whole(value, 1))
    else if (name === 'w:abstractNumId' && this.#list) this.#list.abstract = value ?? ''
    else if (name === 'w:numStyleLink' && abstract) abstract.numStyleLink = value
    else if (name === 'w:styleLink' && abstract) abstract.styleLink = value
    else if (this.#level) setLevel(this.#level, name, value)
  }

  close(name: string): void {
    if (name === 'w:abstractNum') this.#abstract = null
    else if (name === 'w:num') this.#list = null
    else if (name === 'w:lvl') this.#level = null
  }

  lists(): ReadonlyMap<string, List> {
    const lists = new Map<string, List>()
    for (const [id, { abstract, overrides, starts }] of this.#lists) {
      const key = this.#resolve(abstract)
      const levels = new Map([...(this.#abstracts.get(key)?.levels ?? []), ...overrides])
      lists.set(id, { counters: key, levels, starts })
    }
    return lists
  }

  /** An abstract list may only point at a list style, which is defined by another one. */
  #resolve(abstract: string): string {
    const link = this.#abstracts.get(abstract)?.numStyleLink
    const found = link === undefined ? undefined : [...this.#abstracts].find(([, other]) => other.styleLink === link)
    return found?.[0] ?? abstract
  }
}

function setLevel(level: ListLevel, name: string, value: string | undefined): void {
  if (name === 'w:start') level.start = whole(value, 1)
  else if (name === 'w:numFmt') level.format = value ?? 'decimal'
  else if (name === 'w:lvlText') level.text = value ?? ''
  else if (name === 'w:suff') level.suffix = value ?? 'tab'
  else if (name === 'w:isLgl') level.legal = !/^(0|false|off)$/.test(value ?? '')
  else if (name === 'w:lvlRestart') level.restart = whole(value, 0)
  else if (name === 'w:pStyle') level.paragraphStyle = value
}

function whole(value: string | undefined, otherwise: number): number {
  const number = Number.parseInt(value ?? '', 10)
  return Number.isFinite(number) && number >= 0 && number < 1_000_000 ? number : otherwise
}

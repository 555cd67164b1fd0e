import { formatOfSample, listNumber } from '../../language/list-number.ts'
import { attribute } from '../xml-names.ts'
import { findAll, type XmlNode } from '../xml-tree.ts'

interface OdfLevel {
  readonly format: string
  readonly prefix: string
  readonly suffix: string
  /** `第%1%条`: LibreOffice's own way, before prefix and suffix. */
  readonly pattern: string | undefined
  readonly start: number
  /** How many levels are written: 2 gives 1.2. */
  readonly shown: number
}

/** Counts of one list, by level from 0. */
export type Counts = (number | undefined)[]

export interface OdfLists {
  /** Counts the next item of a level (from 0) and writes its number, empty where the level has none. */
  next(style: string, level: number, counts: Counts, startAt?: number): string
  /** The style that numbers headings by their outline. */
  readonly outline: string | undefined
}

/** @param trees content.xml and styles.xml: list styles are in both */
export function readOdfLists(trees: readonly XmlNode[]): OdfLists {
  const styles = new Map<string, Map<number, OdfLevel>>()
  let outline: string | undefined
  for (const tree of trees) {
    for (const style of findAll(tree, 'text:list-style', 'text:outline-style')) {
      const name = style.name === 'text:outline-style' ? '\u0000outline' : (attribute(style.attributes, 'name') ?? '')
      if (style.name === 'text:outline-style') outline = name
      if (!styles.has(name)) styles.set(name, levelsOf(style))
    }
  }
  return { outline, next: (style, level, counts, startAt) => next(styles.get(style), level, counts, startAt) }
}

function levelsOf(style: XmlNode): Map<number, OdfLevel> {
  const levels = new Map<number, OdfLevel>()
  for (const node of style.children) {
    if (typeof node === 'string' || !/^text:(list-level-style-number|outline-level-style)$/.test(node.name)) continue
    const of = (name: string) => attribute(node.attributes, name)
    const first = of('num-format') ?? ''
    levels.set(Number(of('level') ?? 1) - 1, {
      format: formatOfSample(first),
      prefix: of('num-prefix') ?? '',
      suffix: of('num-suffix') ?? '',
      pattern: of('num-list-format'),
      start: Number(of('start-value') ?? 1),
      shown: Number(of('display-levels') ?? 1),
    })
  }
  return levels
}

function next(levels: ReadonlyMap<number, OdfLevel> | undefined, depth: number, counts: Counts, startAt?: number): string {
  const level = levels?.get(depth)
  if (!levels || !level) return ''
  const before = counts[depth]
  counts[depth] = startAt ?? (before === undefined ? level.start : before + 1)
  counts.length = depth + 1
  if (level.format === 'none') return ''
  const numberAt = (at: number) => {
    const its = levels.get(at)
    return its ? listNumber(counts[at] ?? its.start, its.format) : ''
  }
  const text =
    level.pattern === undefined
      ? level.prefix +
        Array.from({ length: Math.min(level.shown, depth + 1) }, (_, index) =>
          numberAt(depth - Math.min(level.shown, depth + 1) + 1 + index),
        ).join('.') +
        level.suffix
      : level.pattern.replace(/%(\d+)%/g, (_, digit: string) => numberAt(Number(digit) - 1))
  return /[\p{L}\p{N}]$/u.test(text) ? `${text} ` : text
}

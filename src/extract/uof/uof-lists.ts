import { listNumber } from '../../language/list-number.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'
import { childOf, countOf, valueOf } from './uof-tree.ts'

interface ListLevel {
  readonly format: string
  /** `第%1条`: %n is the number of level n, from 1. */
  readonly pattern: string
  readonly start: number
}

const MOST_LEVELS = 9

/** Counts the automatic numbers of a document. */
export class UofLists {
  readonly #lists: ReadonlyMap<string, ReadonlyMap<number, ListLevel>>
  readonly #counts = new Map<string, (number | undefined)[]>()

  constructor(trees: readonly XmlNode[]) {
    const lists = trees.flatMap((tree) => findAll(tree, 'list'))
    this.#lists = new Map(lists.map((list) => [list.attributes['id'] ?? '', levelsOf(list)]))
  }

  /** The number in front of a paragraph with this numbering; empty where it has none. */
  next(numbering: XmlNode | undefined): string {
    const id = numbering?.attributes['list-id'] ?? ''
    const levels = this.#lists.get(id)
    const depth = Number(numbering?.attributes['level'] ?? 1)
    const level = levels?.get(depth)
    if (!levels || !level) return ''
    const counts = this.#counts.get(id) ?? []
    this.#counts.set(id, counts)
    const before = counts[depth]
    const restarts = numbering?.attributes['restart'] === 'true'
    counts[depth] = before === undefined || restarts ? (countIn(numbering) ?? level.start) : before + 1
    counts.length = depth + 1
    const text = level.pattern.replace(/%([1-9])/g, (_, digit: string) => {
      const its = levels.get(Number(digit))
      return its ? listNumber(counts[Number(digit)] ?? its.start, its.format) : ''
    })
    return /[\p{L}\p{N}]$/u.test(text) ? `${text} ` : text
  }
}

const countIn = (numbering: XmlNode | undefined): number | undefined => {
  const value = Number(numbering?.attributes['start-number'])
  return Number.isInteger(value) && value > 0 ? value : undefined
}

function levelsOf(list: XmlNode): ReadonlyMap<number, ListLevel> {
  const levels = new Map<number, ListLevel>()
  for (const node of findAll(list, 'list-level')) {
    const depth = Number(node.attributes['level'])
    const pattern = childOf(node, 'number-pattern')
    if (!Number.isInteger(depth) || depth < 0 || depth > MOST_LEVELS || !pattern || childOf(node, 'bullet')) continue
    levels.set(depth, {
      format: wordFormat(valueOf(childOf(node, 'number-format')) ?? ''),
      pattern: textBelow(pattern),
      start: countOf(childOf(node, 'start-number')) ?? 1,
    })
  }
  return levels
}

/** `chinese-counting` is Word's chineseCounting. */
const wordFormat = (format: string): string => format.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

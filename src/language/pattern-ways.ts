import { shareCharacters } from './character-ranges.ts'
import type { PatternNode } from './pattern-tree.ts'

type Repeat = PatternNode & { readonly kind: 'repeat' }

/**
 * How many ways a pattern may try at one place of a text before it gives up, by its bounded repeats: those that may
 * share out the same characters among them multiply; the end of a run is told where what follows begins otherwise. A
 * bound of the order, not the number.
 * @param most what is few enough not to be looked at further
 * @returns Infinity for a repeat that may share out its own characters: one within another, or of words that go on as
 * others begin
 */
export function waysOf(pattern: PatternNode, most: number): number {
  const rough = countRoughly(pattern)
  return rough <= most ? rough : count(pattern, [])
}

/** The same without looking at characters, which most patterns are small enough for: every two repeats may share. */
function countRoughly(node: PatternNode): number {
  if (node.kind === 'one' || node.kind === 'edge') return 1
  if (node.kind === 'look') return countRoughly(node.inner)
  if (node.kind === 'row') return node.items.reduce((ways, item) => ways * countRoughly(item), 1)
  if (node.kind === 'choice') return node.ways.reduce((most, way) => Math.max(most, countRoughly(way)), 1)
  const lengths = node.most - node.least + 1
  return node.inner.kind === 'one' || node.most === 1 ? lengths * countRoughly(node.inner) : Infinity
}

/** @param behind what follows the node, the nearest first */
function count(node: PatternNode, behind: readonly PatternNode[]): number {
  switch (node.kind) {
    case 'one':
    case 'edge':
      return 1
    case 'look':
      return count(node.inner, [])
    case 'choice':
      return node.ways.reduce((most, way) => Math.max(most, count(way, behind)), 1)
    case 'row':
      return countRow(node.items, behind)
    case 'repeat':
      return countRepeat(node, behind)
  }
}

/** What only looks is tried once for every way in front of it. */
function countRow(items: readonly PatternNode[], behind: readonly PatternNode[]): number {
  let ways = 1
  let looks = 0
  for (const [index, item] of items.entries()) {
    const own = count(item, [...items.slice(index + 1), ...behind])
    if (item.kind === 'look') looks += ways * (own - 1)
    else ways *= own
  }
  return ways + looks
}

function countRepeat({ inner, least, most }: Repeat, behind: readonly PatternNode[]): number {
  const lengths = most - least + 1
  if (inner.kind === 'one') return lengths === 1 || isTold([inner.source], behind) ? 1 : lengths
  const ways = count(inner, most > 1 ? [inner, ...behind] : behind)
  if (most > 1 && (ways > 1 || isAmbiguous(inner))) return most > 8 ? Infinity : Math.max(2, ways) ** most
  const first = firstOf(inner)
  return ways * (lengths === 1 || (first && !first.empty && isTold(first.sources, behind)) ? 1 : lengths)
}

/** Whether a repeated choice has a word of which another is the beginning, and whose rest begins as a word does. */
function isAmbiguous(node: PatternNode): boolean {
  const words = wordsOf(node)
  if (words === null) return true
  return words.some((word, at) =>
    words.some((longer, other) => {
      if (other === at || longer.length < word.length || word.some((one, index) => !shareCharacters(one, longer[index] ?? ''))) return false
      const next = longer[word.length]
      return next === undefined || words.some(([first]) => first !== undefined && shareCharacters(first, next))
    }),
  )
}

const MOST_WORDS = 400
const MOST_TIMES = 4

/** What a node may match, as rows of single characters; null where that is too much. */
function wordsOf(node: PatternNode): string[][] | null {
  if (node.kind === 'one') return [[node.source]]
  if (node.kind === 'edge' || node.kind === 'look') return [[]]
  if (node.kind === 'choice') return joinAll(node.ways.map(wordsOf))
  if (node.kind === 'row') return node.items.reduce<string[][] | null>((done, item) => cross(done, wordsOf(item)), [[]])
  if (node.most > MOST_TIMES) return null
  const once = wordsOf(node.inner)
  let all: string[][] | null = node.least === 0 ? [[]] : []
  let row: string[][] | null = [[]]
  for (let times = 1; times <= node.most; times++) {
    row = cross(row, once)
    if (times >= node.least) all = joinAll([all, row])
  }
  return all
}

const joinAll = (lists: readonly (string[][] | null)[]): string[][] | null =>
  lists.every((list) => list !== null) && lists.reduce((sum, list) => sum + list.length, 0) <= MOST_WORDS ? lists.flat() : null

function cross(a: string[][] | null, b: string[][] | null): string[][] | null {
  if (a === null || b === null || a.length * b.length > MOST_WORDS) return null
  return a.flatMap((head) => b.map((tail) => [...head, ...tail]))
}

/** Whether what must follow never begins as a repeat goes on, or nothing need follow at all: then its length is told. */
function isTold(sources: readonly string[], behind: readonly PatternNode[]): boolean {
  for (const node of behind) {
    // A run that could go on does not stand at the end.
    if (node.kind === 'edge' && node.end) return true
    const first = firstOf(node)
    if (first === null || first.sources.some((other) => sources.some((source) => shareCharacters(source, other)))) return false
    if (!first.empty) return true
  }
  return true
}

/** The characters that a node may begin with, and whether it may match nothing; null where that is not looked into. */
function firstOf(node: PatternNode): { readonly sources: readonly string[]; readonly empty: boolean } | null {
  if (node.kind === 'one') return { sources: [node.source], empty: false }
  if (node.kind === 'edge' || node.kind === 'look') return null
  if (node.kind === 'repeat') {
    const first = firstOf(node.inner)
    return first && { sources: first.sources, empty: first.empty || node.least === 0 }
  }
  const sources: string[] = []
  let empty = node.kind === 'row'
  for (const item of node.kind === 'row' ? node.items : node.ways) {
    const first = firstOf(item)
    if (first === null) return null
    sources.push(...first.sources)
    if (node.kind === 'row' && !first.empty) return { sources, empty: false }
    if (node.kind === 'choice') empty ||= first.empty
  }
  return { sources, empty }
}

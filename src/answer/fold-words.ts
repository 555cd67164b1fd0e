import type { Lexicon } from '../language/lexicon.ts'
import type { Vocabulary } from './knowledge.ts'
import { bareText, normaliseQuestion } from './normalise-question.ts'

/** Words by their first character, the longest first: finds the longest match without a pattern of thousands of words. */
type WordTable = ReadonlyMap<string, readonly string[]>

export function tableOf(words: Iterable<string>): WordTable {
  const table = new Map<string, string[]>()
  for (const word of new Set(words)) if (word) table.set(word[0] as string, [...(table.get(word[0] as string) ?? []), word])
  for (const list of table.values()) list.sort((a, b) => b.length - a.length)
  return table
}

export const longestAt = (table: WordTable, text: string, at: number): string | undefined =>
  table.get(text[at] as string)?.find((word) => text.startsWith(word, at))

/** Replaces every word by the first of its meaning, longest match first, and drops fillers. */
export function createFolder(vocabulary: Vocabulary, lexicon: Lexicon): (bare: string) => string {
  const target = new Map<string, string>()
  for (const filler of vocabulary.fillers) target.set(bareText(normaliseQuestion(lexicon, filler)), '')
  for (const [first, ...others] of vocabulary.same)
    for (const other of others) target.set(bareText(normaliseQuestion(lexicon, other)), first as string)
  for (const [first] of vocabulary.same) target.set(first as string, first as string)
  const table = tableOf(target.keys())
  return (bare) => {
    let folded = ''
    for (let at = 0; at < bare.length;) {
      const word = longestAt(table, bare, at)
      folded += word === undefined ? bare[at] : target.get(word)
      at += word?.length ?? 1
    }
    return folded
  }
}

/** Cuts texts into words: our own terms whole, the rest by Intl's segmenter. One call for all texts is much faster. */
export function createSegmenter(vocabulary: Vocabulary): (texts: readonly string[]) => string[][] {
  const table = tableOf([...vocabulary.terms, ...vocabulary.same.map(([first]) => first as string)])
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  return (texts) => {
    const words: string[][] = texts.map(() => [])
    const owners: number[] = []
    const rest: string[] = []
    texts.forEach((text, owner) => {
      let open = ''
      const close = () => {
        if (open) {
          owners.push(owner)
          rest.push(open)
        }
        open = ''
      }
      for (let at = 0; at < text.length;) {
        const term = longestAt(table, text, at)
        if (term === undefined) open += text[at++]
        else {
          close()
          words[owner]?.push(term)
          at += term.length
        }
      }
      close()
    })
    let piece = 0
    for (const { segment } of segmenter.segment(rest.join('\n'))) {
      if (segment === '\n') piece++
      else words[owners[piece] as number]?.push(segment)
    }
    return words
  }
}

import { readNumber } from '../language/chinese-numerals.ts'
import type { Lexicon } from '../language/lexicon.ts'

/** An article that a text cites, with its 款 and 项 as far as they are named. */
export interface Cited {
  readonly article: number
  readonly paragraph: number | null
  readonly item: number | null
  /** Where it begins; that of the first article where several are cited as a range. */
  readonly start: number
  readonly text: string
}

/** Articles, 款 and 项 as a text cites them; a 款 or 项 that follows no article is left out. */
export function readCited(lexicon: Lexicon, text: string): Cited[] {
  const found: Cited[] = []
  let end = -1
  for (const { 0: written, index, groups = {} } of text.matchAll(lexicon.all('check/basis/cited'))) {
    const number = readNumber(groups['number'] ?? '') ?? 0
    const unit = groups['unit'] ?? ''
    const between = end < 0 ? null : text.slice(end, index)
    end = index + written.length
    const last = found.at(-1)
    if (lexicon.pattern('check/basis/article-unit').test(unit)) {
      if (last && between !== null && lexicon.pattern('check/basis/through').test(between)) found.push(...articlesBetween(last, number))
      found.push({ article: number, paragraph: null, item: null, start: index, text: written })
    } else if (last && between !== null && lexicon.pattern('check/basis/joins').test(between)) {
      const part = lexicon.pattern('check/basis/paragraph-unit').test(unit) ? { paragraph: number, item: null } : { item: number }
      const whole = { ...last, ...part, text: last.text + written }
      if (between === '') found[found.length - 1] = whole
      else found.push({ ...whole, start: index, text: written })
    }
  }
  return found
}

const articlesBetween = (first: Cited, last: number): Cited[] =>
  Array.from({ length: Math.max(0, last - first.article - 1) }, (_, index) => ({
    ...first,
    article: first.article + 1 + index,
    paragraph: null,
    item: null,
  }))

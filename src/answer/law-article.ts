import { readNumber } from '../language/chinese-numerals.ts'
import type { Lexicon } from '../language/lexicon.ts'

export interface ArticleReference {
  /** A kind of `questions/law/law`, as topics have it; null where the question names no law. */
  readonly law: string | null
  readonly number: number
}

/** A law's article that a question names; null if it names none. @param bare the question without blanks */
export function findArticle(lexicon: Lexicon, bare: string): ArticleReference | null {
  const text = bare.replace(/[()]/g, '')
  const match = lexicon.pattern('questions/law/article').exec(text)
  const number = match?.groups?.['number'] === undefined ? null : readNumber(match.groups['number'])
  if (!match || !number) return null
  const law = lexicon.classify('questions/law/law', text)
  // “30条” of a count is no article.
  const named = match.groups?.['ordinal'] !== undefined || lexicon.pattern('questions/law/law-before').test(text.slice(0, match.index))
  return named ? { law, number } : null
}

/** A text that carries out a law (行政复议法实施条例): none of them is known, and no other article stands for it. */
export const findImplementing = (lexicon: Lexicon, bare: string): string | null =>
  lexicon.pattern('questions/law/implementing').exec(bare)?.groups?.['text'] ?? null

import type { Lexicon } from '../language/lexicon.ts'

const SHORTEST = 5
const MOST = 3

/** Splits a message into its questions. A message with one question and its circumstances stays whole. */
export function splitQuestions(lexicon: Lexicon, text: string): string[] {
  const [asks, leans] = [lexicon.pattern('questions/several/asks'), lexicon.pattern('questions/several/leans')]
  const parts = text
    .split(lexicon.pattern('questions/several/between'))
    .map((part) => part.trim().replace(/^[,，、]+|[,，、]+$/g, ''))
    .filter((part) => part !== '')
  const several =
    parts.length > 1 && parts.length <= MOST && parts.every((part) => part.length >= SHORTEST && asks.test(part) && !leans.test(part))
  return several ? parts : [text]
}

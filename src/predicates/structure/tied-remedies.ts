import { readNumber } from '../../language/chinese-numerals.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Unit } from './part-five.ts'

/** Characters of a remedy within which it names what it is for. */
const HEAD = 30
/** Word pairs that a remedy without “针对” must have in common with a problem to be held to be for it. */
const SURE = 2

/**
 * Whether each remedy says for which of the problems it is: by its number, by “针对…”, or by words in common. What no
 * remedy is for is then open, whatever it is about.
 * @param units the problems and remedies of part five in order
 * @param pairsOf the word pairs of a text that say something
 * @returns null where a remedy may be for others, or else the problems by their place in the list that are named by number
 */
export function tiedByRemedies(
  units: readonly Unit[],
  lexicon: Lexicon,
  pairsOf: (text: string) => readonly string[],
): ReadonlySet<number> | null {
  const problems = units.filter(({ kind }) => kind === 'problem')
  const remedies = units.filter(({ kind }) => kind === 'remedy')
  if (problems.length < 2 || !problems.every(({ marked }) => marked)) return null
  // A short remedy is read like a heading.
  const others = units.filter(({ kind }) => kind !== 'problem')
  if (units.some(({ text }) => lexicon.pattern('predicates/part-five/several').test(text))) return null
  const named = others.map(({ text }) => numbersIn(text, lexicon))
  if (named.some((numbers) => numbers.length)) {
    const numbers = new Set(named.flat())
    return [...numbers].every((number) => number <= problems.length) ? numbers : null
  }
  if (!remedies.length || remedies.length >= problems.length || !remedies.every(({ marked }) => marked)) return null
  const known = problems.map(({ text }) => new Set(pairsOf(text)))
  const isTied = ({ text }: Unit): boolean => {
    const isNamed = lexicon.pattern('predicates/part-five/aimed').test(text.slice(0, HEAD))
    const common = (pairs: ReadonlySet<string>): number => new Set(pairsOf(text).filter((pair) => pairs.has(pair))).size
    return known.some((pairs) => common(pairs) >= (isNamed ? 1 : SURE))
  }
  return remedies.every(isTied) ? new Set() : null
}

/** The problems that a remedy names by their numbers: 针对第二个问题, 对于问题（3）. */
const numbersIn = (text: string, lexicon: Lexicon): number[] =>
  [...text.matchAll(lexicon.all('predicates/part-five/by-number'))].flatMap(({ groups }) => {
    const number = readNumber(groups?.['place'] ?? groups?.['number'] ?? '')
    return number === null ? [] : [number]
  })

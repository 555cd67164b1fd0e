import { countWork } from '../language/count-work.ts'
import { PatternSource, problemOf } from '../language/pattern.ts'
import { remember } from '../language/remember.ts'
import { requiredWords } from './required-words.ts'

/** Longest text that a rule's pattern is run over at once; longer passages are taken in slices. */
const LONGEST_SLICE = 8_000

/**
 * A regular expression out of a rule file, or a list of alternatives. What the guard of language/pattern.ts refuses is an
 * issue with the params above.
 */
export const Pattern = PatternSource.transform((lines, context): RegExp => {
  const source = typeof lines === 'string' ? lines : lines.join('|')
  const found = problemOf(source)
  if (!found) return new RegExp(source, 'gu')
  context.addIssue({ code: 'custom', message: found.problem, params: { source, ...found } })
  return /(?!)/
})

/** Every match in a text, with its place. */
export function findAll(
  text: string,
  pattern: RegExp,
): { readonly text: string; readonly start: number; readonly groups: readonly (string | undefined)[] }[] {
  const found: { text: string; start: number; groups: (string | undefined)[] }[] = []
  countWork(text.length)
  for (let from = 0; from < text.length; from += LONGEST_SLICE)
    for (const match of text.slice(from, from + LONGEST_SLICE).matchAll(pattern))
      if (match[0]) found.push({ text: match[0], start: from + match.index, groups: match.slice(1) })
  return found
}

/** Whether any of the patterns matches. */
export function matchesAny(text: string, patterns: readonly RegExp[]): boolean {
  countWork(text.length * patterns.length)
  for (let from = 0; from < Math.max(text.length, 1); from += LONGEST_SLICE) {
    const slice = text.slice(from, from + LONGEST_SLICE)
    // Not `test`: on a global pattern it would move the place where the next search begins.
    if (patterns.some((pattern) => slice.search(pattern) >= 0)) return true
  }
  return false
}

/** Whether every one of the patterns matches. */
export const matchesAll = (text: string, patterns: readonly RegExp[]): boolean => patterns.every((pattern) => matchesAny(text, [pattern]))

const lookFor = remember((pattern: RegExp) => ({ words: requiredWords(pattern.source), many: new RegExp(pattern.source, 'mu') }))

/** A quick look over many lines at once: false only where the pattern matches in none of them. */
export function mayMatch(lines: string, pattern: RegExp): boolean {
  const { words, many } = lookFor(pattern)
  countWork(lines.length)
  if (words && !words.some((word) => lines.includes(word))) return false
  for (let from = 0; from < lines.length; from += LONGEST_SLICE) if (many.test(lines.slice(from, from + LONGEST_SLICE + 400))) return true
  return false
}

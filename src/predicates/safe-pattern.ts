import { z } from 'zod'
import { requiredWords } from './required-words.ts'

/** Longest text that a rule's pattern is run over at once; longer passages are taken in slices. */
export const longestSlice = 8_000

const nested = /\([^()]*(?:[+*]|\{\d+,)[^()]*\)(?:[+*]|\{)/
const unbounded = /(?<!\\)(?:[+*]|\{\d+,\})/

/**
 * A regular expression out of a rule file. Only bounded repeats ({0,20}, at most 80) and none inside another, so that
 * no text, however hostile, takes more than time in proportion to its length.
 */
export const Pattern = z
  .string()
  .min(1)
  .transform((source, context): RegExp => {
    const refuse = (problem: string): RegExp => {
      context.addIssue({ code: 'custom', message: `“${source}”：${problem}` })
      return /(?!)/
    }
    const plain = source.replace(/\[(?:\\.|[^\]\\])*\]/g, '.')
    if (nested.test(plain)) return refuse('重复里面不能再有重复')
    if (unbounded.test(plain)) return refuse('不能用 + * {n,}，请写上限，如 {0,20}')
    for (const match of plain.matchAll(/\{(?:\d+,)?(\d+)\}/g)) if (Number(match[1]) > 80) return refuse('重复次数上限是 80')
    try {
      return new RegExp(source, 'gu')
    } catch (error) {
      return refuse(error instanceof Error ? error.message : '不是正则表达式')
    }
  })

/** Every match in a text, with its place. */
export function findAll(
  text: string,
  pattern: RegExp,
): { readonly text: string; readonly start: number; readonly groups: readonly (string | undefined)[] }[] {
  const found: { text: string; start: number; groups: (string | undefined)[] }[] = []
  for (let from = 0; from < text.length; from += longestSlice)
    for (const match of text.slice(from, from + longestSlice).matchAll(pattern))
      if (match[0]) found.push({ text: match[0], start: from + match.index, groups: match.slice(1) })
  return found
}

/** Whether any of the patterns matches. */
export function matchesAny(text: string, patterns: readonly RegExp[]): boolean {
  for (let from = 0; from < Math.max(text.length, 1); from += longestSlice) {
    const slice = text.slice(from, from + longestSlice)
    // Not `test`: on a global pattern it would move the place where the next search begins.
    if (patterns.some((pattern) => slice.search(pattern) >= 0)) return true
  }
  return false
}

const quick = new WeakMap<RegExp, { readonly words: readonly string[] | null; readonly many: RegExp }>()

/** A quick look over many lines at once: false only where the pattern matches in none of them. */
export function mayMatch(lines: string, pattern: RegExp): boolean {
  let look = quick.get(pattern)
  if (!look) quick.set(pattern, (look = { words: requiredWords(pattern.source), many: new RegExp(pattern.source, 'mu') }))
  if (look.words && !look.words.some((word) => lines.includes(word))) return false
  for (let from = 0; from < lines.length; from += longestSlice)
    if (look.many.test(lines.slice(from, from + longestSlice + 400))) return true
  return false
}

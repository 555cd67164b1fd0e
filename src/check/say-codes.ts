import type { Evidence, Said, Values } from '../model/outcome.ts'
import { fillPlaceholders } from './fill-placeholders.ts'

/** Words a sentence of prompts-templates: `<file>.<key>`, with what fills it. */
export type Say = (key: string, values: Values) => string

/** Turns what a predicate gives into words. */
export interface Wording {
  /** A single value: a list is joined by 、. */
  readonly word: (value: Said) => string | number
  /** Evidence by name; a code of the rule may use what stands beside it. */
  readonly wordAll: (evidence: Evidence) => Values
}

const LIST_MARK = '、'

/**
 * @param say sentences that all rules share
 * @param says the rule's own sentences by code; a code without one stays as it is (the catalogue's audit finds it)
 */
export function createWording(say: Say, says: Readonly<Record<string, string>> = {}): Wording {
  const word = (value: Said, beside: Values): string | number => {
    if (typeof value !== 'object') return value
    if (!('code' in value)) return value.map((item) => word(item, beside)).join(LIST_MARK)
    const words = wordEach(value.with ?? {}, beside)
    return value.code.includes('.') ? say(value.code, words) : fillPlaceholders(says[value.code] ?? value.code, { ...beside, ...words })
  }
  const wordEach = (evidence: Evidence, beside: Values): Values =>
    Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, word(value, beside)]))
  return {
    word: (value) => word(value, {}),
    wordAll: (evidence) => {
      const entries = Object.entries(evidence)
      const shared = wordEach(Object.fromEntries(entries.filter(([, value]) => !isOwn(value))), {})
      return { ...shared, ...wordEach(Object.fromEntries(entries.filter(([, value]) => isOwn(value))), shared) }
    },
  }
}

/** A code of the rule itself. */
const isOwn = (value: Said): boolean => typeof value === 'object' && 'code' in value && !value.code.includes('.')

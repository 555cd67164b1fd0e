import type { Rule } from './rule.ts'

/**
 * The identity of a finding: the rule and what it is about (cells, measure, heading), so that it is the same in the
 * next version of the draft whatever moved. The subject may hold draft words, so it is hashed (cyrb53, 53 bits).
 */
export function fingerprint(rule: string, subject: string): string {
  let first = 0xdeadbeef
  let second = 0x41c6ce57
  for (const char of `${rule}\n${subject}`) {
    const code = char.codePointAt(0) ?? 0
    first = Math.imul(first ^ code, 2654435761)
    second = Math.imul(second ^ code, 1597334677)
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909)
  second = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909)
  return `${rule}.${(4294967296 * (2097151 & second) + (first >>> 0)).toString(36)}`
}

/** Identities of what an agency is asked about once (`once` of a rule). */
export const askedOnce = (rules: readonly Rule[]): ReadonlySet<string> =>
  new Set(rules.flatMap(({ id, once }) => once.map((subject) => fingerprint(id, subject))))

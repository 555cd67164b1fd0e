import type { Entries, Entry } from '../model/checklist.ts'
import type { Rule } from '../model/rule.ts'
import type { Words } from './say.ts'

/** The entries that rules' notices are put into, by rule; an entry without a title of its own takes its rule's. */
export const checklistEntries = (rules: readonly Rule[], words: Words): Entries =>
  new Map(rules.flatMap((rule) => (rule.entry ? [[rule.id, entryOf(rule, rule.entry, words)]] : [])))

function entryOf({ title }: Rule, { key, each, lead }: NonNullable<Rule['entry']>, words: Words): Entry {
  const name = `checklist.entry.${key}`
  return { key, each, lead, title: words.has(name) ? words.plain(name) : title }
}

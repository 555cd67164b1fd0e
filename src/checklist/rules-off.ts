import type { Checklist, ChecklistItem, Entries, RuleOff } from '../model/checklist.ts'
import { mergeEntries, type Part } from './merge-entries.ts'
import { insertPart, partsOf, sortItems } from './waive-item.ts'

/** Those that count at a moment: not ended. @param at ISO 8601 */
export const inForce = <Off extends Pick<RuleOff, 'until'>>(decisions: readonly Off[], at: string): Off[] =>
  decisions.filter(({ until }) => until === null || until > at)

type Apart = NonNullable<Checklist['off']>[number]

const isEmpty = ({ parts, waived, unknown }: Apart): boolean => parts.length + waived.length + unknown.length === 0

/**
 * A checklist as it stands under these decisions: what their rules found is set apart, and what was set apart under others
 * is listed again.
 * @param decisions those in force
 */
export function withRulesOff(checklist: Checklist, decisions: readonly RuleOff[], entries: Entries): Checklist {
  const off = new Set(decisions.map(({ rule }) => rule))
  const before = checklist.off ?? []
  if (before.length === 0 && off.size === 0) return checklist
  const listed = before.filter(({ rule }) => !off.has(rule)).reduce((list, apart) => putBack(list, apart, entries), checklist)
  const kept = new Map(before.map((apart) => [apart.rule, apart]))
  const taken = decisions.map((decision) => takeApart(listed, decision, kept.get(decision.rule)))
  const items = listed.items.flatMap((item): ChecklistItem[] => {
    const parts = partsOf(item)
    const rest = parts.filter(({ finding }) => !off.has(finding.rule))
    if (rest.length === parts.length) return [item]
    return mergeEntries(rest, entries).map((one) => ({ number: item.number, ...one }))
  })
  const { off: _off, ...others } = listed
  return {
    ...others,
    items,
    waived: listed.waived.filter(({ finding }) => !off.has(finding.rule)),
    unknown: listed.unknown.filter(({ rule }) => !off.has(rule)),
    ...(taken.length ? { off: taken } : {}),
  }
}

/** What a rule found in a checklist, with what was set apart of it before. */
function takeApart({ items, waived, unknown }: Checklist, { rule, reason, by, at, until }: RuleOff, before: Apart | undefined): Apart {
  const parts = items.flatMap(partsOf).filter(({ finding }) => finding.rule === rule)
  return {
    rule,
    reason,
    by,
    at,
    until,
    parts: [...(before?.parts ?? []), ...parts],
    waived: [...(before?.waived ?? []), ...waived.filter(({ finding }) => finding.rule === rule)],
    unknown: [...(before?.unknown ?? []), ...unknown.filter((one) => one.rule === rule)],
  }
}

function putBack(checklist: Checklist, apart: Apart, entries: Entries): Checklist {
  if (isEmpty(apart)) return checklist
  const listed = apart.parts.reduce((list, part: Part) => insertPart(list, part, undefined, entries), checklist)
  return {
    ...listed,
    items: sortItems(listed.items),
    waived: [...listed.waived, ...apart.waived],
    unknown: [...listed.unknown, ...apart.unknown],
  }
}

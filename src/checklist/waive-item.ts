import { type Checklist, type ChecklistItem, type Entries, findingsOf, type Waiver } from '../model/checklist.ts'
import type { Finding } from '../model/finding.ts'
import { inOrder } from './in-order.ts'
import { mergeEntries, type Part } from './merge-entries.ts'

/** The findings of an item, each with its state. */
export const partsOf = ({ state, finding, parts }: ChecklistItem): readonly Part[] => parts ?? [{ state, finding }]

/** What an identity names among the items: an entry with all its findings, or one finding of an entry. */
export interface Named {
  readonly item: ChecklistItem
  readonly findings: readonly Finding[]
}

/** @returns null where no item has that identity */
export function findNamed({ items }: Pick<Checklist, 'items'>, fingerprint: string): Named | null {
  for (const item of items) {
    if (item.finding.fingerprint === fingerprint) return { item, findings: findingsOf(item) }
    const one = findingsOf(item).filter((finding) => finding.fingerprint === fingerprint)
    if (one.length) return { item, findings: one }
  }
  return null
}

/** The checklist without these findings of an item; what is left of its entry keeps the entry's number. */
export function takeOut(
  checklist: Checklist,
  { item, findings }: Named,
  waiverOf: (finding: Finding) => Waiver,
  entries: Entries,
): Checklist {
  const rest = partsOf(item).filter(({ finding }) => !findings.includes(finding))
  const left = mergeEntries(rest, entries).map((one): ChecklistItem => ({ number: item.number, ...one }))
  return {
    ...checklist,
    items: checklist.items.flatMap((other) => (other === item ? left : [other])),
    waived: [...checklist.waived, ...findings.map((finding) => ({ finding, waiver: waiverOf(finding), number: item.number }))],
  }
}

/** The checklist with a waived finding listed again: in the entry that it belongs to, or under its old number if that is free. */
export function putBack(checklist: Checklist, fingerprint: string, entries: Entries): Checklist {
  const waived = checklist.waived.find(({ finding }) => finding.fingerprint === fingerprint)
  if (!waived) return checklist
  const part: Part = { state: checklist.version > 1 ? 'still' : 'new', finding: waived.finding }
  const rest = { ...checklist, waived: checklist.waived.filter((other) => other !== waived) }
  return insertPart(rest, part, waived.number, entries)
}

/** The checklist with a finding more: in the entry that it belongs to, or under a number of its own. @param wanted its number if that is free */
export function insertPart(checklist: Checklist, part: Part, wanted: number | undefined, entries: Entries): Checklist {
  for (const item of checklist.items) {
    const [merged, other] = mergeEntries([...partsOf(item), part], entries)
    if (merged && !other)
      return { ...checklist, items: checklist.items.map((one) => (one === item ? { number: item.number, ...merged } : one)) }
  }
  const used = new Set(checklist.items.map(({ number }) => number))
  const number = wanted !== undefined && !used.has(wanted) ? wanted : Math.max(0, ...used) + 1
  return { ...checklist, items: sortItems([...checklist.items, { number, ...part }]) }
}

/** Items in the order of a checklist. */
export const sortItems = (items: readonly ChecklistItem[]): ChecklistItem[] =>
  items.toSorted((a, b) => inOrder(a.finding, b.finding) || a.number - b.number)

import { bindChar, bindKey, coreKey } from './label-key.ts'
import type { OfficialLabel, TableId } from './official-labels.ts'

/** Finds official wordings: a whole cell at once, or all those in running text. */
export interface LabelIndex {
  readonly exact: (text: string) => readonly OfficialLabel[]
  /** Non-overlapping places in the text where a full wording stands, the longest first to be taken. */
  readonly scan: (text: string) => readonly LabelPlace[]
  /** Whether a key is a piece of some wording of a table: what a wrapped label leaves on a line. */
  readonly isFragment: (table: TableId, key: string) => boolean
}

export interface LabelPlace {
  readonly start: number
  readonly end: number
  readonly hits: readonly OfficialLabel[]
}

export function indexLabels(labels: readonly OfficialLabel[]): LabelIndex {
  const byFull = groupBy(labels, ({ full }) => full)
  const byCore = groupBy(labels, ({ core }) => core)
  const longest = [...new Set([...byFull.keys(), ...[...byCore.keys()].filter((core) => core.length >= 6)])].toSorted((a, b) => b.length - a.length)
  const exact = (text: string): readonly OfficialLabel[] => {
    const key = bindKey(text)
    if (key === '' || key.length > 60) return []
    const full = byFull.get(key) ?? []
    const core = byCore.get(key) ?? byCore.get(coreKey(text)) ?? []
    return [...new Set([...full, ...(full.length && key.length > 2 ? [] : core)])]
  }
  const scan = (text: string): readonly LabelPlace[] => scanText(text, longest, (key) => byFull.get(key) ?? byCore.get(key) ?? [])
  const texts = new Map<TableId, string>()
  for (const { table, full } of labels) texts.set(table, `${texts.get(table) ?? ''} ${full}`)
  const isFragment = (table: TableId, key: string): boolean => texts.get(table)?.includes(key) ?? false
  return { exact, scan, isFragment }
}

function scanText(text: string, keys: readonly string[], hitsOf: (key: string) => readonly OfficialLabel[]): LabelPlace[] {
  const { folded, at } = foldWithPlaces(text)
  const taken = new Uint8Array(folded.length)
  const places: LabelPlace[] = []
  for (const key of keys) {
    for (let found = folded.indexOf(key); found >= 0; found = folded.indexOf(key, found + 1)) {
      if (taken.subarray(found, found + key.length).some((one) => one === 1)) continue
      taken.fill(1, found, found + key.length)
      const last = at[found + key.length - 1] ?? 0
      places.push({ start: at[found] ?? 0, end: last + 1, hits: hitsOf(key) })
    }
  }
  return places.map((place) => widen(text, place)).toSorted((a, b) => a.start - b.start)
}

/** Brackets and quotes around a wording belong to it. */
function widen(text: string, place: LabelPlace): LabelPlace {
  let { start, end } = place
  while (start > 0 && /[(（"“]/.test(text[start - 1] ?? '')) start--
  while (end < text.length && /[)）"”]/.test(text[end] ?? '')) end++
  return { ...place, start, end }
}

function foldWithPlaces(text: string): { folded: string; at: number[] } {
  let folded = ''
  const at: number[] = []
  for (let index = 0; index < text.length; index++) {
    const key = bindChar(text, index)
    for (const char of key) {
      folded += char
      at.push(index)
    }
  }
  return { folded, at }
}

function groupBy(labels: readonly OfficialLabel[], keyOf: (label: OfficialLabel) => string): Map<string, OfficialLabel[]> {
  const groups = new Map<string, OfficialLabel[]>()
  for (const label of labels) groups.set(keyOf(label), [...(groups.get(keyOf(label)) ?? []), label])
  return groups
}

import { groupBy } from '../../language/group-by.ts'
import { bindChar, bindKey, coreKey, numeralOf } from '../../language/label-key.ts'
import type { OfficialLabel } from './official-labels.ts'

/** Finds official wordings: a whole cell at once, or all those in running text. */
export interface LabelIndex {
  readonly exact: (text: string) => readonly OfficialLabel[]
  /** Non-overlapping places in the text where a full wording stands, of two in one place the longer. */
  readonly scan: (text: string) => readonly LabelPlace[]
  /** Whether a key is a piece of some wording of a table: what a wrapped label leaves on a line. */
  readonly isFragment: (table: string, key: string) => boolean
}

export interface LabelPlace {
  readonly start: number
  readonly end: number
  readonly hits: readonly OfficialLabel[]
}

export function indexLabels(labels: readonly OfficialLabel[]): LabelIndex {
  const byFull = groupBy(labels, ({ full }) => full)
  const byCore = groupBy(labels, ({ core }) => core)
  const openings = openingsOf([...byFull.keys(), ...[...byCore.keys()].filter((core) => core.length >= 6)])
  const exact = (text: string): readonly OfficialLabel[] => {
    if (text.length > 150) return []
    const key = bindKey(text)
    if (key === '' || key.length > 60) return []
    const full = byFull.get(key) ?? []
    const number = numeralOf(text)
    const core = (byCore.get(key) ?? byCore.get(coreKey(text)) ?? []).filter(
      (label) => label.core.length > 3 || number === '' || label.numeral === number,
    )
    return [...new Set([...full, ...(full.length && key.length > 2 ? [] : core)])]
  }
  const scan = (text: string): readonly LabelPlace[] => scanText(text, openings, (key) => byFull.get(key) ?? byCore.get(key) ?? [])
  const texts = new Map<string, string>()
  for (const { table, full } of labels) texts.set(table, `${texts.get(table) ?? ''} ${full}`)
  const isFragment = (table: string, key: string): boolean => texts.get(table)?.includes(key) ?? false
  return { exact, scan, isFragment }
}

/** Keys by their first two letters, the longest first. */
const openingsOf = (keys: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  groupBy(new Set(keys.toSorted((a, b) => b.length - a.length)), (key) => key.slice(0, 2))

function scanText(
  text: string,
  openings: ReadonlyMap<string, readonly string[]>,
  hitsOf: (key: string) => readonly OfficialLabel[],
): LabelPlace[] {
  const { folded, at } = foldWithPlaces(text)
  const places: LabelPlace[] = []
  for (let index = 0; index < folded.length - 1; index++) {
    const key = openings.get(folded.slice(index, index + 2))?.find((one) => folded.startsWith(one, index))
    if (!key) continue
    places.push(widen(text, { start: at[index] ?? 0, end: (at[index + key.length - 1] ?? 0) + 1, hits: hitsOf(key) }))
    index += key.length - 1
  }
  return places
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

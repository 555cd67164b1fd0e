import type { Checklist } from '../model/checklist.ts'
import type { Unknown } from '../model/finding.ts'
import type { ReplyAction, ReplyBlock } from '../model/reply.ts'
import { action, paragraph } from './blocks.ts'
import type { Words } from './say.ts'

/** What would let more rules be judged, by the code of the reason; each has its words and its button. */
const REMEDIES = {
  'no-last-year': 'last-year',
  'no-profile': 'profile',
  'no-subordinates': 'subordinates',
  'subordinates-missing': 'subordinates',
  'no-reference-figures': 'reference',
} as const
type Remedy = (typeof REMEDIES)[keyof typeof REMEDIES]

/** Reasons that a conversion leaves behind: the file is said to be converted, once, with every place that was not read. */
const TRACES: ReadonlySet<string | undefined> = new Set([
  'heading-lost',
  'cells-shifted',
  'row-shifted',
  'cells-unsure',
  'label-damaged',
  'characters-lost',
  'text-doubled',
  'period-damaged',
])
/** Said with them where there are any; alone they may be a picture in a cell. */
const UNREAD: ReadonlySet<string | undefined> = new Set(['cells-unreadable', 'table-unreadable', 'part-empty'])

/** A part whose heading was not read is not said to be absent beside that. */
const PART_ABSENT = 'part-absent'

/** The first clause of a reason names the place; what to do is said once for all. */
const FIRST_CLAUSE = /^[^，]*/

/** Reasons named in the line. */
const MOST_REASONS = 4

const remedyOf = ({ code }: Unknown): Remedy | undefined =>
  code !== undefined && code in REMEDIES ? REMEDIES[code as keyof typeof REMEDIES] : undefined

/** Rules that were not reached are said at the head of the checklist. */
function unjudged({ unknown, incomplete }: Checklist): readonly Unknown[] {
  const unreached = new Set(incomplete?.unreached.map(({ rule }) => rule))
  return unknown.filter(({ rule }) => !unreached.has(rule))
}

function countBy<Key>(unknown: readonly Unknown[], keyOf: (one: Unknown) => Key | undefined): [Key, number][] {
  const counts = new Map<Key, number>()
  for (const one of unknown) {
    const key = keyOf(one)
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)
}

/** What could not be judged, in one line: what would let it be judged, and why the rest was not. */
export function unknownBlocks(checklist: Checklist, words: Words): ReplyBlock[] {
  const all = unjudged(checklist)
  if (all.length === 0) return []
  const isConverted = all.some(({ code }) => TRACES.has(code))
  const unread = isConverted ? all.filter(({ code }) => TRACES.has(code) || UNREAD.has(code) || code === PART_ABSENT) : []
  const unknown = all.filter((one) => !unread.includes(one))
  const remedies = countBy(unknown, remedyOf).map(([remedy, count]) =>
    words.plain(`checklist.unknown-remedy.${remedy}`, { count, year: yearBefore(checklist) }),
  )
  const reasons = countBy(unknown, (one) => (remedyOf(one) ? undefined : one.reason))
  const shown = reasons.slice(0, MOST_REASONS).map(([reason, count]) => words.plain('checklist.unknown-reason', { reason, count }))
  const rest = reasons.slice(MOST_REASONS).reduce((sum, [, count]) => sum + count, 0)
  const parts = [...remedies, ...shown, ...(rest > 0 ? [words.plain('checklist.unknown-rest', { count: rest })] : [])]
  const told = unread.filter(({ code }) => code !== PART_ABSENT)
  const places = [...new Set(told.map(({ reason }) => FIRST_CLAUSE.exec(reason)?.[0] ?? reason))]
  return [
    ...(places.length ? [paragraph(words.spans('checklist.converted', { count: unread.length, places }))] : []),
    ...(parts.length ? [paragraph(words.spans('checklist.unknown-line', { count: unknown.length, parts }))] : []),
  ]
}

/** Buttons for what would let more be judged, and to see which rules could not be. */
export function unknownActions(checklist: Checklist, words: Words, profiles: boolean): ReplyAction[] {
  const unknown = unjudged(checklist)
  const buttons = countBy(unknown, remedyOf).flatMap(([remedy, count]): ReplyAction[] => {
    if (remedy === 'profile' && !profiles) return []
    const label = words.plain(`checklist.unknown-remedy.${remedy}`, { count, year: yearBefore(checklist) })
    return [remedy === 'profile' ? action('profile', '', label) : action('ask', words.plain(`checklist.unknown-ask.${remedy}`), label)]
  })
  if (unknown.length === 0) return buttons
  return [
    ...buttons,
    action('ask', words.plain('checklist.unknown-ask.all'), words.plain('checklist.action.unknown', { count: unknown.length })),
  ]
}

const yearBefore = ({ year }: Checklist): number | null => (year === null ? null : year - 1)

import { countWork } from '../language/count-work.ts'
import { groupBy } from '../language/group-by.ts'
import { remember } from '../language/remember.ts'
import type { AnnualReport } from '../model/annual-report.ts'
import type { Certainty } from '../model/certainty.ts'
import type { Finding } from '../model/finding.ts'
import type { CheckContext, FoundPlace, Outcome, UnknownReason } from '../model/outcome.ts'
import { innerQuotes } from '../model/inner-quotes.ts'
import type { Rule, Severity } from '../model/rule.ts'

type Failure = Outcome & { readonly kind: 'fail' }

/** How the least sure reading behind a finding was come by; `recognised`: read off a picture. */
type Ground = Certainty | 'recognised'
/** What a finding is about: figures that are compared, words of the draft, or something that is not there. */
type Matter = 'figures' | 'words' | 'missing'

interface Row {
  /** The most that a finding may weigh; `unknown`: nothing is asserted. */
  readonly most: Readonly<Record<Matter, Severity | 'unknown'>>
  /** What is said of the doubt, where a finding may not weigh all it does (prompts-templates/…/unknown.yaml). */
  readonly doubt: UnknownReason
}
export type SeverityTable = Readonly<Record<Exclude<Ground, 'exact'>, Row>>

const RECOGNISED: UnknownReason = { code: 'recognised' }
/** It is asked, and not called an error. */
const ASKED = { figures: 'warning', words: 'warning', missing: 'warning' } as const

/**
 * What a finding may weigh by how its readings were come by. With one digit misread a rule on figures is wrong, so
 * nothing is asserted of recognised figures. What was not read with certainty is never called an error.
 */
const TABLE: SeverityTable = {
  near: { most: ASKED, doubt: { code: 'reading-near' } },
  inferred: { most: ASKED, doubt: { code: 'reading-inferred' } },
  damaged: { most: ASKED, doubt: { code: 'reading-damaged' } },
  recognised: { most: { figures: 'unknown', words: 'notice', missing: 'unknown' }, doubt: RECOGNISED },
}

/** From the surest to the least sure. */
const GROUNDS: readonly Ground[] = ['exact', 'near', 'inferred', 'damaged', 'recognised']
const WEIGHTS: readonly Severity[] = ['notice', 'warning', 'error']
/** Rules that add up what one sentence says, whatever it counts, and those that ask about damaged dates by themselves. */
const WHATEVER_IS_COUNTED = /^(?:NI|TP)-/
/** Groups of rules that compare figures. */
const FIGURES = /^(?:TF|T2|T3|T4|NT|NI|CY|HI)-/
/** From this share of recognised text on, what was not found may have been misread. */
const MUCH = 0.1

/** `doubt`: why it may not weigh more; null where its readings allow everything. */
type Settled =
  | { readonly severity: Severity; readonly doubt: UnknownReason | null }
  | { readonly severity: 'unknown'; readonly doubt: UnknownReason }

/** The severity of a finding: the profile's, the outcome's or the rule's, and no more than its readings allow. */
export function settleSeverity(rule: Rule, outcome: Failure, context: CheckContext, table = TABLE): Settled {
  const severity = context.profile?.severity[rule.id] ?? outcome.severity ?? rule.severity
  const [ground, matter] = groundOf(rule, outcome, context)
  if (ground === 'exact' || table[ground].most[matter] === 'error') return { severity, doubt: null }
  const { most } = table[ground]
  const unread = ground === 'near' ? unreadIn(outcome, context) : null
  const doubt = unread ?? table[ground].doubt
  // Words that are not understood may say that the number is of something else.
  const allowed = unread && most[matter] !== 'unknown' ? 'notice' : most[matter]
  if (allowed === 'unknown') return { severity: allowed, doubt }
  return { severity: WEIGHTS.indexOf(allowed) < WEIGHTS.indexOf(severity) ? allowed : severity, doubt }
}

/** A finding under doubt says so, and offers no repair of what may not stand there. */
export const withDoubt = (finding: Finding, words: string): Finding => ({
  ...finding,
  message: `${finding.message}（${words}）`,
  repairs: [],
})

/** Cells that are unsure because they are recognised: the reason says that, and not that digits were glued. */
export function reasonInPicture(reason: UnknownReason, { report }: CheckContext): UnknownReason {
  const pictured = Object.values(report.tables).some((table) => table.notes.includes('recognised'))
  return pictured && reason.code === 'cells-unsure' ? RECOGNISED : reason
}

function groundOf(rule: Rule, outcome: Failure, context: CheckContext): [Ground, Matter] {
  const { report } = context
  if (comparedWith(rule, context).some(isRecognised)) return ['recognised', 'figures']
  const { anchors, share } = recognisedIn(report)
  const placed = outcome.places.flatMap(({ anchor }) => (anchor === null ? [] : [wholeAnchor(anchor)]))
  if (placed.length === 0) return [share >= MUCH ? 'recognised' : 'exact', 'missing']
  const matter = FIGURES.test(rule.id) ? 'figures' : 'words'
  return [
    placed.some((anchor) => anchors.has(anchor)) ? 'recognised' : leastSure(report, outcome, !WHATEVER_IS_COUNTED.test(rule.id)),
    matter,
  ]
}

/** The other reports that a rule looks at. */
const comparedWith = ({ needs }: Rule, { lastYear, subordinates }: CheckContext): readonly AnnualReport[] => [
  ...(needs.includes('last-year') && lastYear ? [lastYear] : []),
  ...(needs.includes('subordinates') ? (subordinates?.reports ?? []) : []),
]

/** Of the cells that take part and the title, periods and claims that a place lies on. */
function leastSure(report: AnnualReport, { places, cells = [] }: Failure, byText: boolean): Ground {
  const keys = new Set([...cells, ...places.flatMap(({ cell }) => cell ?? [])])
  const values = Object.values(report.tables).flatMap((table) => [...keys].map((key) => table.cells.get(key)))
  const ofCells = values.map((value) => (value?.state === 'number' ? value.certainty : undefined))
  const ofText = (byText ? places : []).flatMap((place) => {
    const near = readingsAt(report).get(place.anchor ?? '') ?? []
    countWork(near.length)
    // What a number counts, or a period, may well be said in other words than its own.
    return near.filter(({ span }) => liesOn(place, span)).map(({ certainty }) => (certainty === 'inferred' ? 'exact' : certainty))
  })
  const rank = [...ofCells, ...ofText].reduce<number>((least, certainty = 'exact') => Math.max(least, GROUNDS.indexOf(certainty)), 0)
  return GROUNDS[rank] ?? 'exact'
}

const MOST_UNREAD = 3

/** The words that were not understood in the clauses of the numbers that a finding is about, as its doubt. */
function unreadIn({ places }: Failure, { report }: CheckContext): UnknownReason | null {
  const unread = places.flatMap((place) =>
    (readingsAt(report).get(place.anchor ?? '') ?? []).flatMap((reading) =>
      'unread' in reading && liesOn(place, reading.span) ? (reading.unread ?? []) : [],
    ),
  )
  const words = [...new Set(unread)].slice(0, MOST_UNREAD).map((word) => `“${innerQuotes(word)}”`)
  return words.length ? { code: 'words-unread', with: { words: words.join('') } } : null
}

/** What was read of the text with some doubt, by its anchor. */
const readingsAt = remember(({ title, periods, claims }: AnnualReport) =>
  groupBy(
    [...(title ? [title] : []), ...periods, ...claims].filter(({ certainty }) => certainty),
    ({ span }) => span.anchor,
  ),
)

const liesOn = ({ anchor, start = 0, end = Infinity }: FoundPlace, span: { anchor: string; start: number; end: number }): boolean =>
  anchor === span.anchor && start < span.end && end > span.start

/** What of a report was recognised in a picture. */
interface Recognised {
  /** Paragraphs, cells, and whole tables that have a recognised cell. */
  readonly anchors: ReadonlySet<string>
  /** Of all paragraphs and cells with text. */
  readonly share: number
}

const isRecognised = ({ document }: AnnualReport): boolean => document.notes.some(({ kind }) => kind === 'recognised-text')

const recognisedIn = remember((report: AnnualReport): Recognised => {
  const anchors = new Set<string>()
  if (!isRecognised(report)) return { anchors, share: 0 }
  let pieces = 0
  for (const block of report.document.blocks) {
    for (const piece of block.kind === 'table' ? block.cells : [block]) {
      if (piece.text.trim() === '') continue
      pieces++
      if (piece.confidence === 'recognised') anchors.add(wholeAnchor(piece.id))
    }
    // A blank cell of a table with recognised cells may hold what was not seen.
    if (block.kind === 'table' && block.cells.some(({ confidence }) => confidence === 'recognised'))
      for (const { id } of [block, ...block.cells]) anchors.add(id)
  }
  return { anchors, share: pieces === 0 ? 0 : anchors.size / pieces }
})

/** The paragraph that a part of a paragraph (`p12@345`) belongs to. */
const wholeAnchor = (anchor: string): string => anchor.replace(/@.*/, '')

import { z } from 'zod'
import { cellsOf } from '../../form/form-lines.ts'
import { TableName } from '../../form/form-names.ts'
import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Said } from '../../model/outcome.ts'
import { cellLabel, placeName, placeOfCell, withValue } from '../place.ts'
import { definePredicate, failAt, type Found, shortList, unknown } from '../predicate.ts'
import { joinLines, linesOfParts } from '../text-lines.ts'
import { readCount, rounded } from '../read-count.ts'

const MOST = 12
/** The preamble and part six, where a report says what it covers. */
const SCOPE = [0, 6]

/** Every agency on the list has handed in its report (HI-002). */
export const subordinatesComplete = definePredicate({
  name: 'subordinates-complete',
  options: z.strictObject({}),
  evidence: ['names', 'missing', 'have', 'all'],
  run: ({ subordinates }) => {
    const { missing, reports } = subordinates ?? { missing: [], reports: [] }
    const all = missing.length + reports.length
    if (!all) return [unknown('no-subordinates')]
    if (!missing.length) return []
    const list = missing.slice(0, MOST)
    const names = missing.length > MOST ? placeName('and-more', { list }) : list
    const place = { label: placeName('subordinates'), anchor: null }
    return failAt(place, { subject: 'subordinates/missing', evidence: { names, missing: missing.length, have: reports.length, all } })
  },
})

interface Difference {
  readonly key: CellKey
  readonly own: number
  readonly sum: number
  readonly from: readonly { readonly name: Said; readonly value: number }[]
}

/** Every cell of a consolidated report against the sum over the subordinate agencies' reports (HI-001). */
export const sumOfSubordinates = definePredicate({
  name: 'sum-of-subordinates',
  options: z.strictObject({ tables: z.array(TableName).min(1) }),
  evidence: ['count', 'cell', 'own', 'sum', 'difference', 'from', 'units', 'list', 'unless'],
  codes: ['and-more', 'all-zero', 'own-alone', 'nothing-more'],
  run: ({ report, subordinates, reference }, { tables }) => {
    if (!subordinates?.reports.length) return [unknown('no-subordinates')]
    const others = subordinates.reports.filter((other) => other.form === report.form)
    if (others.length < subordinates.reports.length) return [unknown('subordinates-other-form')]
    const compared = tables.flatMap((table) => cellsOf(report.form, table)).map((key) => compare(report, others, key))
    const differences = compared.filter((result) => result !== null && result !== 'open')
    const open = compared.filter((result) => result === 'open').length
    const table = placeName('own-or-subordinate-tables')
    const isAsked = report.agency.kind !== 'government' && !saysItAddsUp(report, reference.lexicon)
    return [
      fail(report, differences, { units: others.length, isAsked }),
      ...(open ? [unknown('cells-unreadable', { table, count: open })] : []),
    ].flat()
  },
})

function compare(report: AnnualReport, others: readonly AnnualReport[], key: CellKey): Difference | 'open' | null {
  const own = readCount(report, key)
  if (!own.known) return 'open'
  const counts = others.map((other) => ({ name: other.agency.name ?? placeName('unnamed-agency'), count: readCount(other, key) }))
  const from = counts.flatMap(({ name, count }) => (count.known ? [{ name, value: count.value }] : []))
  if (from.length < others.length) return 'open'
  const sum = rounded(from.reduce((total, { value }) => total + value, 0))
  return sum === own.value ? null : { key, own: own.value, sum, from }
}

/** A government always adds up those below it; any other agency may report for itself alone, unless its text says otherwise. */
const saysItAddsUp = (report: AnnualReport, lexicon: Lexicon): boolean =>
  lexicon.pattern('predicates/items/adds-up').test(joinLines(linesOfParts(report, SCOPE)))

interface Compared {
  readonly units: number
  /** Whether it is sure that the report adds them up; else it is asked. */
  readonly isAsked: boolean
}

function fail(report: AnnualReport, differences: readonly Difference[], { units, isAsked }: Compared): Found {
  const sorted = differences.toSorted((a, b) => Math.abs(b.own - b.sum) - Math.abs(a.own - a.sum))
  const [first] = sorted
  if (!first) return []
  const { key, own, sum, from } = first
  const shares = from.filter(({ value }) => value !== 0).toSorted((a, b) => b.value - a.value)
  const said = shares.map(({ name, value }) => withValue(name, value))
  const places = sorted.slice(0, 10).map((difference) => placeOfCell(report, difference.key))
  return failAt(places, {
    subject: 'subordinates',
    ...(isAsked ? { severity: 'notice' as const } : {}),
    evidence: {
      count: differences.length,
      cell: cellLabel(report, key),
      own,
      sum,
      difference: Math.abs(rounded(own - sum)),
      units,
      from: said.length ? shortList(said, 8) : { code: 'all-zero' },
      unless: { code: isAsked ? 'own-alone' : 'nothing-more' },
    },
    cells: sorted.map((difference) => difference.key),
  })
}

import type { Basis } from '../model/rule.ts'

/** What of a basis holds for the report of a year; all of it where nothing does. An unknown year counts as a new report. */
export function basisOfYear(basis: readonly Basis[], year: number | null): Basis[] {
  const asked = year ?? Infinity
  const holding = basis.filter(({ from = -Infinity, to = Infinity }) => from <= asked && asked <= to)
  return (holding.length ? holding : basis).map(({ from: _from, to: _to, ...shown }) => shown)
}

import { z } from 'zod'
import type { AnnualReport, Breakdown, SaidNumber } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeInSentence } from '../claims.ts'
import { Part, partName, placeName, placeOfSpan, within } from '../place.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { rounded } from '../read-count.ts'
import { Pattern } from '../safe-pattern.ts'
import { type Figure, figureLists, type FigureList } from './own-tables.ts'

/** Lists of parts in the text that a table is compared with. */
const MOST_BREAKDOWNS = 200

const Options = z.strictObject({
  /** Parts in which small tables are looked at. */
  parts: z.array(Part).min(1),
  /** Words in front of a total. */
  total: Pattern,
  /** A table with such words is left aside: shares, changes, parts of parts. */
  apart: Pattern,
})
const placeOfFigure = ({ part }: FigureList, { cell, label }: Figure) =>
  placeOfSpan({ anchor: cell.id, where: within(partName(part), placeName('in-cell')) }, `${label} ${cell.text.trim()}`)

/** A small table of the drafter's own: the rows (or columns) make up its total (NI-001). */
export const ownTablesAddUp = definePredicate({
  name: 'own-tables-add-up',
  options: Options,
  evidence: ['whole', 'sum', 'parts', 'difference', 'unit', 'relation', 'quote'],
  codes: ['more', 'less'],
  run: ({ report }, { parts, ...words }) => figureLists(report, parts, words).flatMap(sumFaultIn),
})

function sumFaultIn(list: FigureList): Outcome[] {
  const { figures, total } = list
  if (!total || figures.length < 2) return []
  const sum = rounded(figures.reduce((add, { value }) => add + value, 0))
  const slack = figures.reduce((add, figure) => add + figure.slack, total.slack)
  if (Math.abs(sum - total.value) <= slack) return []
  return [
    failAt([placeOfFigure(list, total), ...figures.slice(0, 6).map((figure) => placeOfFigure(list, figure))], {
      subject: `own-table/${list.head}/${figures.map(({ label }) => label.slice(-8)).join('|')}`,
      evidence: {
        whole: total.value,
        sum,
        parts: figures.map(({ value }) => value).join('+'),
        difference: rounded(Math.abs(sum - total.value)),
        unit: '',
        relation: { code: sum > total.value ? 'more' : 'less' },
        quote: quoteWords(figures.map(({ label, value }) => `${label} ${value}`).join(' '), 40),
      },
    }),
  ]
}

/**
 * A figure of a small table against the same part of the same whole in the text: “共318条，其中门户网站240条” and a table of 318 with
 * 门户网站 260 (NI-003). They are the same where the whole is, and where the words of two rows or more are.
 */
export const ownTablesAgree = definePredicate({
  name: 'own-tables-agree',
  options: Options,
  evidence: ['name', 'level', 'first', 'second'],
  run: ({ report }, { parts, ...words }) =>
    figureLists(report, parts, words)
      .filter(({ alone }) => alone)
      .flatMap((list) => disagreementsIn(report, list)),
})

function disagreementsIn(report: AnnualReport, list: FigureList): Outcome[] {
  const { figures, total } = list
  const whole = total?.value ?? rounded(figures.reduce((add, { value }) => add + value, 0))
  const said = report.breakdowns
    .slice(0, MOST_BREAKDOWNS)
    .find((breakdown) => isSame(breakdown, whole) && pairsOf(breakdown, figures).length >= 2)
  if (!said) return []
  return pairsOf(said, figures).flatMap(({ part, figure }): Outcome[] => {
    const { low, high, value } = part.quantity
    if (low <= figure.value && figure.value <= high) return []
    const place = placeInSentence(report, said, part.span.start, part.span.end)
    return [
      failAt([place, placeOfFigure(list, figure)], {
        subject: `own-table/${figure.label}`,
        evidence: { name: figure.label, level: '', first: value, second: figure.value },
      }),
    ]
  })
}

const isSame = ({ whole: { quantity } }: Breakdown, whole: number): boolean => quantity.low <= whole && whole <= quantity.high

/** The parts of a list said in the text that a row of the table also has, by their words. */
const pairsOf = ({ parts }: Breakdown, figures: readonly Figure[]): { readonly part: SaidNumber; readonly figure: Figure }[] =>
  figures.flatMap((figure) => {
    const fitting = parts.filter(({ label }) => label.includes(figure.label))
    return fitting.length === 1 && fitting[0] ? [{ part: fitting[0], figure }] : []
  })

import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import { tableOf } from '../../form/form-lines.ts'
import { groupBy } from '../../language/group-by.ts'
import { placeAround, placeOfCell, rowName } from '../place.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { linesOfParts, type Sentence, sentencesIn, squeezedText } from '../text-lines.ts'

const Options = z.strictObject({
  /** By cell: its row as the text names it, in a text without blanks, with the number as the first group. */
  rows: z.array(z.strictObject({ cell: CellName, match: Pattern })).min(1),
  /** What a sentence must speak of, and what it must not. */
  about: Pattern,
  unless: Pattern,
  /** In front of a row's name: another name goes with the same number. */
  joined: Pattern,
})
type Options = z.infer<typeof Options>

interface Said {
  readonly cell: string
  readonly value: number
  readonly sentence: Sentence
  readonly start: number
  readonly end: number
}

/** “属于行政执法案卷15件” where the row of table three has another number (NT-013). Said in several places, one of them or all together may be right. */
export const rowsNamed = definePredicate({
  name: 'rows-named',
  options: Options,
  evidence: ['row', 'said', 'expected'],
  run: ({ report }, options) => {
    const said = sentencesIn(linesOfParts(report, [1])).flatMap((sentence) => saidIn(sentence, options))
    return [...groupBy(said, ({ cell }) => cell)].flatMap(([cell, sayings]): Failure[] => {
      const count = readCount(report, cell)
      const sum = sayings.reduce((add, { value }) => add + value, 0)
      if (!count.known || sum === count.value || sayings.some(({ value }) => value === count.value)) return []
      const places = sayings.map(({ sentence, start, end }) => placeAround(sentence, start, end, 8))
      return [
        failAt([...places, placeOfCell(report, cell)], {
          subject: `row/${cell}`,
          evidence: {
            row: rowName(report.form, tableOf(cell), cell.split('/')[1] ?? ''),
            said: sayings[0]?.value ?? 0,
            expected: count.value,
          },
          cells: [cell],
        }),
      ]
    })
  },
})

function saidIn(sentence: Sentence, { rows, about, unless, joined }: Options): Said[] {
  const squeezed = squeezedText(sentence)
  const { text } = squeezed
  if (!/\d/.test(text) || !matchesAny(text, [about]) || matchesAny(text, [unless])) return []
  return rows.flatMap(({ cell, match }) =>
    findAll(text, match).flatMap(({ start, text: words, groups: [number = ''] }): Said[] => {
      if (matchesAny(text.slice(0, start), [joined])) return []
      return [{ cell, value: Number(number), sentence, ...squeezed.span(start, start + words.length) }]
    }),
  )
}

import type { Measure, MeasureCase } from '../../form/measure.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { WordFault } from '../../language/lexicon-faults.ts'
import type { Claim } from '../../model/annual-report.ts'
import { createStatementReader } from './read-statements.ts'

type Measures = Readonly<Record<string, Measure>>

/** What is wrong with measures: a frame that names a feature or value which no lexicon file has. */
export const faultsOfMeasures = (lexicon: Lexicon, measures: Measures): WordFault[] =>
  Object.entries(measures).flatMap(([file, measure]) => {
    const { features } = lexicon
    const values = new Set(Object.values(features).flatMap(({ values: all }) => Object.keys(all)))
    const unknown: [readonly (string | number)[], string][] = []
    for (const [index, frame] of [measure.frame].flat().entries())
      for (const [feature, wanted] of Object.entries(frame)) {
        const path = ['frame', ...(Array.isArray(measure.frame) ? [index] : []), feature]
        if (!features[feature]) unknown.push([path, feature])
        for (const value of [wanted].flat().flatMap((one) => one.split('+')))
          if (!SPECIAL.has(value) && !features[feature]?.values[value]) unknown.push([path, value])
      }
    for (const key of ['said', 'here', 'allows', 'beside', 'unless'] as const)
      for (const [index, name] of measure[key].entries()) if (!features[name] && !values.has(name)) unknown.push([[key, index], name])
    if (measure.head !== undefined && !features[measure.head]) unknown.push([['head'], measure.head])
    return unknown.map(([path, name]) => ({ area: 'measures', file, path, code: 'unknown-feature', with: { name } }))
  })

const SPECIAL = new Set(['any', 'none', 'unsaid'])

/** Runs the cases of measures, all measures being known; how many there are, and those that do not hold. */
export function runMeasureCases(lexicon: Lexicon, measures: Measures): { readonly cases: number; readonly faults: readonly WordFault[] } {
  const read = createStatementReader({ lexicon, measures: Object.values(measures) })
  const results = Object.entries(measures).flatMap(([file, { measure, cases }]) =>
    cases.map((one, index): WordFault | null => {
      const fault = (code: WordFault['code'], got: string): WordFault => ({
        area: 'measures',
        file,
        path: ['cases', index],
        code,
        with: { say: one.say, got },
      })
      const name = one.as ?? measure
      if (name.includes('{')) return fault('no-member', name)
      const { claims } = read(
        [{ anchor: 'p1', part: 1, text: one.say, ...(one.about === undefined ? {} : { item: one.about }) }],
        one.year,
        null,
      )
      const own = claims.filter((claim) => claim.measure === name)
      return holds(one, own) ? null : fault('case', claims.map(describe).join('; ') || '—')
    }),
  )
  return { cases: results.length, faults: results.flatMap((fault) => fault ?? []) }
}

function holds({ counts, denies }: MeasureCase, own: readonly Claim[]): boolean {
  const said = own.filter(({ negated }) => !negated)
  const wholes = new Set(said.filter(isWhole).map(({ quantity }) => String(quantity.value)))
  const parts = new Set(said.filter((claim) => !isWhole(claim)).map(({ quantity }) => String(quantity.value)))
  return (
    own.some(({ negated }) => negated) === denies &&
    Object.entries(counts).every(([value, how]) => (how === 'whole' ? wholes.has(value) : parts.has(value) && !wholes.has(value))) &&
    [...wholes].every((value) => counts[value] === 'whole')
  )
}

const isWhole = ({ time, topic }: Claim): boolean => time === 'this' && topic === null

/** `requests/new 5: part (转来), near`. */
function describe({ measure, quantity, time, topic, negated, certainty }: Claim): string {
  const how = negated ? 'denied' : topic !== null ? `part (${topic})` : time === 'this' ? 'whole' : time
  return `${measure} ${quantity.value}: ${how}${certainty && certainty !== 'exact' ? `, ${certainty}` : ''}`
}

import { countWork } from '../../language/count-work.ts'
import type { Frame, Measure } from '../../form/measure.ts'
import type { FeatureValue, WordMeaning } from '../../language/features.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Word } from './split-sentences.ts'

/** What the words of a number say, feature by feature. */
export interface Said {
  readonly values: ReadonlyMap<string, string>
  /** Values that “and” joins to what is counted. */
  readonly joined: readonly string[]
  /** Every year that is spoken of: `this-year`, `last-year`, `next-year`. */
  readonly times: ReadonlySet<string>
  readonly words: readonly Word[]
  /** Words in brackets: they narrow, and say nothing else. */
  readonly asides: readonly Word[]
  /** The feature of the word at the number. */
  readonly head: string | null
  /** What is spoken of before the number's clause and around its sentence, the nearest first. */
  readonly context: readonly Mention[]
  /** Of this, what is said before it in its own sentence and in the heading. */
  readonly near: readonly Mention[]
  /** Of this, what is said before it in its own sentence. */
  readonly here: readonly Mention[]
}

/** What the context speaks of, and how many words away it does so first. */
export interface Mention {
  readonly meaning: WordMeaning
  readonly distance: number
}

/** What words speak of, each once, where it is said first: said again further away it changes nothing. */
export function mentionsIn(words: readonly Word[]): Mention[] {
  countWork(words.length)
  const first = new Map<WordMeaning, number>()
  for (const [index, { meaning }] of words.entries()) if (!first.has(meaning)) first.set(meaning, index + 1)
  return Array.from(first, ([meaning, distance]) => ({ meaning, distance }))
}

export interface Picked {
  readonly measure: string
  readonly source: Measure
  /** The first word that makes the number a part of the measure. */
  readonly narrowing: Word | null
  /** Something that the measure asks for was taken from outside the clause. */
  readonly inherited: boolean
}

interface Candidate extends Picked {
  readonly score: readonly number[]
}

/**
 * The measure whose frame the words satisfy: the one that leaves the fewest narrowing words over, then the one whose
 * frame the clause itself says most of, then the one that the context speaks of last. Null where none does.
 */
export function pickMeasure(lexicon: Lexicon, measures: readonly Measure[], said: Said): Picked | null {
  let best: Candidate | null = null
  for (const measure of measures)
    for (const frame of Array.isArray(measure.frame) ? measure.frame : [measure.frame]) {
      const candidate = fit(lexicon, measure, frame, said)
      if (candidate && (!best || isBetter(candidate.score, best.score))) best = candidate
    }
  return best
}

function isBetter(score: readonly number[], than: readonly number[]): boolean {
  const differing = score.findIndex((value, index) => value !== than[index])
  return differing >= 0 && (score[differing] ?? 0) > (than[differing] ?? 0)
}

function fit(lexicon: Lexicon, measure: Measure, frame: Frame, said: Said): Candidate | null {
  if (said.near.some(({ meaning }) => measure.unless.includes(meaning.value))) return null
  if (!measure.beside.every((value) => said.here.some(({ meaning }) => meaning.value === value))) return null
  if (measure.head !== undefined && measure.head !== said.head) return null
  const bound = new Map<string, string>()
  let own = 0
  let distance = 0
  for (const [feature, wanted] of Object.entries(frame)) {
    const values = typeof wanted === 'string' ? [wanted] : wanted
    const value = feature === 'time' ? values.find((time) => said.times.has(time)) : said.values.get(feature)
    if (values.includes('none')) {
      if (value !== undefined) return null
    } else if (value !== undefined) {
      if (!values.includes('any') && !values.includes(value)) return null
      bound.set(feature, value)
      own++
    } else {
      const inherits = lexicon.features[feature]?.inherits && !measure.said.includes(feature)
      const found = inherits ? lastMention(lexicon, feature, values, measure.here.includes(feature) ? said.here : said.context) : null
      if (!found && values.includes('unsaid') && !said.context.some(({ meaning }) => meaning.feature === feature)) continue
      if (!found) return null
      bound.set(feature, found.value)
      distance = Math.max(distance, found.distance)
    }
  }
  const narrows = ({ meaning: { feature, value } }: Word, aside: boolean): boolean =>
    lexicon.features[feature]?.narrows === true
      ? aside || !(feature in frame)
      : valueOf(lexicon, { feature, value })?.narrows === true && !said.joined.includes(value) && bound.get(feature) !== value
  const over = [...said.words.filter((word) => narrows(word, false)), ...said.asides.filter((word) => narrows(word, true))].filter(
    ({ meaning: { feature, value } }) => !measure.allows.includes(feature) && !measure.allows.includes(value),
  )
  const name = measure.measure.replace(/\{([a-z]+)\}/g, (_, feature: string) => bound.get(feature) ?? said.values.get(feature) ?? '')
  return { measure: name, source: measure, narrowing: over[0] ?? null, inherited: distance > 0, score: [-over.length, own, -distance] }
}

export const valueOf = (lexicon: Lexicon, { feature, value }: WordMeaning): FeatureValue | undefined =>
  lexicon.features[feature]?.values[value]

/** The nearest mention of one of the values, unless a later mention hides it (申请 behind 提案). */
function lastMention(
  lexicon: Lexicon,
  feature: string,
  wanted: readonly string[],
  context: readonly Mention[],
): { value: string; distance: number } | null {
  const hidden = new Set<string>()
  for (const { meaning, distance } of context) {
    const value = meaning.feature === feature ? meaning.value : valueOf(lexicon, meaning)?.implies[feature]
    if (value === undefined) continue
    if (wanted.includes(value)) return hidden.has(value) ? null : { value, distance }
    for (const other of valueOf(lexicon, meaning)?.hides ?? []) hidden.add(other)
  }
  return null
}

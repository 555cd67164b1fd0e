import type { Lexicon } from '../../language/lexicon.ts'
import { valueOf } from './pick-measure.ts'
import type { Phrase } from './read-phrase.ts'
import type { Word } from './split-sentences.ts'

export interface Meant {
  /** One value for each feature that a number's words speak of. */
  readonly values: ReadonlyMap<string, string>
  /** Values that “and” joins to what is counted. */
  readonly joined: readonly string[]
  /** The act is that of the number before. */
  readonly inherited?: boolean
}

/** “复议、诉讼分别为1件和2件”: the phrase of the first number, and which of the joined values comes next. */
export interface Series {
  readonly phrase: Phrase
  readonly next: number
}

interface Joined {
  readonly feature: string
  readonly values: readonly string[]
}

/** The series that the number belongs to: one that begins with it, or the one before where only “和” stands in between. */
export function continueSeries(lexicon: Lexicon, phrase: Phrase, before: Series | null): Series | null {
  if (has(phrase, 'respectively') && joinedOf(lexicon, phrase.words)) return { phrase, next: 0 }
  const only = phrase.unread.length === 0 && phrase.words.every(({ meaning }) => meaning.feature === 'and')
  return before && only ? { ...before, next: before.next + 1 } : null
}

/** What the number counts: one set of values; one for each of the joined things where it is said of each (各1件). */
export function valuesMeant(lexicon: Lexicon, own: Phrase, series: Series | null): Meant[] {
  const { words } = series?.phrase ?? own
  const joined = joinedOf(lexicon, words)
  const plain = valuesOf(lexicon, words)
  if (!joined) return [{ values: plain, joined: [] }]
  const withValue = (value: string): Meant => ({ values: new Map([...plain, [joined.feature, value]]), joined: joined.values })
  if (series) return joined.values.slice(series.next, series.next + 1).map(withValue)
  if (has(own, 'each')) return joined.values.map(withValue)
  return [withValue(joined.values.join('+'))]
}

const has = ({ words }: Phrase, value: string): boolean => words.some(({ meaning }) => meaning.value === value)

/** The value nearest to the number, or one that goes before the others; what a value implies where nothing is said of it. */
function valuesOf(lexicon: Lexicon, words: readonly Word[]): Map<string, string> {
  const values = new Map<string, string>()
  const ranked = new Set<string>()
  for (const { meaning } of words) {
    const outranks = valueOf(lexicon, meaning)?.outranks === true
    if (outranks) ranked.add(meaning.feature)
    if (outranks || !ranked.has(meaning.feature)) values.set(meaning.feature, meaning.value)
  }
  for (const { meaning } of words)
    for (const [feature, value] of Object.entries(valueOf(lexicon, meaning)?.implies ?? {}))
      if (!values.has(feature)) values.set(feature, value)
  return values
}

/** The values of one feature that “和”, “、” … join, ending with the one nearest to the number. */
function joinedOf(lexicon: Lexicon, words: readonly Word[]): Joined | null {
  const last = words.findLastIndex(({ meaning }) => lexicon.features[meaning.feature]?.joins)
  const feature = words[last]?.meaning.feature
  if (feature === undefined) return null
  // One word may be of two values (予以公开与部分公开).
  const values = (words[last]?.meaning.value ?? '').split('+')
  let joining = false
  let at = words[last]?.start ?? 0
  for (const word of words.slice(0, last).toReversed()) {
    if (word.end !== at) break
    at = word.start
    if (word.meaning.feature === 'and') joining = true
    else if (word.meaning.feature === feature) {
      if (!joining) break
      values.unshift(word.meaning.value)
      joining = false
    } else if (!PASSED.has(word.meaning.feature)) break
  }
  return values.length > 1 ? { feature, values } : null
}

/** Words that may stand between two joined values: “人大代表建议和市政协提案”. */
const PASSED = new Set(['level', 'act', 'empty', 'link'])

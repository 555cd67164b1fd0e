import { longestAt, tableOf } from './fold-words.ts'
import type { Vocabulary } from './knowledge.ts'

const HAN = /\p{Script=Han}/u

export interface Readings {
  /** Toneless syllables of Chinese characters; any other character stands for itself. */
  syllables(bare: string): string[]
  /** Cuts what is typed in pinyin into syllables; null where it is no pinyin. */
  cut(normal: string): string[] | null
  /** Puts our own terms where something is written that sounds the same: 列平横, or `liepingheng`. */
  mend(units: readonly string[], shortest: number): string
}

/** The longest term that is looked for, in syllables. */
const LONGEST_TERM = 9

/**
 * @param readings of characters in a row
 * @param heard the syllables that our own texts have, without those of the vocabulary
 */
// Long: its maps are filled once and shared by what it returns.
export function createReadings(vocabulary: Vocabulary, readings: string, heard: readonly string[]): Readings {
  const ofCharacter = new Map(
    Array.from(readings.matchAll(/([^a-z])([a-z]*)/g), ([, character, reading]) => [character as string, reading as string]),
  )
  const words = new Map(Object.entries(vocabulary.readings).map(([word, joined]) => [word, joined.split(' ')]))
  const known = new Set([...heard, ...[...words.values()].flat()])
  const special = tableOf(words.keys())
  const syllables = (bare: string): string[] => {
    const units: string[] = []
    for (let at = 0; at < bare.length;) {
      const word = longestAt(special, bare, at)
      units.push(...(words.get(word ?? '') ?? [ofCharacter.get(bare.charAt(at)) || bare.charAt(at)]))
      at += word?.length ?? 1
    }
    return units
  }
  const terms = new Map<string, string>()
  for (const term of [...vocabulary.same.map(([first]) => first as string), ...vocabulary.same.flat(), ...vocabulary.terms].toReversed())
    if (term.length > 1) terms.set(syllables(term).join(' '), term)
  return {
    syllables,
    cut: (normal) => cutPinyin(normal, syllables, known),
    mend: (units, shortest) => {
      const read = units.map((unit) => (HAN.test(unit) ? (syllables(unit)[0] as string) : unit))
      let mended = ''
      for (let at = 0; at < units.length;) {
        let length = Math.min(LONGEST_TERM, units.length - at)
        while (length >= shortest && !terms.has(read.slice(at, at + length).join(' '))) length--
        const term = length >= shortest ? terms.get(read.slice(at, at + length).join(' ')) : undefined
        mended += term ?? units[at]
        at += term === undefined ? 1 : length
      }
      return mended
    },
  }
}

/** A question is pinyin where most of its letters cut into syllables that our own texts have. */
function cutPinyin(normal: string, syllables: Readings['syllables'], known: ReadonlySet<string>): string[] | null {
  const latin = normal.replace(/[^a-z]/g, '')
  const han = normal.replace(/[^\p{Script=Han}]/gu, '')
  if (latin.length < 6 || han.length * 2 > latin.length) return null
  const cut: string[] = []
  let lost = 0
  for (const run of normal.match(/[a-z]+|\d+|\p{Script=Han}+/gu) ?? []) {
    if (/^\d/.test(run)) cut.push(run)
    else if (!/^[a-z]/.test(run)) cut.push(...syllables(run))
    else {
      const parts = cutRun(run, known)
      if (parts) cut.push(...parts)
      else lost += run.length
    }
  }
  return lost * 4 <= latin.length && cut.length >= 3 ? cut : null
}

/** The fewest syllables that make the run; null where it cannot be cut. */
function cutRun(run: string, known: ReadonlySet<string>): string[] | null {
  const best: (string[] | null)[] = [[]]
  for (let end = 1; end <= run.length; end++) {
    best[end] = null
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const before = best[start]
      const syllable = run.slice(start, end)
      if (before && known.has(syllable) && before.length + 1 < (best[end]?.length ?? Number.POSITIVE_INFINITY))
        best[end] = [...before, syllable]
    }
  }
  return best[run.length] ?? null
}

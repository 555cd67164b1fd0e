import { countWork } from './count-work.ts'

/** What is kept of a text to find it again in others: hashes, no words. */
export interface TextPrints {
  /** Whole sentences of the part that speaks of problems: hash and length. */
  readonly sentences: readonly (readonly [hash: number, length: number])[]
  /** A sample of its stretches of ten characters: those whose hash a fixed number divides, so that two texts sample alike. */
  readonly stretches: readonly number[]
}

/** A unit and what is kept of its text. */
interface Unit {
  readonly id: string
  readonly prints: TextPrints
}

/** What two units have in common once what many share is left out. */
export interface SharedText {
  readonly one: string
  readonly other: string
  /** Sentences on problems that are the same word for word. */
  readonly sentences: number
  /** Share of the shorter text, in percent. */
  readonly percent: number
}

export const STRETCH = 10
/** One stretch in eight is kept, as many of a text at most. */
const SAMPLE = 8
const MOST_STRETCHES = 160
const MOST_SENTENCES = 60
/** Shorter sentences are the same by chance. */
const SHORTEST_SENTENCE = 14
/** So many sentences, which have so many characters together, are copied. */
const LEAST_SENTENCES = 3
const LEAST_CHARACTERS = 60
/** So much of the text is copied, where so many stretches of both are left to compare. */
const LEAST_PERCENT = 60
const LEAST_STRETCHES = 15
/** What a third of four or more units share, and three at least, is a model text; in any case what so many share. */
const FEWEST_UNITS = 4
const SHARERS = 1 / 3
const COPIERS = 2
const MOST_SHARERS = 30

/** @param problems sentences of the part on problems; @param all sentences of the whole text, both without what never counts */
export function printsOf(problems: readonly string[], all: readonly string[]): TextPrints {
  const long = problems.filter((sentence) => sentence.length >= SHORTEST_SENTENCE).slice(0, MOST_SENTENCES)
  const sampled = new Set<number>()
  for (const sentence of all)
    for (let at = 0; at + STRETCH <= sentence.length; at++) {
      const hash = hashOf(sentence.slice(at, at + STRETCH))
      if (hash % SAMPLE === 0) sampled.add(hash)
    }
  const sentences = new Map(long.map((sentence) => [hashOf(sentence), sentence.length] as const))
  return { sentences: [...sentences], stretches: [...sampled].toSorted((a, b) => a - b).slice(0, MOST_STRETCHES) }
}

/**
 * Which of the units of one superior have copied from each other. A hash that more than a few units hold is a model
 * text and makes no pairs, so that the work grows with the number of units and not with its square.
 * @param units those whose texts have come
 * @param all how many units there are: of four or more, the first three cannot tell a model text
 */
export function sharedTexts(units: readonly Unit[], all: number = units.length): SharedText[] {
  if (units.length < Math.min(all, FEWEST_UNITS)) return []
  const most = units.length < FEWEST_UNITS ? COPIERS + 1 : Math.min(MOST_SHARERS, Math.max(COPIERS, Math.ceil(units.length * SHARERS) - 1))
  const sentences = holdersOf(units, ({ sentences: own }) => own.map(([hash]) => hash))
  const stretches = holdersOf(units, ({ stretches: own }) => own)
  const lengths = new Map(units.flatMap(({ prints }) => prints.sentences))
  const pairs = new Map<number, { sentences: number; characters: number; stretches: number }>()
  const left = units.map(() => 0)
  const pair = (one: number, other: number) => {
    const key = one * units.length + other
    const found = pairs.get(key) ?? { sentences: 0, characters: 0, stretches: 0 }
    pairs.set(key, found)
    return found
  }
  for (const [hash, holders] of sentences)
    eachPair(holders, most, (one, other) => {
      const found = pair(one, other)
      found.sentences++
      found.characters += lengths.get(hash) ?? 0
    })
  for (const holders of stretches.values()) {
    if (holders.length <= most) for (const holder of holders) left[holder] = (left[holder] ?? 0) + 1
    eachPair(holders, most, (one, other) => void pair(one, other).stretches++)
  }
  return [...pairs].flatMap(([key, found]): SharedText[] => {
    const [one, other] = [Math.floor(key / units.length), key % units.length]
    const base = Math.min(left[one] ?? 0, left[other] ?? 0)
    const percent = base >= LEAST_STRETCHES ? Math.round((found.stretches / base) * 100) : 0
    const same = found.sentences >= LEAST_SENTENCES && found.characters >= LEAST_CHARACTERS ? found.sentences : 0
    if (same === 0 && percent < LEAST_PERCENT) return []
    return [{ one: units[one]?.id ?? '', other: units[other]?.id ?? '', sentences: same, percent: percent < LEAST_PERCENT ? 0 : percent }]
  })
}

function holdersOf(units: readonly Unit[], hashes: (prints: TextPrints) => readonly number[]): Map<number, number[]> {
  const holders = new Map<number, number[]>()
  for (const [index, { prints }] of units.entries()) {
    const own = hashes(prints)
    countWork(own.length)
    for (const hash of own) {
      const known = holders.get(hash)
      if (known) known.push(index)
      else holders.set(hash, [index])
    }
  }
  return holders
}

function eachPair(holders: readonly number[], most: number, take: (one: number, other: number) => void): void {
  if (holders.length > most) return
  countWork(holders.length ** 2)
  for (const [at, one] of holders.entries()) for (const other of holders.slice(at + 1)) take(one, other)
}

/** 32 bits (FNV-1a, then mixed so that any of its bits may choose a sample). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  countWork(text.length)
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

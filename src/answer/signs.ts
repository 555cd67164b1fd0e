import { normaliseQuestion } from './normalise-question.ts'

/** Signs of a rule or topic; regular expressions with their parts filled in (knowledge.ts). */
export interface EntrySigns {
  /** What it is about: where this is not named, the sides say nothing. */
  readonly about: string
  /** Sides from which one asks. */
  readonly asks: readonly string[]
  /** What settles it alone: all of `all`, and none of `unless`. */
  readonly settles: readonly { readonly all: readonly string[]; readonly unless?: string | undefined }[]
}

/** By rule or topic. */
export type Signs = Readonly<Record<string, EntrySigns>>

const SETTLED = 3

export interface SignReader {
  /** By the place in `ids`: 0 where its matter is not named, up to 1 where every side is; more where it is settled. */
  score(question: string): Float64Array
}

/** @throws SyntaxError for a pattern that does not parse */
export function createSignReader(ids: readonly string[], signs: Signs): SignReader {
  const place = new Map(ids.map((id, at) => [id, at]))
  const entries = Object.entries(signs).flatMap(([id, { about, asks, settles }]) => {
    const at = place.get(id)
    return at === undefined
      ? []
      : [{ at, about: new RegExp(about), asks, settles: settles.length === 0 ? null : new RegExp(settles.map(joinSettling).join('|')) }]
  })
  const sides = new Map(entries.flatMap(({ asks }) => asks).map((source) => [source, new RegExp(source)]))
  return {
    score(question) {
      const bare = normaliseQuestion(question).replace(/\s/g, '')
      // Many entries are asked about from the same side: each is tried once a question.
      const tried = new Map<string, boolean>()
      const isAsked = (source: string): boolean => {
        const known = tried.get(source)
        if (known !== undefined) return known
        const now = sides.get(source)?.test(bare) === true
        tried.set(source, now)
        return now
      }
      const scores = new Float64Array(ids.length)
      for (const { at, about, asks, settles } of entries)
        if (settles?.test(bare)) scores[at] = SETTLED
        else if (about.test(bare)) scores[at] = asks.length === 0 ? 0.8 : 0.25 + (0.75 * asks.filter(isAsked).length) / asks.length
      return scores
    },
  }
}

/** One expression for all conditions: an engine reads one long expression faster than many short ones. */
function joinSettling({ all, unless }: EntrySigns['settles'][number]): string {
  const [only = '', ...more] = all
  if (more.length === 0 && unless === undefined) return only
  return `^${unless === undefined ? '' : `(?!.*(?:${unless}))`}${all.map((each) => `(?=.*(?:${each}))`).join('')}`
}

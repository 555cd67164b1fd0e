import { normaliseQuestion } from './normalise-question.ts'

/** rules/lexicon/signs.yaml: by rule or topic, patterns for what it is about and from which side one asks; one that begins with `!` settles it alone. */
export type Signs = Readonly<Record<string, readonly string[]>>

const SETTLED = 3

export interface SignReader {
  /** By the place in `ids`: 0 where its matter is not named, up to 1 where every side is; more where it is settled. */
  score(question: string): Float64Array
}

/** @throws SyntaxError for a pattern that does not parse */
export function createSignReader(ids: readonly string[], signs: Signs): SignReader {
  const place = new Map(ids.map((id, at) => [id, at]))
  const compiled = Object.entries(signs).flatMap(([id, groups]) => {
    const at = place.get(id)
    const compile = (group: string): RegExp => new RegExp(group.toLowerCase().replaceAll('（', '\\(').replaceAll('）', '\\)'))
    const settling = groups.filter((group) => group.startsWith('!')).map((group) => compile(group.slice(1)))
    const [matter, ...sides] = groups.filter((group) => !group.startsWith('!')).map(compile)
    return at === undefined || !matter ? [] : [{ at, matter, sides, settling }]
  })
  return {
    score(question) {
      const bare = normaliseQuestion(question).replace(/\s/g, '')
      const scores = new Float64Array(ids.length)
      for (const { at, matter, sides, settling } of compiled)
        if (settling.some((pattern) => pattern.test(bare))) scores[at] = SETTLED
        else if (matter.test(bare)) scores[at] = sides.length === 0 ? 0.8 : 0.25 + (0.75 * sides.filter((side) => side.test(bare)).length) / sides.length
      return scores
    },
  }
}

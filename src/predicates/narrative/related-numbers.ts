import { z } from 'zod'
import { readNumber } from '../../language/chinese-numerals.ts'
import { expandParts, problemOf } from '../../language/pattern.ts'
import { Basis } from '../../model/rule.ts'
import type { Code } from '../../model/outcome.ts'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { findAll, matchesAny, mayMatch, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn, squeezedText } from '../text-lines.ts'

/** How numbers of one sentence hang together: a + b (+ d) = c; a − b = c; a × b = c; b is at most a; a is none; b of a is c per cent; a over b is c. */
const RELATIONS = ['sum', 'difference', 'product', 'at-most', 'none', 'share', 'average'] as const

const Relation = z.strictObject({
  is: z.enum(RELATIONS),
  /**
   * In a text without blanks, with {words} of the check: the numbers as groups `a`, `b`, `c`, which may stand in several
   * ways; groups `u…` are their units, which must be one.
   */
  match: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  /** Fine where the sentence says this. */
  unless: z.array(Pattern).default([]),
  /** Of a difference: less than it is fine, since something else made up the rest (what was merged was not closed). */
  orLess: z.boolean().default(false),
  /** At most this, where the text does not say the larger number. */
  most: z.number().int().optional(),
  /** What it rests on, where that is not arithmetic. */
  basis: z.array(Basis).min(1).optional(),
})

const Options = z
  .strictObject({
    words: z.record(z.string(), z.array(z.string().min(1)).min(1)),
    relations: z.array(Relation).min(1),
    /** Fine everywhere: loose numbers. */
    unless: z.array(Pattern).default([]),
  })
  .transform(({ words, relations, unless }, context) => ({
    unless,
    relations: relations.map(({ match, ...relation }) => {
      const source = expandParts([match].flat(), words)
      const found = problemOf(source)
      if (found) context.addIssue({ code: 'custom', message: found.problem, params: { source, ...found } })
      return { ...relation, match: found ? /(?!)/ : new RegExp(source, 'gu') }
    }),
  }))
type Options = z.infer<typeof Options>
type Relation = Options['relations'][number]

/** “由41个整合为33个，减少18个”, “发放200份，收回216份”: numbers of one sentence that cannot be together (NI-009). */
export const numbersRelated = definePredicate({
  name: 'numbers-related',
  options: Options,
  evidence: ['problem', 'a', 'b', 'c', 'right', 'unit'],
  codes: [...RELATIONS],
  run: ({ report }, options) => {
    const sentences = sentencesIn(bodyLines(report)).filter(({ text }) => /\d/.test(text) || /\p{N}/u.test(text))
    const all = sentences.map((sentence) => squeezedText(sentence).text).join('\n')
    const relations = options.relations.filter(({ match }) => mayMatch(all, match))
    return relations.length === 0 ? [] : sentences.flatMap((sentence) => faultsIn(sentence, { ...options, relations }))
  },
})

function faultsIn(sentence: Sentence, { relations, unless }: Options): Found {
  const squeezed = squeezedText(sentence)
  return relations.flatMap((relation): Found =>
    findAll(squeezed.text, relation.match).flatMap(({ text, start }): Found => {
      const problem = problemIn(text, relation)
      if (!problem || matchesAny(text, unless) || matchesAny(squeezed.text, relation.unless)) return []
      const { start: from, end } = squeezed.span(start, start + text.length)
      return failAt(placeAround(sentence, from, end, 6), {
        subject: `related/${relation.is}/${text.slice(0, 30)}`,
        evidence: { problem },
        ...(relation.basis ? { basis: relation.basis } : {}),
      })
    }),
  )
}

/** What is wrong with the numbers of a match; null where nothing is, or one cannot be read. */
function problemIn(text: string, { is, match, most, orLess }: Relation): Code | null {
  const groups = Object.entries(new RegExp(match.source, 'u').exec(text)?.groups ?? {}).filter(([, value]) => value !== undefined)
  const units = new Set(groups.flatMap(([name, value]) => (name.startsWith('u') ? [value] : [])))
  const number = (name: string): number | null => readNumber(groups.find(([key]) => key[0] === name)?.[1] ?? '')
  const [a, b, c] = [most ?? number('a'), number('b'), number('c')]
  if (units.size > 1) return null
  const unit = [...units][0] ?? ''
  const told = (right: number): Code => ({ code: is, with: { a: a ?? '', b: b ?? '', c: c ?? '', right, unit } })
  if (is === 'none') return a !== null && a > 0 ? told(0) : null
  if (a === null || b === null) return null
  if (is === 'at-most') return b > a ? told(a) : null
  if (is === 'share') return shareProblem(text, { a, b, said: groups.find(([key]) => key[0] === 'c')?.[1] ?? '', unit })
  if (is === 'average') {
    const said = groups.find(([key]) => key[0] === 'c')?.[1]?.replaceAll(',', '') ?? ''
    const mean = a / b
    if (b === 0 || said === '' || Math.abs(mean - Number(said)) < 10 ** -(said.split('.')[1]?.length ?? 0)) return null
    return { code: is, with: { a, b, c: said, right: Math.round(mean * 10) / 10, unit } }
  }
  const right = is === 'sum' ? a + b + (number('d') ?? 0) : is === 'difference' ? a - b : a * b
  return c === null || c === right || right < 0 || (orLess && c < right) ? null : told(right)
}

/** Of all, of all without one of the numbers between (those not settled yet), or with it: null where one of them gives the share. */
function shareProblem(text: string, { a, b, said, unit }: { a: number; b: number; said: string; unit: string }): Code | null {
  const others = [...text.matchAll(/\d{1,6}/g)].map(([number]) => Number(number))
  const step = 10 ** -(said.split('.')[1]?.length ?? 0)
  const gives = (whole: number): boolean => whole > 0 && Math.abs((100 * b) / whole - Number(said)) <= step
  if (b > a || said === '' || gives(a) || others.some((other) => gives(a - other) || gives(b + other) || gives(a + other))) return null
  return { code: 'share', with: { a, b, c: `${said}%`, right: `${((100 * b) / a).toFixed(1)}%`, unit } }
}

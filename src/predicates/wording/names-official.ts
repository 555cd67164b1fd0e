import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'

const Options = z.strictObject({
  /** Right names, as they stand between 《 and 》. */
  names: z.array(z.string().min(4)).min(1),
  /** Other names that are right although they look alike (short forms, local rules). */
  also: z.array(Pattern).default([]),
  /** At most so many characters off, and not more than a quarter of the name. */
  distance: z.number().int().min(1).max(4).default(3),
})

/** Names in 《》 that are nearly, but not quite, those of known laws and documents. */
export const namesOfficial = definePredicate({
  name: 'names-official',
  options: Options,
  evidence: ['written', 'right', 'what', 'count', 'sentence'],
  run: ({ report }, { names, also, distance }) => {
    const found = new Map<string, Outcome>()
    for (const line of bodyLines(report))
      for (const match of line.text.matchAll(/[《〈]([^《》〈〉]{5,60})[》〉]/g)) {
        const written = (match[1] ?? '').replace(/[\s\u3000\u00a0]/g, '')
        if (names.includes(written) || matchesAny(written, also)) continue
        const right = names.find((name) => editDistance(name, written, Math.min(distance, Math.floor(name.length / 4))) > 0)
        if (!right || found.has(written)) continue
        const start = match.index + 1
        found.set(written, {
          kind: 'fail',
          subject: `name/${written}`,
          evidence: { written, right, what: '名称', count: 1, sentence: match[0] },
          places: [placeOfSpan(line, match[0], match.index, match.index + match[0].length)],
          repairs: [{ anchor: line.anchor, start, end: start + (match[1] ?? '').length, before: match[1] ?? '', after: right }],
        })
      }
    return found.size ? [...found.values()] : [{ kind: 'pass' }]
  },
})

/** Edits between two names, 0 where they are the same, −1 where there are more than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return -1
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    if (Math.min(...next) > limit) return -1
    row = next
  }
  const edits = row[b.length] ?? 0
  return edits > limit ? -1 : edits
}

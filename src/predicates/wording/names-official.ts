import { z } from 'zod'
import { editDistance } from '../../language/edit-distance.ts'
import { withoutBlanks } from '../../language/fold-characters.ts'
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
        const written = withoutBlanks(match[1] ?? '')
        if (names.includes(written) || matchesAny(written, also)) continue
        const right = names.find((name) => editDistance(name, written, Math.min(distance, Math.floor(name.length / 4))) < Infinity)
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

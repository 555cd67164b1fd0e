import { z } from 'zod'
import { editDistance } from '../../language/edit-distance.ts'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type TextLine } from '../text-lines.ts'

const IN_BRACKETS = /[《〈]([^《》〈〉]{5,60})[》〉]/g

const Options = z.strictObject({
  /** Right names, as they stand between 《 and 》. */
  names: z.array(z.string().min(4)).min(1),
  /** Other names that are right although they look alike (short forms, local rules). */
  also: z.array(Pattern).default([]),
  /** At most so many characters off, and not more than a quarter of the name. */
  distance: z.number().int().min(1).max(4).default(3),
})
type Options = z.infer<typeof Options>

/** Names in 《》 that are nearly, but not quite, those of known laws and documents. */
export const namesOfficial = definePredicate({
  name: 'names-official',
  options: Options,
  evidence: ['written', 'right'],
  run: ({ report }, options) => bodyLines(report).flatMap((line) => misspeltIn(line, options)),
})

const misspeltIn = (line: TextLine, { names, also, distance }: Options): Found =>
  [...line.text.matchAll(IN_BRACKETS)].flatMap(({ 0: quoted, 1: before = '', index }): Found => {
    const written = withoutBlanks(before)
    if (names.includes(written) || matchesAny(written, also)) return []
    const right = names.find((name) => editDistance(name, written, Math.min(distance, Math.floor(name.length / 4))) < Infinity)
    if (right === undefined) return []
    const start = index + 1
    return failAt(placeOfSpan(line, quoted, index, index + quoted.length), {
      subject: `name/${written}`,
      evidence: { written, right },
      repairs: [{ anchor: line.anchor, start, end: start + before.length, before, after: right }],
    })
  })

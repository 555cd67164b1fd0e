import { z } from 'zod'
import { placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { linesOfParts, type Sentence, sentencesIn } from '../text-lines.ts'

const ResultOptions = z.strictObject({
  /** Which kind of result (as the text may word it) belongs to which group of table 3. */
  kinds: z.array(z.strictObject({ words: z.array(z.string()).min(1), group: z.string() })).min(1),
  groups: z.array(z.string()).min(2),
  /** What may stand between a group and a kind named under it. */
  between: Pattern,
})
type ResultOptions = z.infer<typeof ResultOptions>

/** A kind of result put under the wrong group: “不予公开（没有现成信息需要另行制作）1件”. */
export const resultClassNamed = definePredicate({
  name: 'result-class-named',
  options: ResultOptions,
  evidence: ['kind', 'said', 'group'],
  run: ({ report }, options) => sentencesIn(linesOfParts(report, [1, 3])).flatMap((sentence) => misnamedIn(sentence, options).slice(0, 1)),
})

function misnamedIn(sentence: Sentence, options: ResultOptions): Failure[] {
  const { text, start } = sentence
  return options.kinds.flatMap(({ words, group }) =>
    words.flatMap((word): Failure[] => {
      const at = text.indexOf(word)
      const said = at < 0 ? undefined : groupBefore(text.slice(0, at), options)
      if (said === undefined || said === group) return []
      const place = placeOfSpan(sentence, text, start + Math.max(0, at - said.length - 1), start + at + word.length)
      return [failAt(place, { subject: `${said}/${word}`, evidence: { kind: word, said, group } })]
    }),
  )
}

/** The group that the words right in front name for it: in a bracket, or “因…”, “（其中）”; nothing counted in between. */
function groupBefore(before: string, { groups, between }: ResultOptions): string | undefined {
  const tail = before.slice(-24)
  return groups.find((group) => {
    const at = tail.lastIndexOf(group)
    return at >= 0 && matchesAny(tail.slice(at + group.length), [between])
  })
}

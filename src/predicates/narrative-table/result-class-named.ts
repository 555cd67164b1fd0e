import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { bodyLines, sentencesOf } from '../text-lines.ts'

const Options = z.strictObject({
  /** Which kind of result (as the text may word it) belongs to which group of table 3. */
  kinds: z.array(z.strictObject({ words: z.array(z.string()).min(1), group: z.string() })).min(1),
  groups: z.array(z.string()).min(2),
})

/** A kind of result put under the wrong group: “不予公开（没有现成信息需要另行制作）1件”. */
export const resultClassNamed = definePredicate({
  name: 'result-class-named',
  options: Options,
  evidence: ['kind', 'said', 'group', 'quote'],
  run: ({ report }, { kinds, groups }): Outcome[] => {
    const outcomes = bodyLines(report).flatMap((line) =>
      line.part !== 1 && line.part !== 3
        ? []
        : sentencesOf(line).flatMap((sentence): Outcome[] => {
            const text = sentence.text
            for (const { words, group } of kinds)
              for (const word of words) {
                const at = text.indexOf(word)
                if (at < 0) continue
                const said = groupBefore(text.slice(0, at), groups)
                if (said && said !== group)
                  return [
                    {
                      kind: 'fail',
                      subject: `${said}/${word}`,
                      evidence: { kind: word, said, group, quote: quoteWords(text, 40) },
                      places: [
                        placeOfSpan(line, text, sentence.start + Math.max(0, at - said.length - 1), sentence.start + at + word.length),
                      ],
                    },
                  ]
              }
            return []
          }),
    )
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

/** The group that the words right in front name for it: in a bracket, or “因…”, “（其中）”; nothing counted in between. */
function groupBefore(before: string, groups: readonly string[]): string | null {
  const tail = before.slice(-24)
  for (const group of groups) {
    const at = tail.lastIndexOf(group)
    if (at < 0) continue
    const between = tail.slice(at + group.length)
    if (/^(?:的)?(?:\s?\d{1,5}\s?件)?[（(：:]\s?(?:因|属于|为|原因为|均为|其中)?(?:\d{1,5}件)?(?:属于|为|因)?$/.test(between)) return group
  }
  return null
}

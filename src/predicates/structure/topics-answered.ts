import { z } from 'zod'
import { afterAnyHead, afterItemHead } from '../../language/list-marks.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, joinLines, type TextLine } from '../text-lines.ts'

/** Where a text takes up several subjects, it says of each how many there were or that there were none. */
export const topicsAnswered = definePredicate({
  name: 'topics-answered',
  options: z.strictObject({
    /** A paragraph or heading that takes up the subject. */
    about: Pattern,
    topics: z.array(z.strictObject({ label: z.string(), named: Pattern, answered: z.array(Pattern).min(1) })).min(1),
    /** An answer for all of them at once: 无, 未承办, 建议提案共N件. */
    forAll: z.array(Pattern).default([]),
    /** How many paragraphs after the first belong to it, up to the next numbered heading. */
    reach: z.number().int().default(4),
  }),
  evidence: ['item', 'problem', 'profile', 'part'],
  codes: ['unanswered'],
  run: ({ report }, { about, topics, forAll, reach }) => {
    const lines = bodyLines(report)
    const blocks = lines.flatMap((line, index) =>
      line.part !== 0 && isHead(line) && matchesAny(headOf(line), [about]) ? [{ line, text: textOf(lines, index, reach) }] : [],
    )
    // What one place leaves open another may say.
    const text = blocks.map((block) => block.text).join('\n')
    if (matchesAny(text, forAll)) return []
    const open = topics.filter((topic) => matchesAny(text, [topic.named]) && !matchesAny(text, topic.answered))
    return open.flatMap((topic) => {
      const at = blocks.find((block) => findAll(block.text, topic.named).length) ?? blocks[0]
      if (!at) return []
      return failAt(placeOfSpan(at.line, at.line.text), {
        subject: `answered/${topic.label}`,
        evidence: { item: topic.label, problem: { code: 'unanswered' }, profile: '', part: '' },
      })
    })
  },
})

const LONGEST_HEAD = 30

const isHead = ({ text }: TextLine): boolean => afterItemHead(text) !== null || text.trim().length <= LONGEST_HEAD
const headOf = ({ text }: TextLine): string => text.slice(0, 40).split(/[。；;：:]/)[0] ?? ''

/** A line and those below it, up to `reach`, before the next number and within the part. */
function textOf(lines: readonly TextLine[], index: number, reach: number): string {
  const below = lines.slice(index + 1, index + 1 + reach)
  const end = below.findIndex((line) => afterAnyHead(line.text) !== null || line.part !== lines[index]?.part)
  return joinLines([...lines.slice(index, index + 1), ...(end < 0 ? below : below.slice(0, end))])
}

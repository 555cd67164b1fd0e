import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type TextLine } from '../text-lines.ts'

const Options = z.strictObject({
  /** A paragraph or heading that takes up the subject. */
  about: Pattern,
  topics: z.array(z.strictObject({ label: z.string(), named: Pattern, answered: z.array(Pattern).min(1) })).min(1),
  /** An answer for all of them at once: 无, 未承办, 建议提案共N件. */
  forAll: z.array(Pattern).default([]),
  /** How many paragraphs after the first belong to it, up to the next numbered heading. */
  reach: z.number().int().default(4),
})

/** Where a text takes up several subjects, it says of each how many there were or that there were none. */
export const topicsAnswered = definePredicate({
  name: 'topics-answered',
  options: Options,
  evidence: ['item', 'problem', 'profile', 'part'],
  run: ({ report }, options) => {
    const lines = bodyLines(report)
    const blocks = lines.flatMap((line, index) =>
      line.part !== 0 && isHead(line) && matchesAny(headOf(line), [options.about])
        ? [{ line, text: textOf(lines, index, options.reach) }]
        : [],
    )
    if (!blocks.length) return [{ kind: 'pass' }]
    // What one place leaves open another may say.
    const text = blocks.map((block) => block.text).join('\n')
    if (matchesAny(text, options.forAll)) return [{ kind: 'pass' }]
    const open = options.topics.filter((topic) => matchesAny(text, [topic.named]) && !matchesAny(text, topic.answered))
    if (!open.length) return [{ kind: 'pass' }]
    return open.map((topic): Outcome => {
      const at = blocks.find((block) => findAll(block.text, topic.named).length) ?? (blocks[0] as (typeof blocks)[number])
      return {
        kind: 'fail',
        subject: `answered/${topic.label}`,
        evidence: { item: topic.label, problem: `写到了${topic.label}，但没有交代有没有、几件`, profile: '', part: '' },
        places: [placeOfSpan(at.line, at.line.text)],
      }
    })
  },
})

const isHead = (line: TextLine): boolean =>
  /^[\s\u3000]*(?:[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．])/.test(line.text) || line.text.trim().length <= 30
const headOf = (line: TextLine): string => line.text.slice(0, 40).split(/[。；;：:]/)[0] ?? ''

function textOf(lines: readonly TextLine[], index: number, reach: number): string {
  const found = [lines[index]?.text ?? '']
  for (const line of lines.slice(index + 1, index + 1 + reach)) {
    if (
      /^[\s\u3000]*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．])/.test(line.text) ||
      line.part !== lines[index]?.part
    )
      break
    found.push(line.text)
  }
  return found.join('\n')
}

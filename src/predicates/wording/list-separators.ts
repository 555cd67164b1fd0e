import { z } from 'zod'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { linesOfParts } from '../text-lines.ts'

/** The list of the six parts in the preamble uses one kind of separator. */
export const listSeparators = definePredicate({
  name: 'list-separators',
  options: z.strictObject({}),
  evidence: ['written', 'right', 'what', 'sentence', 'count'],
  run: ({ report }) => {
    const names = report.form.sections.map((section) => section.heading)
    for (const line of linesOfParts(report, [0])) {
      const text = line.text.replace(/[\s\u3000]/g, '')
      // “…改进情况，以及其他需要报告的事项”: the stop before the last is a sentence's, not the list's.
      const after = names.flatMap((name) => {
        const at = text.indexOf(name)
        const char = at < 0 ? undefined : text[at + name.length]
        return char && '、；;，,'.includes(char) && !/^(?:以及|和|及|与|并)/.test(text.slice(at + name.length + 1)) ? [char] : []
      })
      const kinds = new Set(after.map((char) => (char === ';' ? '；' : char === ',' ? '，' : char)))
      if (after.length < 4 || kinds.size < 2) continue
      const at = Math.max(0, line.text.indexOf(names[0] ?? ''))
      return [
        {
          kind: 'fail',
          subject: 'list-separators',
          evidence: {
            written: [...kinds].map((kind) => `“${kind}”`).join('和'),
            right: '；',
            what: '六个部分的列举混用了不同的标点',
            sentence: quoteWords(line.text.slice(at), 50),
            count: kinds.size,
          },
          places: [placeOfSpan(line, line.text.slice(at))],
        },
      ]
    }
    return [{ kind: 'pass' }]
  },
})

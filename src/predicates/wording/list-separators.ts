import { z } from 'zod'
import type { Said } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { linesOfParts, type TextLine } from '../text-lines.ts'

/** Separators of a list, in half and full width. */
const SEPARATORS: Readonly<Record<string, string>> = { '、': '、', '；': '；', '，': '，', ';': '；', ',': '，' }
/** Fewer are no list of the parts. */
const FEWEST = 4

/** The list of the six parts in the preamble uses one kind of separator. */
export const listSeparators = definePredicate({
  name: 'list-separators',
  options: z.strictObject({
    /** Words that lead in the last item: the stop in front of them is a sentence's, not the list's. */
    and: Pattern,
  }),
  evidence: ['written', 'what', 'sentence', 'mark', 'first', 'second'],
  codes: ['mixed-separators', 'mark', 'both'],
  run: ({ report }, { and }) => {
    const names = report.form.sections.map(({ heading }) => heading)
    const [found] = linesOfParts(report, [0]).flatMap((line) => mixedIn(line, names, and))
    return found ? [found] : []
  },
})

function mixedIn(line: TextLine, names: readonly string[], and: RegExp): Found {
  const text = line.text.replace(/\s/g, '')
  const used = names.flatMap((name) => {
    const at = text.indexOf(name)
    const mark = at < 0 ? undefined : SEPARATORS[text.charAt(at + name.length)]
    return mark && !matchesAny(text.slice(at + name.length + 1), [and]) ? [mark] : []
  })
  const kinds = [...new Set(used)]
  if (used.length < FEWEST || kinds.length < 2) return []
  const list = line.text.slice(Math.max(0, line.text.indexOf(names[0] ?? '')))
  return failAt(placeOfSpan(line, list), {
    subject: 'list-separators',
    evidence: { written: bothOf(kinds), what: { code: 'mixed-separators' }, sentence: quoteWords(list, 50) },
  })
}

/** “、”和“；”, as the rule words it. */
const bothOf = (marks: readonly string[]): Said =>
  marks.map((mark): Said => ({ code: 'mark', with: { mark } })).reduce((first, second) => ({ code: 'both', with: { first, second } }))

import { z } from 'zod'
import { readNumber } from '../../language/chinese-numerals.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { PartName } from '../../form/form-names.ts'
import { placeOfSpan } from '../place.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type TextLine } from '../text-lines.ts'

/** A preamble may have got behind the first heading: so many lines of part one are looked at too. */
const LINES_OF_PART_ONE = 2
/** Fewer names make no list of the parts. */
const FEWEST = 3

/** The lines in which a preamble may stand. */
function preambleLines(report: AnnualReport): readonly TextLine[] {
  const lines = bodyLines(report).filter(({ anchor }) => anchor !== report.title?.span.anchor)
  return [...lines.filter(({ part }) => part === 0), ...lines.filter(({ part }) => part === 1).slice(0, LINES_OF_PART_ONE)]
}

const ListOptions = z.strictObject({
  /** How many parts it says there are; the first group is the number. */
  count: Pattern,
  /** Leads in a list of the parts where no number is said. */
  leads: Pattern,
  /** What is counted beside the parts (a foreword, an annex). */
  beside: Pattern,
  /** Leaves a list open. */
  open: Pattern,
  /** Words by which a part is known, by its number. */
  parts: z.record(PartName, Pattern),
})
type ListOptions = z.infer<typeof ListOptions>

/** “由总体情况……六部分组成”: as many parts as the form has, each of them named (ST-014). */
export const partsListed = definePredicate({
  name: 'parts-listed',
  options: ListOptions,
  evidence: ['problem', 'said', 'count', 'missing', 'quote'],
  codes: ['other-count', 'names-missing'],
  run: ({ report }, options) => {
    const [found] = preambleLines(report).flatMap((line) =>
      [...line.text.matchAll(/[^。\n]{6,600}/g)].flatMap(({ 0: text, index }) => faultsIn(report, line, text, index, options)),
    )
    return found ? [found] : []
  },
})

function faultsIn(report: AnnualReport, line: TextLine, text: string, start: number, options: ListOptions): Outcome[] {
  const { sections } = report.form
  // “总体情况（五个方面）”: what stands in brackets is not of the list.
  const words = text.replace(/[（(][^（）()]{0,200}[）)]/g, (aside) => ' '.repeat(aside.length))
  const [counted] = findAll(words, options.count)
  if (!counted && !matchesAny(words, [options.leads])) return []
  const missing = sections.filter(({ part }) => !matchesAny(words, [options.parts[String(part)] ?? /(?!)/u]))
  const named = sections.length - missing.length
  const place = placeOfSpan(line, text, start, start + text.length)
  const fail = (code: string, subject: string, more: Record<string, string | number | readonly string[]>): Outcome[] => [
    failAt(place, {
      subject,
      evidence: { problem: { code, with: more }, said: quoteWords(counted?.text ?? text, 24), quote: quoteWords(text), ...more },
    }),
  ]
  const count = counted ? readNumber(counted.groups.find((group) => group !== undefined) ?? '') : null
  if (count !== null && count !== sections.length && !matchesAny(words, [options.beside]) && !isSeen(report, count))
    return fail('other-count', `count/${count}`, { said: quoteWords(counted?.text ?? '', 24), count: sections.length })
  if (named < FEWEST || !missing.length || (missing.length > 1 && matchesAny(words, [options.open]))) return []
  const names = missing.map(({ heading }) => `“${heading}”`)
  return fail('names-missing', `names/${missing.map(({ part }) => part).join('+')}`, { missing: names, count: named })
}

/** The draft has just so many parts: that one is missing is told elsewhere (ST-001). */
const isSeen = ({ sections }: AnnualReport, count: number): boolean =>
  new Set(sections.flatMap(({ part }) => (part === null ? [] : [part]))).size === count

const NameOptions = z.strictObject({
  /** What the preamble says is published; the first group is its name. */
  announced: Pattern,
  /** Ways of writing the report's name. */
  known: Pattern,
})

/** The report's name in the preamble is that of its title (ST-014). */
export const announcedName = definePredicate({
  name: 'announced-name',
  options: NameOptions,
  evidence: ['problem', 'said', 'quote'],
  codes: ['other-name'],
  run: ({ report }, { announced, known }) => {
    const title = report.title?.span.text.replace(/\s/g, '')
    if (!title) return []
    return preambleLines(report).flatMap((line) =>
      findAll(line.text, announced).flatMap(({ text, start, groups: [name = ''] }): Outcome[] => {
        if (matchesAny(name, [known]) || title.includes(name)) return []
        const said = quoteWords(name, 30)
        return [
          failAt(placeOfSpan(line, text, start, start + text.length), {
            subject: `name/${name}`,
            evidence: { problem: { code: 'other-name', with: { said } }, said, quote: quoteWords(text) },
          }),
        ]
      }),
    )
  },
})

import type { Lexicon } from '../language/lexicon.ts'
import type { DateReading, Passage, PeriodStatement } from '../model/annual-report.ts'
import { squeezeText, type Squeezed } from '../language/squeeze-text.ts'

type Statement = Omit<PeriodStatement, 'part'>

/** The longest stretch behind the name of the period in which its dates are looked for. */
const REACH = 90

/**
 * Every statement of the reporting period in the text. A damaged one is kept and marked: it says nothing.
 * Source: 条例第四十九条 (上一年度); wordings in the preamble, part one, part six.
 */
export const readPeriods = (lexicon: Lexicon, passages: readonly Passage[]): PeriodStatement[] =>
  passages.flatMap((passage) => {
    if (!lexicon.pattern('report/periods/dated').test(passage.text)) return []
    const squeezed = squeezeText(passage.anchor, passage.text)
    const named = namedStretches(lexicon, squeezed.text).flatMap(({ start, end }) => readStatement(lexicon, squeezed, start, end))
    const statements = named.length || passage.part > 1 ? named : unnamedPeriod(lexicon, squeezed, passage.part === 0)
    return statements.map((statement) => ({ ...statement, part: passage.part }))
  })

/** What follows a name of the period, up to the end of its sentence: “所列数据的统计期限” is one statement. */
function namedStretches(lexicon: Lexicon, text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (const match of text.matchAll(lexicon.all('report/periods/name'))) {
    if (match.index < (found.at(-1)?.end ?? 0)) continue
    const stop = text.slice(match.index, match.index + REACH).search(/[。;；]/)
    found.push({ start: match.index, end: stop < 0 ? Math.min(text.length, match.index + REACH) : match.index + stop })
  }
  return found
}

function readStatement(lexicon: Lexicon, squeezed: Squeezed, start: number, end: number): Statement[] {
  const text = squeezed.text.slice(start, end)
  const broken = lexicon.pattern('report/periods/broken')
  const match = lexicon.pattern('report/periods/range').exec(text)
  if (match) {
    const damaged = broken.test(text.replace(match[0], '')) || /20\d{2}$/.test(text.slice(0, match.index))
    const span = squeezed.span(start, start + match.index + match[0].length)
    return [{ span, start: dateOf(match, 1), end: dateOf(match, 7), damaged, ...(damaged ? { certainty: 'damaged' } : {}) }]
  }
  if (broken.test(text)) return [{ span: squeezed.span(start, end), start: null, end: null, damaged: true, certainty: 'damaged' }]
  const year = lexicon.pattern('report/periods/whole-year').exec(text)
  if (!year || year.index >= 20 || !lexicon.pattern('report/periods/names-time').test(text.slice(0, year.index))) return []
  const span = squeezed.span(start, start + year.index + year[0].length)
  const inYear = (month: number, day: number): DateReading => ({ year: Number(year.groups?.year), month, day })
  return [{ span, start: inYear(1, 1), end: inYear(12, 31), damaged: false, certainty: 'inferred' }]
}

/**
 * “内容涵盖某局在2024年1月1日至2024年12月31日期间的政府信息公开工作情况”: the period without its name. In the preamble a
 * stretch from the first to the last day of a year is nothing else (“时间范围2024年1月1日至2024年12月31日”).
 */
function unnamedPeriod(lexicon: Lexicon, squeezed: Squeezed, inPreamble: boolean): Statement[] {
  const match = lexicon.pattern(inPreamble ? 'report/periods/two-days' : 'report/periods/range').exec(squeezed.text)
  if (!match) return []
  const [one, other] = [dateOf(match, 1), dateOf(match, 7)]
  // “统计截止2021年12月31日，起始2021年1月1日”.
  const [start, end] = isWholeYears(other, one) ? [other, one] : [one, other]
  const told = lexicon.pattern('report/periods/covers-work').test(squeezed.text.slice(match.index + match[0].length))
  if (!told && !(inPreamble && isWholeYears(start, end))) return []
  return [{ span: squeezed.span(match.index, match.index + match[0].length), start, end, damaged: false, certainty: 'near' }]
}

const isWholeYears = (start: DateReading, end: DateReading): boolean =>
  start.month === 1 && start.day === 1 && end.month === 12 && end.day === 31

/** The date in groups from `at` (three of 年月日, three of the dotted form). */
function dateOf(match: RegExpExecArray, at: number): DateReading {
  const pick = (offset: number): number | null => {
    const text = match[at + offset] ?? match[at + offset + 3]
    return text === undefined ? null : Number(text)
  }
  return { year: pick(0), month: pick(1), day: pick(2) }
}

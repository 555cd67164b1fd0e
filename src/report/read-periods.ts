import type { DateReading, Passage, PeriodStatement } from '../model/annual-report.ts'
import { squeezeText, type Squeezed } from '../language/squeeze-text.ts'

const noun =
  /统计(?:数据)?的?(?:起止)?(?:期限|时限|期间|时间(?:范围)?|周期|区间|截止|期|限|范围)|数据的?(?:统计|起止|核定)?(?:期限|时限|时间(?:点|范围)?|区间|周期)|(?:报告|所列|列出|涉及|统计)的?(?:统计)?数据|统计数据|报告期/g
const day = String.raw`(?:(20\d{2}|19\d{2})年)?(\d{1,2})月(\d{1,2})日`
const dotted = String.raw`(20\d{2})[.\-\/](\d{1,2})[.\-\/](\d{1,2})日?`
const range = new RegExp(String.raw`(?:${day}|${dotted})(?:零时)?(?:起|开始)?[,，]?(?:至|到|止|[—\-–~～─]{1,2})+(?:${day}|${dotted})`)
const wholeYear = /(20\d{2})年(?:度|全年|整年)/
/** A date that lost 年 or 月 on its way out of a web page: 202311日, 20231231日, 20191月1日, 202111至… */
const broken = /20\d{2}(?:年?\d{1,4}日|\d{1,2}月\d{1,2}日|年\d{2,4}日)|20\d{2}\d{2,4}(?=至|到|起)/

/**
 * Every statement of the reporting period in the text. A damaged one is kept and marked: it says nothing.
 * Source: 条例第四十九条 (上一年度); wordings in the preamble, part one, part six.
 */
export function readPeriods(passages: readonly Passage[]): PeriodStatement[] {
  return passages.flatMap((passage) => {
    if (!/日|年/.test(passage.text)) return []
    const squeezed = squeezeText(passage.anchor, passage.text)
    const named = sentencesWithNoun(squeezed.text).flatMap(({ start, end, word }) => {
      const statement = readStatement(squeezed, start, end)
      return statement ? [{ ...statement, noun: word, part: passage.part }] : []
    })
    return named.length || passage.part > 1
      ? named
      : coveredTime(squeezed).map((statement) => ({ ...statement, noun: '期间', part: passage.part }))
  })
}

function sentencesWithNoun(text: string): { start: number; end: number; word: string }[] {
  const found: { start: number; end: number; word: string }[] = []
  for (const match of text.matchAll(noun)) {
    const stop = text.slice(match.index).search(/[。;；]/)
    const end = Math.min(stop < 0 ? text.length : match.index + stop, match.index + 90)
    const last = found.at(-1)
    if (last && match.index < last.end) {
      // “所列数据的统计期限” is one statement: keep the more telling noun.
      if (/统计|期限|时限/.test(match[0]) && !/期限|时限/.test(last.word)) last.word = match[0]
      continue
    }
    found.push({ start: match.index, end, word: match[0] })
  }
  return found
}

function readStatement(squeezed: Squeezed, start: number, end: number): Omit<PeriodStatement, 'noun' | 'part'> | null {
  const text = squeezed.text.slice(start, end)
  const match = range.exec(text)
  if (match) {
    const [first, second] = [dateOf(match, 1), dateOf(match, 7)]
    const lost = broken.test(text.replace(match[0], '')) || /20\d{2}$/.test(text.slice(0, match.index))
    return { span: squeezed.span(start, start + match.index + match[0].length), start: first, end: second, damaged: lost }
  }
  if (broken.test(text)) return { span: squeezed.span(start, end), start: null, end: null, damaged: true }
  const year = wholeYear.exec(text)
  // “数据统计期限为2024年度”; not “数据显示，2024年度…” and the like.
  if (year && /期限|时限|期间|周期|范围|区间|报告期/.test(text.slice(0, year.index)) && year.index < 20)
    return {
      span: squeezed.span(start, start + year.index + year[0].length),
      start: { year: Number(year[1]), month: 1, day: 1 },
      end: { year: Number(year[1]), month: 12, day: 31 },
      damaged: false,
    }
  return null
}

/** “内容涵盖某局在2024年1月1日至2024年12月31日期间的政府信息公开工作情况”: the period without its noun. */
function coveredTime(squeezed: Squeezed): Omit<PeriodStatement, 'noun' | 'part'>[] {
  const match = range.exec(squeezed.text)
  if (
    !match ||
    !/^(?:期间|止|的)*(?:的)?[^,。]{0,6}信息公开(?:工作)?(?:的)?(?:总体|主要)?(?:工作)?(?:情况|数据)/.test(
      squeezed.text.slice(match.index + match[0].length),
    )
  )
    return []
  return [
    { span: squeezed.span(match.index, match.index + match[0].length), start: dateOf(match, 1), end: dateOf(match, 7), damaged: false },
  ]
}

/** The date in groups from `at` (three of 年月日, three of the dotted form). */
function dateOf(match: RegExpExecArray, at: number): DateReading {
  const pick = (offset: number): number | null => {
    const text = match[at + offset] ?? match[at + offset + 3]
    return text === undefined ? null : Number(text)
  }
  return { year: pick(0), month: pick(1), day: pick(2) }
}

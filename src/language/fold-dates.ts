import { readNumber } from './chinese-numerals.ts'

const ZERO = '〇○◯零0OＯo０'
const DIGIT = `${ZERO}一二三四五六七八九1-9１-９`
const COUNTED = '一二三四五六七八九十'

/**
 * Dates in Chinese numerals: a year digit by digit (二〇二五年, 二○二五年, 2O25年) or counted (二千零二十五年), and behind a
 * year or with a day the month (元月, 十二月三十一日). 元旦 is 1月1日 where a stretch of time begins with it (从元旦算起, 元旦至…).
 */
const DATE = new RegExp(
  `(?<![${DIGIT}十百千])(?<year>[二2２][${ZERO}][${DIGIT}]{2}|[一1]九[${DIGIT}]{2}|二千[零〇]?[一二三]?十[一二三四五六七八九]?)(?=年)` +
    `|(?<=年)(?<month>元|[${COUNTED}]{1,2})(?=月)` +
    `|(?<![${COUNTED}\\d])(?<alone>[${COUNTED}]{1,2})(?=月[${COUNTED}\\d]{1,3}日)` +
    `|(?<=月)(?<day>[${COUNTED}]{1,3})(?=日)` +
    '|(?<newYear>元旦)(?=(?:当日|当天|这天|零时|0时)?(?:算?起|开始|[至到—–~-]))',
  'gu',
)
const ANY_ZERO = new RegExp(`[${ZERO}]`, 'g')
const MAY_BE = new RegExp(`[${ZERO}元${COUNTED}1-9][年月日]|元旦`, 'u')
const NEW_YEAR = '1月1日'

/** A stretch of a text and the figures that are read in its place. */
export interface FoldedDate {
  readonly start: number
  readonly end: number
  readonly figures: string
}

/** The parts of dates in a text that are written in Chinese numerals, in order. */
export function chineseDates(text: string): FoldedDate[] {
  if (!MAY_BE.test(text)) return []
  const found: FoldedDate[] = []
  for (const { 0: written, index, groups = {} } of text.matchAll(DATE)) {
    if (groups.newYear !== undefined) {
      found.push({ start: index, end: index + written.length, figures: NEW_YEAR })
      continue
    }
    const value = written === '元' ? 1 : readNumber(spellOut(written))
    const most = groups.year === undefined ? (groups.day === undefined ? 12 : 31) : 2_999
    if (value === null || value < 1 || value > most || String(value) === written) continue
    found.push({ start: index, end: index + written.length, figures: String(value) })
  }
  return found
}

/** Zero is often typed as a circle or a Latin letter, and single figures are mixed in. */
const spellOut = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(ANY_ZERO, '〇')
    .replace(/[1-9]/g, (figure) => COUNTED.charAt(Number(figure) - 1))

/** A text with the dates in it in Arabic figures: 二〇二五年一月 is 2025年1月. */
export function foldDates(text: string): string {
  let folded = ''
  let last = 0
  for (const { start, end, figures } of chineseDates(text)) {
    folded += text.slice(last, start) + figures
    last = end
  }
  return folded + text.slice(last)
}

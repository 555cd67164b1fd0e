import { NUMERALS } from './chinese-numerals.ts'

/** Sources of patterns for the numbers in front of items and headings: “（一）”, “一、”, “1.”, “（1）”. */
export const BRACKETED_NUMERAL = `[（(][${NUMERALS}]{1,3}[）)]`
const LEADING_NUMERAL = `[${NUMERALS}]{1,3}[、.．]`
const LEADING_FIGURE = '\\d{1,2}[、.．]'

const LEADING_ITEM = new RegExp(`^${BRACKETED_NUMERAL}`)
const ITEM_HEAD = new RegExp(`^\\s*(?:${BRACKETED_NUMERAL}|${LEADING_FIGURE})\\s*`)
const ANY_HEAD = new RegExp(`^\\s*(?:${BRACKETED_NUMERAL}|${LEADING_NUMERAL}|${LEADING_FIGURE}|[（(]\\d{1,2}[）)]|[①-⑩])`)

const NUMERAL_HEAD = new RegExp(`^\\s*${LEADING_NUMERAL}`)

/** Whether a line begins as a heading does: “一、总体情况”. */
export const startsWithNumeral = (text: string): boolean => NUMERAL_HEAD.test(text)

/** The number in front of an item of a part: “（二）依申请公开” → “（二）”; empty where there is none. */
export const leadingItem = (text: string): string => LEADING_ITEM.exec(text)?.[0] ?? ''

/** A line without （一） or 1. at its head and the blanks around it; null where it has neither. */
export function afterItemHead(text: string): string | null {
  const head = ITEM_HEAD.exec(text)
  return head ? text.slice(head[0].length) : null
}

/** A line without the number at its head ((一), 一、, 1., (1), ①); null where it has none. */
export function afterAnyHead(text: string): string | null {
  const head = ANY_HEAD.exec(text)
  return head ? text.slice(head[0].length) : null
}

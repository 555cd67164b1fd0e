const NUMERALS = '[一二三四五六七八九十]{1,3}'
const BRACKETED = `[（(]${NUMERALS}[）)]`
const BLANKS = '[\\s\\u3000]*'

/** 一、 or 一． */
const FIRST_LEVEL = `${NUMERALS}[、.．]`
/** 1. or 1、 */
const FIGURES = '\\d{1,2}[、.．]'

const LEADING_ITEM = new RegExp(`^${BRACKETED}`)
const ITEM_HEAD = new RegExp(`^${BLANKS}(?:${BRACKETED}|${FIGURES})\\s*`)
const ANY_HEAD = new RegExp(`^${BLANKS}(?:${BRACKETED}|${FIRST_LEVEL}|${FIGURES}|[（(]\\d{1,2}[）)]|[①-⑩])`)

/** The number in front of an item of a part: “（二）依申请公开” → “（二）”; empty where there is none. */
export function leadingItem(text: string): string {
  return LEADING_ITEM.exec(text)?.[0] ?? ''
}

/** Length of （一） or 1. at the head of a line with the blanks around it; null where the line has none. */
export function itemHead(text: string): number | null {
  return ITEM_HEAD.exec(text)?.[0].length ?? null
}

/** Length of any number at the head of a line (（一）, 一、, 1., （1）, ①) with the blanks before it; null where it has none. */
export function numberedHead(text: string): number | null {
  return ANY_HEAD.exec(text)?.[0].length ?? null
}

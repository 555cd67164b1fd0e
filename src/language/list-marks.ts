import { NUMERALS } from './chinese-numerals.ts'

/** Sources of patterns for the numbers in front of items and headings: “（一）”, “一、”, “1.”, “（1）”. */
export const BRACKETED_NUMERAL = `[（(][${NUMERALS}]{1,3}[）)]`
export const LEADING_NUMERAL = `[${NUMERALS}]{1,3}[、.．]`
export const LEADING_FIGURE = '\\d{1,2}[、.．]'

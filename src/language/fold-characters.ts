/**
 * Source of a character class: blanks of any width, and characters that show nothing (soft hyphens, zero-width spaces,
 * marks of direction).
 */
export const UNSEEN = '[\\s\\u00ad\\u200b-\\u200f\\u2060]'

/** Whether a text holds a character of full width: a Chinese character, a sign of Chinese punctuation. */
export const IS_WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201f\u2026]/

const BLANKS = /\s/g
const ALL_UNSEEN = new RegExp(UNSEEN, 'g')
const FULL_WIDTH = /[\uff01-\uff5e]/g

/** A text without blanks of any width. */
export const withoutBlanks = (text: string): string => text.replace(BLANKS, '')

/** A text without blanks and without characters that show nothing. */
export const withoutUnseen = (text: string): string => text.replace(ALL_UNSEEN, '')

/** Letters, digits and punctuation in half width. The length never changes. */
export const foldWidth = (text: string): string => text.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))

const NOT_HAN = /[^一-龥]/g

/** The Chinese characters of a text, without figures, letters, marks and blanks. */
export const onlyHan = (text: string): string => text.replace(NOT_HAN, '')

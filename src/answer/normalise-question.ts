import { writeNumber } from '../language/chinese-numerals.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { simplifyCharacters } from '../language/simplify-characters.ts'

const UNSEEN = /[\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g

/** Characters of a question that are read; the rest is ignored. */
const QUESTION_LIMIT = 400

/**
 * Folds the many ways of typing into one: width, case, traditional characters, quotes, blanks between Chinese characters, `表3`.
 * @returns lower case; blanks only between Latin words and figures
 */
export const normaliseQuestion = (lexicon: Lexicon, text: string): string =>
  simplifyCharacters(text.slice(0, QUESTION_LIMIT * 2).normalize('NFKC'))
    .replace(UNSEEN, ' ')
    .slice(0, QUESTION_LIMIT)
    .toLowerCase()
    .replace(/[“”„‟「」『』"'‘’]/g, '')
    .replace(/[【[{〔]/g, '(')
    .replace(/[】\]}〕]/g, ')')
    .replace(/[—–－―─]+/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}]) | (?=[\p{Script=Han}])/gu, ' ')
    .replace(lexicon.all('questions/wording/numbered-table'), (table, number: string) => `${table.charAt(0)}${writeNumber(Number(number))}`)
    .trim()

/** The text without marks and blanks, for comparing characters. */
export const bareText = (normal: string): string => normal.replace(/[^\p{Script=Han}a-z0-9/≠%+=]/gu, '')

import { readNumber } from '../../language/chinese-numerals.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Quantity } from '../../model/quantity.ts'

/** A number in a squeezed sentence with its unit, dates, document numbers, clause numbers and the like left out. */
export interface NumberToken {
  /** Of the number itself, without words of exactness in front. */
  readonly start: number
  /** Behind the unit. */
  readonly end: number
  readonly quantity: Quantity
  readonly unit: string | null
  readonly percent: boolean
}

const PHONE_DIGITS = 11
const HOTLINE = '12345'

/** Numbers that count nothing: dates, 文号, articles, codes, phone numbers, names like 12345. */
function countsNothing(lexicon: Lexicon, text: string, start: number, end: number, digits: string): boolean {
  const before = text.slice(Math.max(0, start - 8), start)
  const after = text.slice(end, end + 6)
  if (lexicon.pattern('claims/numbers/counts-nothing-before').test(before)) return true
  if (lexicon.pattern('claims/numbers/counts-nothing-after').test(after)) return true
  // “3.”, “2、” at the head of a line or sentence number an item.
  if (/^[.、)]/.test(after) && /(?:^|[。;:(])$/.test(before)) return true
  return digits.length >= PHONE_DIGITS || /^0\d/.test(digits) || digits === HOTLINE
}

/** Finds the counting numbers of a squeezed text, in order: “16件” and “十六件”. */
export function readNumbers(lexicon: Lexicon, text: string): NumberToken[] {
  const inWords = numbersInWords(lexicon, text)
  const inFigures = numbersInFigures(lexicon, text)
  return inWords.length ? [...inFigures, ...inWords].toSorted((a, b) => a.start - b.start) : inFigures
}

/** Whether a text has any number that `readNumbers` may find. */
export const mayHaveNumbers = (lexicon: Lexicon, text: string): boolean =>
  /\d/.test(text) || lexicon.pattern('claims/numbers/in-words').test(text) || lexicon.pattern('claims/numbers/listed-in-words').test(text)

const numbersInWords = (lexicon: Lexicon, text: string): NumberToken[] =>
  [...text.matchAll(lexicon.all('claims/numbers/in-words')), ...listedInWords(lexicon, text)].flatMap((match): NumberToken[] => {
    const value = readNumber(match.groups?.['digits'] ?? '')
    if (value === null) return []
    const quantity = quantityOf(lexicon, value, 0, match.groups?.['more'] ?? '')
    return [{ start: match.index, end: match.index + match[0].length, quantity, unit: match.groups?.['unit'] ?? null, percent: false }]
  })

/** Fewer numbers with one unit may be articles, or words that only look like counts. */
const FEWEST_LISTED = 3

/** “公开信息三十条，其中政策文件十条、动态二十条”: a whole and its parts, all with one unit. */
function listedInWords(lexicon: Lexicon, text: string): RegExpExecArray[] {
  const found = [...text.matchAll(lexicon.all('claims/numbers/listed-in-words'))]
  const [unit, ...others] = new Set(found.map(({ groups }) => groups?.['unit']))
  return unit === undefined || others.length || found.length < FEWEST_LISTED || lexicon.pattern('claims/numbers/articles').test(text)
    ? []
    : found
}

function numbersInFigures(lexicon: Lexicon, text: string): NumberToken[] {
  const tokens: NumberToken[] = []
  const known = (name: string, words: string): boolean => lexicon.pattern(name).test(words)
  for (const match of text.matchAll(lexicon.all('claims/numbers/number'))) {
    const {
      about = '',
      digits = '',
      decimals = '',
      percent,
      scale = '',
      more = '',
      scale2 = '',
      more2 = '',
      unit,
      around = '',
    } = match.groups ?? {}
    const start = match.index + about.length
    const numberEnd = start + digits.length + decimals.length
    const suffix = percent ?? scale + more + scale2 + more2 + (unit ?? '')
    if (suffix === '' && countsNothing(lexicon, text, start, numberEnd, digits)) continue
    if (suffix !== '' && known('claims/numbers/code-before', text.slice(Math.max(0, start - 3), start))) continue
    const factor = scaleOf(lexicon, scale) * scaleOf(lexicon, scale2)
    const value = Number(digits.replaceAll(',', '') + decimals) * factor
    const step = factor > 1 ? (factor * (decimals ? 10 ** -(decimals.length - 1) : 1)) / 2 : 0
    tokens.push({
      start: known('claims/numbers/about-least', about) ? match.index : start,
      end: match.index + match[0].length,
      quantity: quantityOf(lexicon, value, step, about + more + more2 + around),
      unit: unit ?? null,
      percent: percent === '%',
    })
  }
  return tokens
}

const scaleOf = (lexicon: Lexicon, word: string): number => Number(lexicon.classify('claims/numbers/scale', word) ?? 1)

/** The interval that the words allow. 余, 多, 超: at least; 近, 不足: at most; 约, 左右: a tenth either way; 1.2万: half a step. */
function quantityOf(lexicon: Lexicon, value: number, step: number, words: string): Quantity {
  const says = (name: string): boolean => words !== '' && lexicon.pattern(name).test(words)
  if (says('claims/numbers/at-least')) return { low: value, high: Math.max(value + 1, value * 2), value, exact: false }
  if (says('claims/numbers/at-most')) return { low: value * 0.8, high: value, value, exact: false }
  if (says('claims/numbers/roughly')) return { low: value * 0.9, high: value * 1.1, value, exact: false }
  return { low: value - step, high: value + step, value, exact: step === 0 }
}

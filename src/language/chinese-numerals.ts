/** For character classes: the numerals of lists and headings. */
export const NUMERALS = '一二三四五六七八九十'

const ORDINARY = '〇一二三四五六七八九'
/** Digits as written on cheques, in simplified and traditional characters. */
const LEGAL = '零壹贰叁肆伍陆柒捌玖'
const LEGAL_TRADITIONAL = '零壹貳參肆伍陸柒捌玖'

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...[ORDINARY, LEGAL, LEGAL_TRADITIONAL].flatMap((signs) => [...signs].map((sign, digit) => [sign, digit] as const)),
  ['○', 0],
  ['两', 2],
])
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1_000],
  ['拾', 10],
  ['佰', 100],
  ['仟', 1_000],
])

/**
 * Reads a whole number below 万 × 万: `三十五`, `两百`, `二〇二四`, `壹拾`, `一万二千`, `35`, `1,200`.
 * @returns null for a text that is no such number
 */
export function readNumber(text: string): number | null {
  if (/^\d[\d,]*$/.test(text)) return Number(text.replaceAll(',', ''))
  if (text === '') return null
  const [high, low] = text.includes('万') ? text.split('万', 2) : ['', text]
  const above = readBelowTenThousand(high ?? '')
  const below = readBelowTenThousand(low ?? '')
  return above === null || below === null ? null : above * 10_000 + below
}

function readBelowTenThousand(text: string): number | null {
  const signs = [...text]
  if (signs.length > 1 && signs.every((sign) => DIGITS.has(sign))) return Number(signs.map((sign) => DIGITS.get(sign)).join(''))
  let total = 0
  let digit: number | null = null
  for (const sign of signs) {
    const unit = UNITS.get(sign)
    if (unit !== undefined) {
      total += (digit ?? 1) * unit
      digit = null
    } else {
      digit = DIGITS.get(sign) ?? null
      if (digit === null) return null
    }
  }
  return total + (digit ?? 0)
}

export interface NumeralStyle {
  /** Which characters stand for the digits. */
  readonly digits: 'ordinary' | 'legal' | 'legal-traditional'
  /** What stands for 0 alone. Within a number it is always 零. */
  readonly zero: '零' | '〇'
  /** Whether 10 to 19 begin with their one: 一十二. */
  readonly leadingOne: boolean
}

const COUNTING: NumeralStyle = { digits: 'ordinary', zero: '零', leadingOne: false }

/**
 * Writes a whole number as lists count: 十, 十二, 二十, 一百零五.
 * @param value from 0 to 9999
 * @returns null for any other number
 */
export function writeNumber(value: number, { digits, zero, leadingOne }: NumeralStyle = COUNTING): string | null {
  if (!Number.isInteger(value) || value < 0 || value > 9_999) return null
  if (value === 0) return zero
  const signs = { ordinary: ORDINARY, legal: LEGAL, 'legal-traditional': LEGAL_TRADITIONAL }[digits]
  const units = digits === 'ordinary' ? ['', '十', '百', '千'] : ['', '拾', '佰', '仟']
  let text = ''
  let gap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    if (gap) text += '零'
    gap = false
    text += (place === 1 && digit === 1 && text === '' && !leadingOne ? '' : signs.charAt(digit)) + (units[place] ?? '')
  }
  return text
}

/** Writes each digit by itself: 2024 is 二〇二四. */
export const writeDigits = (value: number): string => String(value).replace(/\d/g, (digit) => ORDINARY.charAt(Number(digit)))

import { writeDigits, writeNumber } from './chinese-numerals.ts'

const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'
const ROMAN = { M: 1000, CM: 900, D: 500, CD: 400, C: 100, XC: 90, L: 50, XL: 40, X: 10, IX: 9, V: 5, IV: 4, I: 1 }

interface Format {
  /** Names in .docx (ECMA-376, 17.18.59). */
  readonly names: readonly string[]
  /** Codes in .doc ([MS-OSHARED] 2.2.1.3). */
  readonly codes: readonly number[]
  /** @param binary whether the number stands in a .doc, where Word writes some numbers in another way */
  readonly write: (value: number, binary: boolean) => string | null
}

/**
 * Word's formats of automatic numbers. A format that is not listed, and a number that a format cannot show, is written in
 * Arabic figures.
 */
const FORMATS: readonly Format[] = [
  { names: ['none', 'bullet'], codes: [0xff], write: () => '' },
  { names: ['upperRoman'], codes: [1], write: roman },
  { names: ['lowerRoman'], codes: [2], write: (value) => roman(value)?.toLowerCase() ?? null },
  { names: ['upperLetter'], codes: [3], write: (value, binary) => letters(value, binary)?.toUpperCase() ?? null },
  { names: ['lowerLetter'], codes: [4], write: letters },
  { names: ['ideographDigital', 'japaneseDigitalTenThousand', 'taiwaneseDigital'], codes: [10, 36], write: writeDigits },
  {
    names: [
      'chineseCounting',
      'chineseCountingThousand',
      'ideographLegalTraditionalSimple',
      'japaneseCounting',
      'taiwaneseCounting',
      'taiwaneseCountingThousand',
    ],
    codes: [11, 33, 35, 37, 39],
    write: (value, binary) => writeNumber(value, { digits: 'ordinary', zero: binary ? '〇' : '零', leadingOne: false }),
  },
  { names: ['decimalFullWidth', 'decimalFullWidth2'], codes: [14, 19], write: fullWidth },
  {
    names: ['chineseLegalSimplified'],
    codes: [16, 34, 38],
    write: (value, binary) => writeNumber(value, { digits: 'legal', zero: '零', leadingOne: !binary }),
  },
  {
    names: ['ideographLegalTraditional'],
    codes: [],
    write: (value) => writeNumber(value, { digits: 'legal-traditional', zero: '零', leadingOne: true }),
  },
  { names: ['decimalEnclosedCircle', 'decimalEnclosedCircleChinese'], codes: [18, 28], write: circled },
  { names: ['decimalZero'], codes: [22], write: (value) => String(value).padStart(2, '0') },
  { names: ['decimalEnclosedFullstop'], codes: [26], write: (value) => enclosed(value, 0x2488, 20) },
  { names: ['decimalEnclosedParen'], codes: [27], write: (value) => enclosed(value, 0x2474, 20) },
  { names: ['ideographEnclosedCircle'], codes: [29], write: (value, binary) => enclosed(value, binary ? 0x3220 : 0x3280, 10) },
  { names: ['ideographTraditional'], codes: [30], write: (value, binary) => signOf(value, STEMS, binary) },
  { names: ['ideographZodiac'], codes: [31], write: (value, binary) => signOf(value, BRANCHES, binary) },
]
const BY_FORMAT: ReadonlyMap<string | number, Format> = new Map(
  FORMATS.flatMap((format) => [...format.names, ...format.codes].map((key) => [key, format] as const)),
)

/**
 * Writes an automatic number as Word shows it.
 * @param value from 0
 * @param format Word's name of the format (.docx: `chineseCounting`, `decimalEnclosedCircle` …) or its code (.doc)
 * @returns empty for bullets and for no number
 */
export const listNumber = (value: number, format: string | number): string =>
  BY_FORMAT.get(format)?.write(value, typeof format === 'number') ?? String(value)

/** Formats by the sample that OpenDocument writes for them: `1`, `a`, or for others the first numbers (`一, 二, 三, ...`). */
const SAMPLES: readonly (readonly [RegExp, string])[] = [
  [/^一, ?二/, 'chineseCountingThousand'],
  [/^壹, ?[贰貳]/, 'chineseLegalSimplified'],
  [/^甲, ?乙/, 'ideographTraditional'],
  [/^子, ?丑/, 'ideographZodiac'],
  [/^①/, 'decimalEnclosedCircle'],
  [/^１/, 'decimalFullWidth'],
  [/^a/, 'lowerLetter'],
  [/^A/, 'upperLetter'],
  [/^i/, 'lowerRoman'],
  [/^I/, 'upperRoman'],
  [/^0?1/, 'decimal'],
]

/** Word's name of the format that an OpenDocument sample stands for; `none` for any other. */
export const formatOfSample = (sample: string): string => SAMPLES.find(([pattern]) => pattern.test(sample))?.[1] ?? 'none'

const enclosed = (value: number, first: number, count: number): string | null =>
  value >= 1 && value <= count ? String.fromCharCode(first + value - 1) : null

function circled(value: number, binary: boolean): string | null {
  if (binary || (value >= 1 && value <= 20)) return enclosed(value, 0x2460, 20)
  return value === 0 ? '⓪' : enclosed(value - 20, 0x3251, 15)
}

function fullWidth(value: number): string {
  return String(value).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))
}

/** In a .docx the signs begin again after the last. */
function signOf(value: number, signs: string, binary: boolean): string | null {
  if (binary) return signs[value - 1] ?? null
  return value > 0 ? signs.charAt((value - 1) % signs.length) : ''
}

/** a … z, aa, bb …: Word repeats the letter, in a .doc up to 30 times. */
function letters(value: number, binary: boolean): string | null {
  if (binary && value > 780) return null
  if (value < 1) return binary ? null : ''
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(40, Math.ceil(value / 26)))
}

function roman(value: number): string | null {
  if (value < 1 || value > 3_999) return null
  let left = value
  let text = ''
  for (const [sign, worth] of Object.entries(ROMAN)) {
    text += sign.repeat(Math.floor(left / worth))
    left %= worth
  }
  return text
}

const DIGITS = '〇一二三四五六七八九'
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'
const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
  ] as const),
  ...([
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
]

/**
 * Writes an automatic number as Word shows it.
 * @param value from 1 (0 is allowed where a list starts there)
 * @param format Word's name of the number format (`chineseCounting`, `decimalEnclosedCircle` …)
 * @returns empty for `none` and for bullets, which are no numbers; decimal for a format we do not know
 */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
    case 'bullet':
      return ''
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'ideographLegalTraditionalSimple':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return chineseCounting(value, DIGITS, ['', '十', '百', '千'], '零')
    case 'chineseLegalSimplified':
      return chineseCounting(value, '零壹贰叁肆伍陆柒捌玖', ['', '拾', '佰', '仟'], '零', true)
    case 'ideographLegalTraditional':
      return chineseCounting(value, '零壹貳參肆伍陸柒捌玖', ['', '拾', '佰', '仟'], '零', true)
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseDigital':
      return [...String(value)].map((digit) => DIGITS[Number(digit)]!).join('')
    case 'ideographTraditional':
      return pick(value, STEMS)
    case 'ideographZodiac':
      return pick(value, BRANCHES)
    case 'ideographEnclosedCircle':
      return enclosed(value, 0x3280, 10)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value === 0
        ? '⓪'
        : value <= 20
          ? enclosed(value, 0x2460, 20)
          : value <= 35
            ? String.fromCharCode(0x3251 + value - 21)
            : String(value)
    case 'decimalEnclosedParen':
      return enclosed(value, 0x2474, 20)
    case 'decimalEnclosedFullstop':
      return enclosed(value, 0x2488, 20)
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(value)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('')
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'upperLetter':
      return letters(value).toUpperCase()
    case 'lowerLetter':
      return letters(value)
    case 'upperRoman':
      return roman(value)
    case 'lowerRoman':
      return roman(value).toLowerCase()
    default:
      return String(value)
  }
}

/** 十, 十二, 二十, 一百零五: as lists count, up to 9999. `full` writes 壹拾 for ten. */
function chineseCounting(value: number, digits: string, units: readonly string[], zero: string, full = false): string {
  if (value === 0) return zero
  if (value > 9_999) return String(value)
  let text = ''
  let gap = false
  const figures = [...String(value)].map(Number)
  figures.forEach((figure, index) => {
    const unit = units[figures.length - 1 - index]!
    if (figure === 0) {
      gap = true
      return
    }
    if (gap && text !== '') text += zero
    gap = false
    text += digits[figure]! + unit
  })
  return !full && value >= 10 && value < 20 ? text.slice(1) : text
}

function pick(value: number, signs: string): string {
  return value > 0 ? signs[(value - 1) % signs.length]! : ''
}

function enclosed(value: number, from: number, most: number): string {
  return value >= 1 && value <= most ? String.fromCharCode(from + value - 1) : String(value)
}

/** a … z, aa, bb …: Word repeats the letter. */
function letters(value: number): string {
  if (value < 1) return ''
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(40, Math.floor((value - 1) / 26) + 1))
}

function roman(value: number): string {
  if (value < 1 || value > 3_999) return String(value)
  let left = value
  let text = ''
  for (const [worth, sign] of ROMAN)
    while (left >= worth) {
      text += sign
      left -= worth
    }
  return text
}

const DIGITS = '〇一二三四五六七八九'
const LEGAL_DIGITS = '零壹贰叁肆伍陆柒捌玖'
const UNITS = ['', '十', '百', '千']
const LEGAL_UNITS = ['', '拾', '佰', '仟']
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'

/**
 * Writes a number the way one of Word's formats shows it ([MS-OSHARED] 2.2.1.3, MSONFC).
 * @param value from 0; what a format cannot show is written in Arabic figures
 * @param format code of the format
 */
export function writeNumber(value: number, format: number): string {
  if (format === 0xff) return ''
  if (format === 1) return roman(value)
  if (format === 2) return roman(value).toLowerCase()
  if (format === 3) return letters(value)
  if (format === 4) return letters(value).toLowerCase()
  if (format === 10 || format === 36) return [...String(value)].map((digit) => DIGITS[Number(digit)]).join('')
  if (format === 11 || format === 33 || format === 35 || format === 37 || format === 39) return counting(value, DIGITS, UNITS)
  if (format === 14 || format === 19) return [...String(value)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('')
  if (format === 16 || format === 34 || format === 38) return counting(value, LEGAL_DIGITS, LEGAL_UNITS)
  if (format === 18 || format === 28) return block(value, 0x2460, 20)
  if (format === 22) return String(value).padStart(2, '0')
  if (format === 26) return block(value, 0x2488, 20)
  if (format === 27) return block(value, 0x2474, 20)
  if (format === 29) return block(value, 0x3220, 10)
  if (format === 30) return STEMS[value - 1] ?? String(value)
  if (format === 31) return BRANCHES[value - 1] ?? String(value)
  return String(value)
}

/** 一 … 十 十一 … 二十 … 一百零一: as counted, with the leading 一 of 十 left out. */
function counting(value: number, digits: string, units: readonly string[]): string {
  if (value <= 0 || value > 9999) return value === 0 ? digits[0]! : String(value)
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
    text += place === 1 && digit === 1 && text === '' ? units[1]! : digits[digit]! + units[place]!
  }
  return text
}

function block(value: number, first: number, count: number): string {
  return value >= 1 && value <= count ? String.fromCharCode(first + value - 1) : String(value)
}

function letters(value: number): string {
  if (value < 1 || value > 780) return String(value)
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26))
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  const marks: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = value
  let text = ''
  for (const [size, mark] of marks)
    while (rest >= size) {
      text += mark
      rest -= size
    }
  return text
}

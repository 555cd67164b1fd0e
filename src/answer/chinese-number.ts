const DIGITS: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** A run of characters that may be a whole number: `35`, `三十五`, `两百`, `1,200`. */
export const NUMBER = '(?:\\d[\\d,]*|[〇零一二两三四五六七八九十百千万]+)'

/** The whole number that is written, up to 万; null where it is none. */
export function readNumber(text: string): number | null {
  if (/^\d[\d,]*$/.test(text)) return Number(text.replaceAll(',', ''))
  const [high, low] = text.includes('万') ? text.split('万', 2) : ['', text]
  const above = high ? readBelowTenThousand(high) : 0
  const below = low ? readBelowTenThousand(low) : 0
  if (above === null || below === null || !/^[〇零一二两三四五六七八九十百千万]+$/.test(text)) return null
  return above * 10_000 + below
}

function readBelowTenThousand(text: string): number | null {
  if (text.length > 1 && [...text].every((char) => char in DIGITS)) return Number([...text].map((char) => DIGITS[char]).join(''))
  let total = 0
  let digit: number | null = null
  for (const char of text) {
    const unit = UNITS[char]
    if (unit !== undefined) {
      total += (digit ?? 1) * unit
      digit = null
    } else if (char in DIGITS) digit = DIGITS[char] as number
    else return null
  }
  return total + (digit ?? 0)
}

/** Built-in number formats (ECMA-376 part 1, 18.8.30) that are dates or percentages. */
const PERCENT = new Set([9, 10])
const isDateCode = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

const DAY = 86_400_000
/** Day 0 of the 1900 system, which counts a 29 February 1900 that never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)

/** How a workbook shows numbers. */
export interface NumberFormats {
  /** Own formats by id. */
  readonly codes: ReadonlyMap<number, string>
  readonly since1904: boolean
}

/**
 * A number as its format shows it, as far as it matters here: dates and percentages, else all digits without separators,
 * since a rounded figure would be another one.
 * @param format id of the number format
 */
export function showNumber(value: number, format: number, { codes, since1904 }: NumberFormats): string {
  const code = bareCode(codes.get(format) ?? '')
  // Three stops and nothing between them hide the number.
  if (/^;{2,}$/.test(code) && codes.get(format)!.replace(/[;\s]/g, '') === '') return ''
  if (PERCENT.has(format) || code.includes('%')) return `${plain(value * 100)}%`
  if (isDateCode(format) || /[yd]|m{3,}/i.test(code)) return showDay(value, since1904)
  return plain(value)
}

/** Without words in quotes, escapes, colours and conditions. */
const bareCode = (code: string): string => code.replace(/"[^"]{0,200}"|\\.|\[[^\]]{0,60}\]|_.|\*./gs, '')

/** Up to twelve digits behind the point: what lies behind them is the noise of binary fractions. */
const plain = (value: number): string => (Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(12))))

function showDay(value: number, since1904: boolean): string {
  const time = (since1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(value) * DAY
  if (!(value >= 1 && value < 2_958_466)) return plain(value)
  return new Date(time).toISOString().slice(0, 10)
}

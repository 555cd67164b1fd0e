/** A number of a person in a text, by its place there. */
export interface PrivateNumber {
  readonly start: number
  readonly end: number
  /** Figures alone, half width, X as it is. */
  readonly digits: string
}

interface Group {
  readonly text: string
  readonly start: number
}

/** Groups of figures as such numbers are grouped: a blank or a dash between, or both. */
const ROW = /\d{2,}[Xx]?(?:[ \n-]{1,3}\d{1,}[Xx]?){0,400}/g
/** Groups of one number. */
const MOST_GROUPS = 8
/** Numbers of provinces, in front of an identity number (GB/T 2260). */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/
const LONG_IDENTITY = /^\d{17}[\dX]$/
const SHORT_IDENTITY = /^\d{15}$/

/** A mobile number with its middle hidden: 138****5678. */
export const hideMobile = (digits: string): string => `${digits.slice(0, 3)}****${digits.slice(-4)}`

/** Figures and X in half width, a character for a character. */
export const foldFigures = (text: string): string =>
  text.replace(/[０-９Ｘｘ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))

/** Full-width figures, blanks and dashes as half-width ones, a character for a character. */
export const halfWidth = (text: string): string =>
  foldFigures(text)
    .replace(/[\u00a0\u2000-\u200b\u202f\u3000\t]/g, ' ')
    .replace(/[－—–‑‐−]/g, '-')

/**
 * Numbers that may be a person's, written whole or in groups, in any width: identity numbers (18 or 15 figures), bank
 * cards, mobile numbers, and every unbroken run of eleven or more figures that is no landline. In order, none within another.
 */
export function privateNumbersIn(text: string): PrivateNumber[] {
  if (!/[\d０-９]{2}/.test(text)) return []
  return [...halfWidth(text).matchAll(ROW)].flatMap((match) =>
    numbersAmong([...match[0].matchAll(/\d+[Xx]?/g)].map((group) => ({ text: group[0], start: match.index + group.index }))),
  )
}

function numbersAmong(groups: readonly Group[]): PrivateNumber[] {
  const found: PrivateNumber[] = []
  for (let at = 0; at < groups.length; at++) {
    // The longest first: the last figures of a card belong to it.
    for (let last = Math.min(groups.length, at + MOST_GROUPS) - 1; last >= at; last--) {
      const taken = groups.slice(at, last + 1)
      if (!isPrivate(taken.map((group) => group.text))) continue
      found.push(numberOf(taken))
      at = last
      break
    }
  }
  return found
}

function numberOf(groups: readonly Group[]): PrivateNumber {
  const [first, last] = [groups[0], groups.at(-1)]
  const digits = groups.map((group) => group.text).join('')
  return { start: first?.start ?? 0, end: (last?.start ?? 0) + (last?.text.length ?? 0), digits: digits.toUpperCase() }
}

function isPrivate(groups: readonly string[]): boolean {
  const digits = groups.join('').toUpperCase()
  if (digits.length < 11 || digits.length > 23) return groups.length === 1 && digits.length > 23
  if (groups.length === 1) return !/^0\d{9,11}$/.test(digits)
  if (groups.slice(0, -1).some((group) => group.length < 2)) return false
  return isMobile(groups, digits) || looksLikeIdentity(digits) || isCard(groups, digits)
}

const isMobile = (groups: readonly string[], digits: string): boolean =>
  /^(?:86)?1[3-9]\d{9}$/.test(digits) && groups.every((group, index) => group.length >= 3 || (index === 0 && group === '86'))

/** Four by four, or in other groups where the last figure fits (Luhn); years and days in a row are none. */
function isCard(groups: readonly string[], digits: string): boolean {
  if (!/^[1-9]\d{15,18}$/.test(digits) || groups.every((group) => /^(?:19|20)\d\d(?:[01]\d[0-3]\d)?$/.test(group))) return false
  const byFour = groups.slice(0, 4).every((group) => group.length === 4) && groups.length <= 5
  return byFour || (groups.slice(0, -1).every((group) => group.length >= 3) && luhn(digits))
}

/** Whether a number of 18 or 15 characters begins with a province of China and a day of birth. */
export function looksLikeIdentity(digits: string): boolean {
  if (!PROVINCES.test(digits)) return false
  if (LONG_IDENTITY.test(digits)) return isDay(digits.slice(6, 14))
  return SHORT_IDENTITY.test(digits) && isDay(`19${digits.slice(6, 12)}`)
}

/** Whether eight figures are a day from 1900 to 2100. */
function isDay(figures: string): boolean {
  const [year, month, day] = [Number(figures.slice(0, 4)), Number(figures.slice(4, 6)), Number(figures.slice(6, 8))]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** The check of bank cards (ISO/IEC 7812-1). */
export function luhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, char, index) => {
    const value = Number(char) * (index % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

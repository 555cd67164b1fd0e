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
const row = /\d{2,}[Xx]?(?:[ \n-]{1,3}\d{1,}[Xx]?){0,400}/g
const provinces = new Set([
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82,
  83,
])
const mostGroups = 8

/** Full-width figures, blanks and dashes as half-width ones, a character for a character. */
export function halfWidth(text: string): string {
  return text
    .replace(/[０-９Ｘｘ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200b\u202f\u3000\t]/g, ' ')
    .replace(/[－—–‑‐−]/g, '-')
}

/**
 * Numbers that may be a person's, written whole or in groups, in any width: identity numbers (18 or 15 figures), bank
 * cards, mobile numbers, and every unbroken run of eleven or more figures that is no landline. In order, none within another.
 */
export function privateNumbersIn(text: string): PrivateNumber[] {
  if (!/[\d０-９]{2}/.test(text)) return []
  return [...halfWidth(text).matchAll(row)].flatMap((match) =>
    numbersAmong([...match[0].matchAll(/\d+[Xx]?/g)].map((group) => ({ text: group[0], start: match.index + group.index }))),
  )
}

function numbersAmong(groups: readonly Group[]): PrivateNumber[] {
  const found: PrivateNumber[] = []
  for (let at = 0; at < groups.length; at++) {
    // The longest first: the last figures of a card belong to it.
    for (let last = Math.min(groups.length, at + mostGroups) - 1; last >= at; last--) {
      const taken = groups.slice(at, last + 1)
      if (!isPrivate(taken.map((group) => group.text))) continue
      const end = taken.at(-1) as Group
      found.push({
        start: (taken[0] as Group).start,
        end: end.start + end.text.length,
        digits: taken
          .map((group) => group.text)
          .join('')
          .toUpperCase(),
      })
      at = last
      break
    }
  }
  return found
}

function isPrivate(groups: readonly string[]): boolean {
  const digits = groups.join('').toUpperCase()
  if (digits.length < 11 || digits.length > 23) return groups.length === 1 && digits.length > 23
  if (groups.length === 1) return !/^0\d{9,11}$/.test(digits)
  if (groups.slice(0, -1).some((group) => group.length < 2)) return false
  return isMobile(groups, digits) || isIdentityNumber(digits) || isCard(groups, digits)
}

const isMobile = (groups: readonly string[], digits: string): boolean =>
  /^(?:86)?1[3-9]\d{9}$/.test(digits) && groups.every((group, index) => group.length >= 3 || (index === 0 && group === '86'))

function isIdentityNumber(digits: string): boolean {
  if (/^\d{17}[\dX]$/.test(digits)) return looksLikeIdentity(digits.slice(0, 6), digits.slice(6, 14))
  return /^\d{15}$/.test(digits) && looksLikeIdentity(digits.slice(0, 6), `19${digits.slice(6, 12)}`)
}

/** Four by four, or in other groups where the last figure fits (Luhn); years and days in a row are none. */
function isCard(groups: readonly string[], digits: string): boolean {
  if (!/^[1-9]\d{15,18}$/.test(digits) || groups.every((group) => /^(?:19|20)\d\d(?:[01]\d[0-3]\d)?$/.test(group))) return false
  const byFour = groups.slice(0, 4).every((group) => group.length === 4) && groups.length <= 5
  return byFour || (groups.slice(0, -1).every((group) => group.length >= 3) && luhn(digits))
}

/** Whether an area of China and a day of birth stand in front. */
export function looksLikeIdentity(area: string, birth: string): boolean {
  const [year, month, day] = [Number(birth.slice(0, 4)), Number(birth.slice(4, 6)), Number(birth.slice(6, 8))]
  return (
    provinces.has(Number(area.slice(0, 2))) &&
    year >= 1900 &&
    year <= 2100 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  )
}

/** The check of bank cards (ISO/IEC 7812-1). */
export function luhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, char, index) => {
    const value = Number(char) * (index % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import { placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { allLines, type TextLine } from '../text-lines.ts'
import { foldFigures, hideMobile, looksLikeIdentity, luhn } from './private-numbers.ts'

// In groups only as such numbers are grouped: a row of a flattened table is single figures with blanks between.
const NUMBER =
  /(?<![A-Za-z0-9])(?:\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]?\d{1,3})?|\d{15,19}[Xx]?)(?![A-Za-z0-9])/g

const IdentityOptions = z.strictObject({
  /** What the numbers are called. */
  names: z.strictObject({ identity: z.string(), identity15: z.string(), bankCard: z.string() }),
  /** Words around a number that make an identity number or a bank card's of it. */
  identityWords: z.array(z.string()).default([]),
  bankWords: z.array(z.string()).default([]),
})
type IdentityOptions = z.infer<typeof IdentityOptions>

interface Told {
  readonly name: keyof IdentityOptions['names']
  /** Its check digit or its day of birth does not fit. */
  readonly doubtful?: boolean
  /** Words beside it say what it is: a slip in the number makes it no less a person's. */
  readonly said?: boolean
}

/** Identity card and bank card numbers anywhere in the file. What is shown is masked, always (PS-001). */
export const identityNumbers = definePredicate({
  name: 'identity-numbers',
  options: IdentityOptions,
  evidence: ['kind', 'masked', 'note'],
  codes: ['doubtful', 'said-doubtful'],
  run: ({ report }, options) => outsideTables(report, (line) => identitiesIn(line, options)),
})

/** What is found in all lines, without figures that are values of a table. */
const outsideTables = (report: AnnualReport, find: (line: TextLine) => readonly Failure[]): Failure[] =>
  allLines(report).flatMap((line) => {
    const runs = report.figureRuns.get(line.anchor) ?? []
    return find(line).filter(
      ({ places: [place] }) => !runs.some(({ start, end }) => (place?.start ?? 0) < end && (place?.end ?? Infinity) > start),
    )
  })

function identitiesIn(line: TextLine, options: IdentityOptions): Failure[] {
  const text = foldFigures(line.text)
  return [...text.matchAll(NUMBER)].flatMap(({ 0: number, index }): Failure[] => {
    const end = index + number.length
    const digits = number.replace(/[ -]/g, '').toUpperCase()
    const told = tell(digits, text.slice(Math.max(0, index - 30), end + 20), options)
    if (!told) return []
    const kind = options.names[told.name]
    const masked = `${digits.slice(0, 3)}${'*'.repeat(digits.length - 5)}${digits.slice(-2)}`
    const failure = failAt(placeOfSpan(line, masked, index, end), {
      subject: `number/${kind}/${masked}`,
      evidence: { kind, masked, note: told.doubtful ? { code: told.said ? 'said-doubtful' : 'doubtful' } : '' },
      ...(told.doubtful ? { severity: told.said ? 'warning' : 'notice' } : {}),
    })
    return [failure]
  })
}

function tell(digits: string, near: string, { bankWords, identityWords }: IdentityOptions): Told | null {
  const isSaid = identityWords.some((word) => near.includes(word))
  if (/^\d{17}[\dX]$/.test(digits)) {
    const doubtful = checkDigit(digits) !== digits[17]
    if (looksLikeIdentity(digits) || isSaid) return { name: 'identity', doubtful, said: isSaid }
  }
  if (/^\d{15}$/.test(digits) && isSaid && looksLikeIdentity(digits)) return { name: 'identity15' }
  const isCard = digits.startsWith('62') || bankWords.some((word) => near.includes(word))
  return /^\d{16,19}$/.test(digits) && isCard && luhn(digits) ? { name: 'bankCard' } : null
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** The last character of an identity number (GB 11643): the weighted sum of the others, its remainder by 11. */
export function checkDigit(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return CHECK_DIGITS.charAt(sum % 11)
}

const MOBILE = /(?<![A-Za-z0-9.])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![A-Za-z0-9])/g

const MobileOptions = z.strictObject({
  /** A sentence with one of these words in front of the number gives the office's own contact. */
  ownContact: z.array(Pattern).min(1),
  /** Words that make it a person's whatever else is said. */
  person: z.array(Pattern).default([]),
  /** Words right in front of a number in groups; without them its figures are those of a flattened table. */
  beforeGroups: Pattern,
})
type MobileOptions = z.infer<typeof MobileOptions>

/** Mobile numbers outside the office's own contact details; shown masked (PS-002). */
export const mobileNumbers = definePredicate({
  name: 'mobile-numbers',
  options: MobileOptions,
  evidence: ['masked'],
  run: ({ report }, options) => outsideTables(report, (line) => mobilesIn(line, options)),
})

function mobilesIn(line: TextLine, { ownContact, person, beforeGroups }: MobileOptions): Failure[] {
  const text = foldFigures(line.text)
  return [...text.matchAll(MOBILE)].flatMap(({ 0: number, index }): Failure[] => {
    const before = text.slice(Math.max(0, index - 120), index)
    if (number.includes(' ') && !matchesAny(before.slice(-12), [beforeGroups])) return []
    const sentence = before.slice(before.lastIndexOf('。') + 1)
    if (matchesAny(sentence, ownContact) && !matchesAny(sentence, person)) return []
    const masked = hideMobile(number.replace(/[ -]/g, ''))
    return [failAt(placeOfSpan(line, masked, index, index + number.length), { subject: `mobile/${masked}`, evidence: { masked } })]
  })
}

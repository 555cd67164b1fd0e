import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { luhn, looksLikeIdentity } from './private-numbers.ts'
import { allLines, type TextLine } from '../text-lines.ts'

const Options = z.strictObject({
  /** Words around a number that make a card number of it. */
  bankWords: z.array(z.string()).default([]),
  identityWords: z.array(z.string()).default([]),
})
type Options = z.infer<typeof Options>

// In groups only as such numbers are grouped: a row of a flattened table is single figures with blanks between.
const run =
  /(?<![A-Za-z0-9])(?:\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]?\d{1,3})?|\d{15,19}[Xx]?)(?![A-Za-z0-9])/g

/** Identity card and bank card numbers anywhere in the file. What is shown is masked, always (PS-001). */
export const identityNumbers = definePredicate({
  name: 'identity-numbers',
  options: Options,
  evidence: ['kind', 'masked', 'note'],
  run: ({ report }, options) => {
    const outcomes = allLines(report).flatMap((line) => numbersIn(line, options))
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

function numbersIn(line: TextLine, options: Options): Outcome[] {
  if (line.text.length < 15 || !/[\d０-９]{3}/.test(line.text)) return []
  const text = line.text.replace(/[０-９Ｘ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
  return [...text.matchAll(run)].flatMap((match): Outcome[] => {
    const digits = match[0].replace(/[ -]/g, '').toUpperCase()
    const near = text.slice(Math.max(0, match.index - 30), match.index + match[0].length + 20)
    const told = tell(digits, near, options)
    if (!told) return []
    const masked = `${digits.slice(0, 3)}${'*'.repeat(digits.length - 5)}${digits.slice(-2)}`
    return [
      {
        kind: 'fail',
        subject: `number/${told.kind}/${masked}`,
        evidence: { kind: told.kind, masked, note: told.note },
        places: [placeOfSpan(line, masked, match.index, match.index + match[0].length)],
        ...(told.note ? { severity: 'notice' as const } : {}),
      },
    ]
  })
}

function tell(digits: string, near: string, { bankWords, identityWords }: Options): { kind: string; note: string } | null {
  if (/^\d{17}[\dX]$/.test(digits) && looksLikeIdentity(digits.slice(0, 6), digits.slice(6, 14))) {
    if (checkDigit(digits) === digits[17]) return { kind: '身份证号', note: '' }
    return { kind: '身份证号', note: '，校验位不符，可能不是身份证号，请人工看一下' }
  }
  const said = identityWords.some((word) => near.includes(word))
  if (/^\d{17}[\dX]$/.test(digits) && said) return { kind: '身份证号', note: '' }
  if (/^\d{15}$/.test(digits) && said && looksLikeIdentity(digits.slice(0, 6), `19${digits.slice(6, 12)}`))
    return { kind: '身份证号（15位）', note: '' }
  if (/^\d{16,19}$/.test(digits) && luhn(digits) && (bankWords.some((word) => near.includes(word)) || digits.startsWith('62')))
    return { kind: '银行卡号', note: '' }
  return null
}

/** GB 11643: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, remainder by 11. */
export function checkDigit(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return '10X98765432'[weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11] ?? ''
}

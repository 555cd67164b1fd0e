import { readNumber } from '../language/chinese-numerals.ts'
import type { Lexicon } from '../language/lexicon.ts'

/** Rules that a question names by number, however it is typed: `T3-001`, `t3 1`, `st003`, `T三杠零零一`. */
export function findRuleNumbers(lexicon: Lexicon, normal: string): string[] {
  const found: string[] = []
  for (const [, group = '', digits = ''] of normal.matchAll(lexicon.all('questions/rule-number/number'))) {
    const number = readNumber(digits)
    const prefix = group.replace(/\p{Script=Han}/u, (digit) => String(readNumber(digit))).toUpperCase()
    if (number) found.push(`${prefix}-${String(number).padStart(3, '0')}`)
  }
  return [...new Set(found)]
}

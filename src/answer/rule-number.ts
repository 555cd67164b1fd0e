import { readNumber } from '../language/chinese-numerals.ts'

const GROUPS = 'st|tp|tf|t2|t3|t4|nt|ni|cy|hi|wd|cp|ps'
const PATTERN = new RegExp(
  `(?<![a-z0-9])(${GROUPS}|t[二三四])[\\s\\-_/.杠]*([0零〇]{0,2}[0-9零〇一二三四五六七八九十]{1,3})(?![0-9件页个])`,
  'g',
)

/** Rules that a question names by number, however it is typed: `T3-001`, `t3 1`, `st003`, `T三杠零零一`. */
export function findRuleNumbers(normal: string): string[] {
  const found: string[] = []
  for (const [, group, digits] of normal.matchAll(PATTERN)) {
    const number = readNumber((digits as string).replace(/^[0零〇]+(?=.)/, ''))
    const prefix = (group as string).replace(/[二三四]/, (digit) => String('二三四'.indexOf(digit) + 2)).toUpperCase()
    if (number) found.push(`${prefix}-${String(number).padStart(3, '0')}`)
  }
  return [...new Set(found)]
}

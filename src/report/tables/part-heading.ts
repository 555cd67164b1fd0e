import type { PartNumber } from '../../model/annual-report.ts'

/** The headings of the parts with the wordings met in practice; the table's part is told by the nearest one above it. */
const headings: readonly (readonly [PartNumber, RegExp])[] = [
  [1, /^总体情况$/],
  [2, /^.{0,14}主动公开政府信息.{0,3}情况$/],
  [3, /^.{0,10}收到和处理政府信息公开申请.{0,3}情况$/],
  [4, /^.{0,20}行政法?复议.{1,8}行政诉讼.{0,3}情况$/],
  [5, /^.{0,14}存在.{0,4}问题.{0,12}$/],
  [6, /^其[他它].{0,3}报告.{0,3}事项$/],
]
const numeral = /^(?:[一二三四五六七][、.．]|[1-6][、.．])?/

/** @returns the part of which a line is the heading (no table has that among its rows), or null */
export function partOfHeading(text: string): PartNumber | null {
  if (text.length > 60) return null
  const words = text
    .replace(/[\s\u3000\u00a0]/g, '')
    .replace(numeral, '')
    .replace(/[：:。]+$/, '')
  return headings.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

import { listNumber } from '../../language/list-number.ts'
import type { List, ListLevel } from './read-numbering.ts'
import type { Styles } from './read-styles.ts'
import type { ScannedParagraph } from './scanned-body.ts'

/**
 * Counts Word's automatic numbers. Call the answer for every paragraph in the order of the file, cells included.
 * @returns a function that gives the number as text (`（二）`), empty where the paragraph has none
 */
export function numberParagraphs(lists: ReadonlyMap<string, List>, styles: Styles): (paragraph: ScannedParagraph) => string {
  const counts = new Map<string, (number | undefined)[]>()
  const started = new Set<string>()
  return (paragraph) => {
    const style = styles.find(paragraph.style)
    const numId = paragraph.numId ?? style?.numId
    const list = numId === undefined || numId === '0' ? undefined : lists.get(numId)
    if (!list) return ''
    const depth = paragraph.level ?? (paragraph.numId === undefined ? levelOfStyle(list, paragraph.style) : undefined) ?? style?.level ?? 0
    const level = list.levels.get(depth)
    if (!level) return ''
    const counter = counts.get(list.counters) ?? []
    counts.set(list.counters, counter)
    const override = list.starts.get(depth)
    const first = override !== undefined && !started.has(`${numId}/${depth}`)
    started.add(`${numId}/${depth}`)
    const before = counter[depth]
    counter[depth] = first ? override : before === undefined ? (override ?? level.start) : before + 1
    restartDeeper(counter, depth, list)
    return written(level, depth, counter, list)
  }
}

function levelOfStyle(list: List, style: string | undefined): number | undefined {
  if (style === undefined) return undefined
  for (const [depth, level] of list.levels) if (level.paragraphStyle === style) return depth
  return undefined
}

function restartDeeper(counter: (number | undefined)[], depth: number, list: List): void {
  for (let deeper = depth + 1; deeper < Math.max(counter.length, 9); deeper++) {
    const restart = list.levels.get(deeper)?.restart
    if (restart === undefined || (restart > 0 && depth < restart)) counter[deeper] = undefined
  }
}

function written(level: ListLevel, depth: number, counter: (number | undefined)[], list: List): string {
  if (level.format === 'bullet') return ''
  const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const of = Number(digit) - 1
    const its = of === depth ? level : list.levels.get(of)
    if (!its) return ''
    const value = counter[of] ?? its.start
    return listNumber(value, level.legal ? 'decimal' : its.format)
  })
  // Word puts a tab or blank behind the number; without one “1” and “2023年” would run together.
  return /[\p{L}\p{N}]$/u.test(text) && level.suffix !== 'nothing' ? `${text} ` : text
}

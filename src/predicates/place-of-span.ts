import type { AnnualReport, PartNumber } from '../model/annual-report.ts'
import type { Place } from '../model/finding.ts'
import { quoteWords } from './quote-words.ts'

const names = ['前言', '第一部分', '第二部分', '第三部分', '第四部分', '第五部分', '第六部分', '落款'] as const
const longest = 60

/** 前言, 第一部分 … 第六部分, 落款. */
export function partName(part: PartNumber | null): string {
  return part === null ? '正文' : names[part]
}

/** A stretch of words of the draft with the part it stands in; quoted with long numbers hidden. */
export function placeOfSpan(
  at: {
    readonly anchor: string
    readonly part?: PartNumber | null
    readonly item?: string | undefined
    readonly where?: string | undefined
  },
  quote: string,
  start?: number,
  end?: number,
): Place {
  const item = at.item?.match(/^[（(][一二三四五六七八九十]{1,3}[）)]/)?.[0]
  const label = at.where ?? `${partName(at.part ?? null)}${item ?? ''}`
  return {
    label,
    quote: quoteWords(quote, longest),
    anchor: /^aside|^$/.test(at.anchor) ? null : at.anchor,
    ...(start === undefined || end === undefined ? {} : { start, end }),
  }
}

/** A place for something that is not there. */
export function placeOfPart(report: AnnualReport, part: PartNumber): Place {
  const section = report.sections.find((candidate) => candidate.part === part)
  const first =
    part === 0
      ? report.preamble[0]?.anchor
      : part === 7
        ? (report.signature.agency?.anchor ?? report.signature.date?.anchor)
        : section?.span.anchor
  return { label: partName(part), anchor: first ?? null }
}

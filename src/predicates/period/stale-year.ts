import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { partName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { bodyLines, sentencesOf } from '../text-lines.ts'

const earlierYear =
  /(20\d{2})\s{0,2}年(?!(?:度)?(?:存在的?|反映的?|主要)?的?(?:主要)?(?:问题|不足|整改|短板|意见|建议|年报|年度报告|工作要点|预算|决算|计划|版|修订|印发|发布|制定|出台|成立|被|获|起|前|底以前))(?:度)?/gu
/** Words after which an earlier year is meant. */
const meant =
  /上年|去年|上一年|整改|问题|同比|相比|相较|比较|较|与|比|较之|增长|下降|减少|增加|结转|遗留|来源于|始于|自|从|至|到|—|-|~|截至|历年|近年|修订|修正|施行|实施|印发|通过|公布|签订|建立|成立|获|荣获|报告中|年报|评估|考核|反馈|通报|规划|第|版|召开的|当年|前|落款|《|〈|“|要点|方案|计划|决算|预算|批次|政策|文件|完善|继续|延续|巩固|基础上/u
const claimsTheYear = /^(?:[，,]|我|本|全|共|，我|度|，全|，本|，共|以来，|，县|，区|，市|，局|，镇|通过|主动公开|累计)/u

/**
 * A sentence of the report year left over from an earlier report (“2023年，我局主动公开信息112条” in 2024's), told by an
 * earlier year at the head of a sentence that reports this year's work. Comparisons, file names, last year's problems
 * and numbers of documents are meant.
 */
export const staleYear = definePredicate({
  name: 'stale-year',
  options: z.strictObject({ parts: z.array(z.number().int()).default([1, 2, 3, 4, 6]) }),
  evidence: ['year', 'found', 'quote'],
  run: ({ report }, { parts }): Outcome[] => {
    const { year } = report
    if (year === null) return [{ kind: 'unknown', reason: { code: 'no-year' } }]
    const outcomes = bodyLines(report).flatMap((line) => {
      if (line.part === null || !parts.includes(line.part) || isHeadOf(line.item, year)) return []
      return sentencesOf(line).flatMap((sentence): Outcome[] => {
        const quoteless = sentence.text.replace(/《[^》]{0,80}》|〔[^〕]{0,10}〕|“[^”]{0,60}”/gu, (whole) => ' '.repeat(whole.length))
        for (const match of quoteless.matchAll(earlierYear)) {
          const named = Number(match[1])
          if (named >= year || named < year - 3) continue
          const before = quoteless
            .slice(0, match.index)
            .replace(/^[\s　]*(?:[（(][一二三四五六七八九十]{1,2}[）)][^。，]{0,20}。?|[一二三四五六七八九十]是|[1-9]\d?[.、．])?/u, '')
          const after = quoteless.slice(match.index + match[0].length).trimStart()
          if (
            before.replace(/[\s　，,]/g, '').length > 6 ||
            meant.test(before) ||
            !claimsTheYear.test(after) ||
            meant.test(after.slice(0, 14))
          )
            continue
          if (/(?:问题|不足)[^。]{0,12}(?:整改|完成|改进|解决)/u.test(after) || /相比|同比|整改/u.test(after)) continue
          // A year that this report's own sentences also name beside its own is a comparison.
          if (quoteless.includes(String(year))) continue
          const since = after.startsWith('以来')
          // “2023年以来” may be meant; at the head of part one it mostly is last year's opening.
          if (since && (named !== year - 1 || line.part !== 1)) continue
          const start = sentence.start + match.index
          return [
            {
              kind: 'fail',
              ...(since ? { severity: 'notice' as const } : {}),
              subject: `stale/${named}/${line.part}/${after.slice(0, 10)}`,
              evidence: { year, found: named, quote: quoteWords(sentence.text, 40) },
              places: [placeOfSpan(line, sentence.text, start, start + match[0].length)],
            },
          ]
        }
        return []
      })
    })
    return [...outcomes, ...announcedOtherwise(report, year)]
  },
})

/** “编制《某某镇2020年…年度报告》” in the report of another year; a sentence that the period's rules judge is left to them. */
function announcedOtherwise(report: AnnualReport, year: number): Outcome[] {
  const { announced } = report
  if (!announced || announced.year === year || announced.year < year - 3 || announced.year > year) return [{ kind: 'pass' }]
  return [
    {
      kind: 'fail',
      subject: `stale/announced/${announced.year}`,
      evidence: { year, found: announced.year, quote: quoteWords(announced.span.text, -40) },
      places: [placeOfSpan({ anchor: announced.span.anchor, where: partName(0) }, announced.span.text)],
    },
  ]
}

/** Below a heading that itself names an earlier year (“（一）2023年问题整改情况”) that year is meant. */
function isHeadOf(item: string | undefined, year: number): boolean {
  const named = /(20\d{2})年/.exec(item ?? '')
  return named !== null && Number(named[1]) < year && /问题|整改|不足|上年/.test(item ?? '')
}

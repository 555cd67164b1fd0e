import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { maskDigits } from '../mask-digits.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { bodyLines, sentencesOf } from '../text-lines.ts'

/** A unit with its number left out: “收到政府信息公开申请件”, “现行有效的规范性文件。” beside siblings with numbers. */
const gaps: readonly RegExp[] = [
  /(?:收到|受理|接到|新收|办结|答复|办理|结转|撤销)[^，。；、\d]{0,14}(?:申请|复议|诉讼|案件)(?:共|共计)?[ \u3000]{0,4}(?:件|条|份)(?=[，。；、,;:：]|$)/u,
  /(?:公开|发布|更新|主动公开)[^，。；、\d]{0,10}(?:信息|文件|文章)(?:共|共计|总数)?[ \u3000]{0,4}(?:条|篇|件)(?=[，。；、,;:：]|$)/u,
  /(?:共|累计|合计)(?:主动)?(?:公开|发布)[ \u3000]{0,4}(?:条|篇|件)(?=[，。；、,;:：]|$)/u,
  /(?:公开|发布)[^，。；、,;\d]{0,10}(?:信息|文件)的?(?:数量|总数|总量)[ \u3000]{0,4}(?:条|篇|件)(?=[，。；、,;:：]|$)/u,
  /(?:制发|废止|现行有效)(?:的)?(?:行政)?规范性文件[ \u3000]{0,4}件(?=[，。；、,;:：]|$)/u,
  /(?:行政复议|行政诉讼|予以公开|部分公开|不予公开|无法提供|不予处理)(?:案件)?(?:共)?[ \u3000]{0,4}件(?=[，。；、,;:：]|$)/u,
]
const siblings = /(?:制发|废止|现行有效)(?:的)?(?:行政)?规范性文件\s{0,2}\d{1,6}\s{0,2}件/u
const bare = /(?:制发|废止|现行有效)的?(?:行政)?规范性文件[。；，,;](?!\d)/u
const vague = /若干|多|各|数(?!量)|几|每|该|此|某|上述|等件|一|两|二|三|四|五|六|七|八|九|十|零|无/u

export const numbersGiven = definePredicate({
  name: 'numbers-given',
  options: z.strictObject({}),
  evidence: ['quote'],
  run: ({ report }): Outcome[] => {
    const outcomes = bodyLines(report).flatMap((line) =>
      line.part === 0 || line.part === 7
        ? []
        : sentencesOf(line).flatMap((sentence): Outcome[] => {
            const gap =
              gaps.map((pattern) => pattern.exec(sentence.text)).find((match) => match && !vague.test(match[0])) ??
              (siblings.test(sentence.text) ? bare.exec(sentence.text) : null)
            if (!gap) return []
            const start = sentence.start + gap.index
            return [
              {
                kind: 'fail',
                subject: gap[0],
                evidence: { quote: maskDigits(gap[0]) },
                places: [placeOfSpan(line, sentence.text, start, start + gap[0].length)],
              },
            ]
          }),
    )
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

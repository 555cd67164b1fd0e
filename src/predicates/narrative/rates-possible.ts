import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { bodyLines, sentencesOf } from '../text-lines.ts'

const rate =
  /(办结率|答复率|回复率|满意率|办理率|公开率|达标率|及时率|按时办结率|按时答复率|覆盖率|合格率)(?:均)?(?:为|达到?|达到了|是|保持|保持在|均为|均达|均达到|：)?\s{0,2}(\d{1,4}(?:\.\d{1,3})?)\s{0,2}[%％]/gu
const allDone =
  /(?:申请|依申请公开)[^。；]{0,30}(?:全部办结|均已办结|已全部办结|(?<!按时|按期|及时)办结率(?:为|达|达到|均为)?\s{0,2}100(?:\.0{1,2})?[%％])/u

/** “受理26件，办结26件，办结率100%”: as many done as came in, carried over or not. */
function allOfItsOwn(text: string): boolean {
  const received = /(?:收到|受理|新收|接收)[^，,。；;\d]{0,30}(\d{1,6})\s{0,2}[件份条宗]/u.exec(text)?.[1]
  const done = /(?:办结|答复)[^，,。；;\d率]{0,12}(\d{1,6})\s{0,2}[件份条宗]/u.exec(text)?.[1]
  return received !== undefined && received === done
}

/** A rate over 100%, or “办结率100%” of requests with some carried on to next year. */
export const ratesPossible = definePredicate({
  name: 'rates-possible',
  options: z.strictObject({}),
  evidence: ['rate', 'value', 'carried', 'problem'],
  run: ({ report }): Outcome[] => {
    const carried = readCount(report, 'table3/carried_out/total')
    const outcomes: Outcome[] = []
    for (const line of bodyLines(report))
      for (const sentence of sentencesOf(line)) {
        const place = () => placeOfSpan(line, sentence.text, sentence.start, sentence.start + sentence.text.length)
        for (const match of sentence.text.matchAll(rate))
          if (Number(match[2]) > 100)
            outcomes.push({
              kind: 'fail',
              subject: `rate/${match[1]}`,
              evidence: { rate: match[1] ?? '', value: match[2] ?? '', carried: '', problem: `${match[1]}写作${match[2]}%，超过了100%` },
              places: [place()],
            })
        if (
          line.part === 1 &&
          carried.known &&
          carried.value > 0 &&
          allDone.test(sentence.text) &&
          !allOfItsOwn(sentence.text) &&
          !/按时|按期|应办结|到期|应答复|除[^。]{0,20}外|结转|法定期限内/.test(sentence.text)
        )
          outcomes.push({
            kind: 'fail',
            subject: 'rate/all-done',
            evidence: {
              rate: '办结率',
              value: 100,
              carried: carried.value,
              problem: `正文说申请全部办结，表三却有${carried.value}件结转下年度继续办理`,
            },
            places: [place()],
          })
      }
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

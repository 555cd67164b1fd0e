// One variant in each process: prints the median milliseconds of a step over ordinary reports, as JSON.
// Usage: measure.ts rules|report|floor [rounds]; `floor` reads every character of the text and every cell once.
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { squeeze } from '../../src/language/squeeze-text.ts'
import { readReport, reference } from '../../test/support/reference.ts'

const [variant = 'rules', rounds = '200'] = process.argv.slice(2)
const document = sampleDocument(
  reference,
  SamplePatch.parse({
    on_request:
      '2024年共收到政府信息公开申请26件，上年结转2件，办结26件，结转下年度继续办理2件。其中予以公开10件，部分公开2件，不予公开3件，无法提供7件，不予处理1件，其他处理3件。',
    proactive: '2024年，主动公开政府信息1896条，其中政府网站1236条，微信公众号532条，微博128条。',
    table3: {
      new_received: [20, 6, 0, 0, 0, 0, 26],
      carried_in: [2, 0, 0, 0, 0, 0, 2],
      granted: [8, 2, 0, 0, 0, 0, 10],
      partial: 2,
      denied_process: 3,
      unable_not_held: [3, 4, 0, 0, 0, 0, 7],
      not_processed_petition: 1,
      other_misc: 3,
      carried_out: 2,
    },
  }),
)
const { checker } = composeChecker()
const report = readReport(document)
const floor = (): number => {
  let length = 0
  for (const { text } of report.passages) length += squeeze(text).length
  for (const table of Object.values(report.tables))
    for (const cell of table.cells.values()) if (cell.state === 'number') length += cell.value
  return length
}
const step = variant === 'rules' ? () => checker.check({ report }) : variant === 'report' ? () => readReport(document) : floor
for (let round = 0; round < 30; round++) step()
const times: number[] = []
for (let round = 0; round < Number(rounds); round++) {
  const start = performance.now()
  step()
  times.push(performance.now() - start)
}
times.sort((a, b) => a - b)
console.log(
  JSON.stringify({
    variant,
    rules: checker.rules.length,
    median: times[times.length >> 1],
    least: times[0],
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
)

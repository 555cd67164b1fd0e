import { expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { reference, readReport } from '../support/reference.ts'
import { wholeCatalogue } from '../support/plain-reader.ts'

const { checker } = wholeCatalogue()
const check = (part6: readonly string[]) => checker.check({ report: readReport(sampleDocument(reference, SamplePatch.parse({ part6 }))) })

it('a rule that found something is not also listed as not judged for want of a profile', () => {
  const fee = '本年度未收取信息处理费。'
  const found = check([fee, '（三）人大代表建议和政协提案办理结果公开情况。', '共收到人大代表建议2件，均已答复。'])
  expect(found.findings.map(({ rule }) => rule)).toContain('ST-011')
  expect(found.unknown.map(({ rule }) => rule)).not.toContain('ST-011')
  const silent = check([fee])
  expect(silent.findings.map(({ rule }) => rule)).not.toContain('ST-011')
  expect(silent.unknown).toContainEqual(expect.objectContaining({ rule: 'ST-011', code: 'no-profile' }))
})

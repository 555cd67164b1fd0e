import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { annotateDocx } from '../../src/export/annotate-docx.ts'
import type { Checklist } from '../../src/model/checklist.ts'
import { acceptChanges } from './support/accept-changes.ts'
import { buildDocx } from './support/build-docx.ts'
import { checkDraft } from './support/check-draft.ts'
import { options } from './support/checklists.ts'
import { readDocx } from './support/read-docx.ts'
import { describeWith, sharedData } from '../support/needs.ts'

const shared = ['../shared/drafts/*.docx', '../shared/reports/more/*.docx'].flatMap((pattern) => globSync(pattern)).toSorted()

function fingerprints(checklist: Checklist): string[] {
  return checklist.items.map((item) => item.finding.fingerprint).toSorted()
}

/** Titles of the items whose comment says that they were corrected. */
function repairedIn(bytes: Uint8Array, checklist: Checklist): string[] {
  const comments = [...readDocx(bytes).comments.values()].filter((one) => one.lines.some((line) => line.startsWith('改法已用修订标在原处')))
  const numbers = comments.map((one) => Number(/第(\d+)条/.exec(one.lines[0] ?? '')?.[1]))
  return checklist.items.filter((item) => numbers.includes(item.number)).map((item) => item.finding.fingerprint)
}

async function expectRepairedFindingsGone(bytes: Uint8Array, file: string): Promise<number> {
  // The tracked changes of the draft are accepted first: this test is about the new ones.
  const original = acceptChanges(bytes)
  const { checklist } = await checkDraft(original, file)
  const annotated = annotateDocx(original, checklist, options)
  const repaired = repairedIn(annotated, checklist)
  const after = await checkDraft(acceptChanges(annotated), file)
  expect(fingerprints(after.checklist)).toEqual(fingerprints(checklist).filter((one) => !repaired.includes(one)))
  return repaired.length
}

describe('a real checklist in the draft', () => {
  it('corrects wrong wordings, which removes their findings and no others', async () => {
    const paragraphs = [
      '某县水利局2025年政府信息公开工作年度报告',
      '一、总体情况',
      '本报告的统计期限自2025年1月1日起至2025年12月31日止。',
      '三、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况',
      '五、存在的主要问题及改进情况',
      '六、其他需要报告的事项',
    ]
    const bytes = buildDocx({ body: paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('') })
    expect(await expectRepairedFindingsGone(bytes, 'own.docx')).toBeGreaterThan(0)
  })
})

describeWith(sharedData('drafts'), 'the real checklist in whole drafts', () => {
  it.each(shared)('%s', async (file) => {
    const bytes = new Uint8Array(readFileSync(file))
    const { checklist } = await checkDraft(bytes, basename(file))
    const read = readDocx(annotateDocx(bytes, checklist, { ...options, repairs: false }))
    // Every item has its own comment with what, why, fix and rule.
    for (const { number, finding } of checklist.items) {
      const comment = [...read.comments.values()].find((one) => one.lines[0]?.includes(`第${number}条　`) && one.lines.length > 2)
      expect(comment?.lines.join('\n'), `${number}`).toContain(finding.rule)
      for (const words of [finding.message, finding.why, finding.fix])
        expect(comment?.lines.join('\n').replace(/\s/g, '')).toContain(words.replace(/\s/g, ''))
    }
    await expectRepairedFindingsGone(bytes, basename(file))
  })
})

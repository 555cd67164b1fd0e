import { expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { readDraft } from '../support/read-draft.ts'
import { reference, readReport } from '../support/reference.ts'
import { writeMarkdown } from '../support/write-document.ts'
import { catalogue } from './catalogue-fixture.ts'

const LABEL = '没有现成信息需要另行制作'
const written = new TextDecoder().decode(writeMarkdown(sampleDocument(reference, SamplePatch.parse({}))))
const said = async (text: string, name: string) => {
  const { findings, unknown } = catalogue.check({ report: readReport(await readDraft(text, name)) })
  return {
    findings: findings.flatMap(({ rule, message }) => (rule.startsWith('TF-') ? [message] : [])),
    unknown: unknown.map(({ rule }) => rule),
  }
}

it('a label with pieces of its neighbour in it is what conversion did', async () => {
  expect(written).toContain(LABEL)
  const mixed = await said(written.replaceAll(LABEL, '没有现成信息需要另法提供行制作'), '年报.md')
  expect(mixed.findings).toEqual([])
  expect(mixed.unknown).toContain('TF-001')
})

it('a label with a slip is the drafter’s own', async () => {
  const { findings } = await said(written.replaceAll(LABEL, '没有现成信息须要另行制作'), '年报.md')
  expect(findings.join()).toContain('须要另行制作')
})

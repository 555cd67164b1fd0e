import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { Limits } from '../../src/extract/limits.ts'
import { describeWith, sharedData } from '../support/needs.ts'
import { catalogue } from './catalogue-fixture.ts'
import { readReport } from '../support/reference.ts'

const FOLDER = '../shared/drafts'
interface Planted {
  readonly expect: readonly string[]
  readonly also: readonly string[]
}
const truth: Record<string, Planted> = existsSync(join(FOLDER, 'truth.json'))
  ? JSON.parse(readFileSync(join(FOLDER, 'truth.json'), 'utf8'))
  : {}
const drafts = Object.entries(truth).filter(([file]) => /\.(txt|html)$/.test(file))

// Drafts with one known defect each, and clean ones.
describeWith(sharedData('drafts/truth.json'), 'drafts with a planted defect', () => {
  it.each(drafts)('%s', async (file, planted) => {
    const read = await extractDocument(readFileSync(join(FOLDER, file)), file, Limits.parse({}))
    if (read.status !== 'read') throw new Error(read.reason)
    const { findings } = catalogue.check({ report: readReport(read.document) })
    const named = findings.map(({ rule }) => rule)
    if (planted.expect.length)
      expect(
        planted.expect.some((rule) => named.includes(rule)),
        named.join(' '),
      ).toBe(true)
    expect(findings.filter(({ rule, severity }) => severity !== 'notice' && ![...planted.expect, ...planted.also].includes(rule))).toEqual(
      [],
    )
  })
})

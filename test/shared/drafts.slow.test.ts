import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkFiles, type Checked } from '../../src/host/check-files.ts'
import { openDraftPool } from '../../src/host/drafts/open-draft-pool.ts'
import { describeWith, sharedData } from '../support/needs.ts'

const shared = join(import.meta.dirname, '../../../shared')
const drafts = join(shared, 'drafts')
interface Truth {
  readonly expect: readonly string[]
  readonly also: readonly string[]
  readonly mutation: string | null
}
const truth: Record<string, Truth> = existsSync(drafts)
  ? (JSON.parse(readFileSync(join(drafts, 'truth.json'), 'utf8')) as Record<string, Truth>)
  : {}

describeWith(sharedData('drafts'), 'the planted drafts', () => {
  const pool = openDraftPool()
  const results = new Map<string, Checked>()
  beforeAll(async () => {
    const files = Object.keys(truth).map((file) => join(drafts, file))
    for (const checked of await checkFiles(files, pool)) results.set(basename(checked.file), checked)
  }, 180_000)
  afterAll(() => pool.close())

  it.each(Object.entries(truth))('%s', (file, { expect: wanted, also }) => {
    const checked = results.get(file)
    expect(checked?.status).toBe('checked')
    if (checked?.status !== 'checked') return
    const { findings } = checked.result
    if (wanted.length) expect(findings.map(({ rule }) => rule).filter((rule) => wanted.includes(rule))).not.toEqual([])
    expect(
      findings
        .filter(({ rule, severity }) => severity !== 'notice' && !wanted.includes(rule) && !also.includes(rule))
        .map(({ rule, message }) => `${rule} ${message}`),
    ).toEqual([])
  })
})

const expectedFile = join(shared, 'reports/expected.json')
interface Expected {
  readonly reports: readonly { readonly seed: string; readonly file: string }[]
  readonly defects: readonly { readonly id: string; readonly seed: string; readonly tier: string; readonly rules: readonly string[] }[]
}
const expected: Expected = existsSync(expectedFile)
  ? (JSON.parse(readFileSync(expectedFile, 'utf8')) as Expected)
  : { reports: [], defects: [] }

describeWith(sharedData('reports/expected.json'), 'the five real reports', () => {
  const pool = openDraftPool()
  const results = new Map<string, Checked>()
  beforeAll(async () => {
    for (const checked of await checkFiles(
      expected.reports.map(({ file }) => join(shared, 'reports', file)),
      pool,
    ))
      results.set(basename(checked.file), checked)
  }, 60_000)
  afterAll(() => pool.close())
  const fileOf = new Map(expected.reports.map(({ seed, file }) => [seed, file]))

  it.each(
    expected.defects
      .filter(({ tier, rules }) => tier === 'core' && rules.length > 0)
      .map(({ id, seed, rules }) => [id, seed, rules] as const),
  )('finds core defect %s', (_id, seed, rules) => {
    const checked = results.get(fileOf.get(seed) ?? '')
    expect(checked?.status === 'checked' && checked.result.findings.some(({ rule }) => rules.includes(rule))).toBe(true)
  })

  it.each(expected.reports.map(({ file }) => [file]))('%s: reports no arithmetic error, because every sum holds', (file) => {
    const checked = results.get(file)
    expect(checked?.status).toBe('checked')
    if (checked?.status === 'checked')
      expect(checked.result.findings.filter(({ rule }) => /^(?:T3-00[123]|T4-001|TF-003|ST-007)$/.test(rule))).toEqual([])
  })
})

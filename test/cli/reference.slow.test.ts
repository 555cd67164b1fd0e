import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../support/run-cli.ts'
import { sampleDocx } from '../support/sample-draft.ts'

describe('check --reference', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
    writeFileSync(join(folder, '年报.docx'), sampleDocx({ table2: { penalty: 4 } }))
    writeFileSync(join(folder, '统计.csv'), '2024年度行政执法统计（截至2024年12月31日）,\n单位,行政处罚\n区水利局,5\n区财政局,9\n')
    writeFileSync(join(folder, '别的.csv'), '姓名,工资\n张某,5\n')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const check = (list: string) => runCli(['check', '年报.docx', '--reference', list, '--format', 'json'], { cwd: folder })

  it('compares table two with the row of the draft’s agency', () => {
    const [file] = JSON.parse(check('统计.csv').out) as { findings: { rule: string; message: string }[] }[]
    expect(file?.findings.filter(({ rule }) => rule === 'T2-005').map(({ message }) => message)).toEqual([
      expect.stringMatching(/填的是4，统计\.csv（数据截至2024年12月31日）是5，差1/),
    ])
  })

  it('says what is wrong with the list', () => {
    expect(check('别的.csv')).toMatchObject({ status: 2, err: expect.stringContaining('里没有找到一行一个单位') })
    expect(check('没有.csv')).toMatchObject({ status: 2, err: expect.stringContaining('没有.csv') })
  })
})

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { allPredicates } from '../../src/predicates/all-predicates.ts'
import { runCli } from '../support/run-cli.ts'
import { writeDocx } from '../support/write-document.ts'
import { reference } from '../support/reference.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'nianbao-rules-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Follows CONTRIBUTING.md word for word. */
describe('a rule in ten minutes', () => {
  const rule = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const name = /新建 `([^`]+)`/.exec(page)?.[1] ?? ''
  const mine = join(folder, 'my-rules')

  it('passes its own cases', () => {
    mkdirSync(mine)
    writeFileSync(join(mine, name), rule)
    const { status, out, err } = runCli(['test-rules', mine], { cwd: folder })
    expect(err).toBe('')
    expect(out).toMatch(/123 条规则，\d+ 个用例，全部通过/)
    expect(status).toBe(0)
  })

  it('lists the predicates with their options', () => {
    const { out } = runCli(['rules', '--predicates'], { cwd: folder })
    expect(out).toMatch(/^text-absent　选项：words parts\? .*占位符：\{written\}/m)
    expect(out).toMatch(/^tables-present　选项：无/m)
    expect(out.trim().split('\n')).toHaveLength(allPredicates.length)
  })

  it('counts in a check', () => {
    const draft = join(folder, '年报.docx')
    writeFileSync(draft, writeDocx(sampleDocument(reference, SamplePatch.parse({ supervision: '局领导班子高度重视政务公开工作。' }))))
    const run = spawnSync(process.execPath, [join(root, 'bin/nianbao.mjs'), 'check', draft], {
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, NIANBAO_RULES: 'my-rules' },
    })
    expect(run.stdout).toMatch(/LOCAL-001/)
    expect(run.status).toBe(0)
  })

  it.each([
    [
      'a case that does not hold',
      (text: string) => text.replace('expect: fail', 'expect: pass').replace('局领导班子高度重视政务公开工作', '开会2次'),
      /没有 expect: fail/,
    ],
    ['a predicate that is not there', (text: string) => text.replace('text-absent', 'no-such'), /没有名为“no-such”的谓词/],
    ['a word out of place', (text: string) => text.replace('severity: notice', 'severity: bad'), /\.yaml 第 4 行：severity/],
    ['a placeholder nobody fills', (text: string) => text.replace('{written}', '{nobody}'), /占位符 \{nobody\}/],
    [
      'a pattern that may take for ever',
      (text: string) => text.replace(/match: .*/, "match: '重视.*工作' }"),
      /:\d+: LOCAL-001 .*“重视\.\*工作”不能用 \+ \*/,
    ],
    [
      'a sentence for a code that no check gives',
      (text: string) => text.replace('cases:', 'says: { other: 别的 }\ncases:'),
      /says 里的“other”/,
    ],
  ])('says what is wrong with %s', (_what, change, says) => {
    writeFileSync(join(mine, name), change(rule))
    const { status, out, err } = runCli(['test-rules', mine], { cwd: folder })
    expect(out + err).toMatch(says)
    expect(status).not.toBe(0)
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { testRulesCommand } from '../../src/host/commands/test-rules-command.ts'
import { AppError } from '../../src/model/app-error.ts'

afterEach(() => void vi.restoreAllMocks())

/** A valid rule of an office, one string a line. */
const SOUND = `id: LOCAL-001
name: handled
title: 总计与新收
severity: notice
basis: [{ document: 本区年报编制通知 }]
needs: [table3]
checks:
  - predicate: cells-satisfy
    subject: handled
    all: [{ sum: [table3/results_total/total], is: '>', of: [table3/new_received/total, table3/carried_in/total] }]
message: 办结{value}件，比收到的多
why: 办结的不会比收到的多。
fix: 对照台账核对。
inGeneral: {}
cases:
  - { name: 不多, given: { table3: { new_received: 5, granted: 5 } }, expect: pass }
  - name: 多了
    given:
      table3:
        new_received: 5
        granted: 6
    expect: fail
  - { name: 没有表三, given: { omit: [table3] }, expect: unknown }
`

/** Runs test-rules over a folder with these rules. @returns its output and exit code */
async function testRules(...rules: string[]): Promise<{ status: number; said: string }> {
  const said: string[] = []
  for (const channel of ['log', 'error'] as const) vi.spyOn(console, channel).mockImplementation((line: string) => void said.push(line))
  const own = mkdtempSync(join(tmpdir(), 'nianbao-test-rules-'))
  for (const [index, rule] of rules.entries()) writeFileSync(join(own, index ? `own-${index + 1}.yaml` : 'own.yaml'), rule)
  try {
    return { status: await testRulesCommand([own]), said: said.join('\n') }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { status: 2, said: error.message }
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

const lineOf = (text: string): number => SOUND.slice(0, SOUND.indexOf(text)).split('\n').length

describe('nianbao test-rules', () => {
  it.each([
    ['a cell in an option', 'table3/results_total/total', 'table3/result_total/total', 'all:', 'table3/results_total/total'],
    ['a column in an option', 'of: [table3/new_received/total', 'of: [table3/new_received/totl', 'all:', 'table3/new_received/total'],
    ['a row in a case', '        granted: 6', '        grantd: 6', 'granted: 6', 'granted'],
    ['a cell in a case', '        granted: 6', '        granted/natural_persn: 6', 'granted: 6', 'granted/natural_person'],
    ['a part in a case', 'omit: [table3]', 'omit: [tabel3]', 'name: 没有表三', 'table3'],
  ])('names file, line and the nearest name for %s that is misspelt', async (_what, right, wrong, at, nearest) => {
    const { status, said } = await testRules(SOUND.replace(right, wrong))
    expect(status).toBe(1)
    expect(said).toMatch(new RegExp(`^own.yaml:${lineOf(at)}: LOCAL-001 .*最接近的是.*${nearest}`))
  })

  it.each([
    ['passes a citation without claims', '{ document: 本区年报编制通知 }', 0, '全部通过'],
    [
      'passes a claim that is there',
      '{ document: 《中华人民共和国政府信息公开条例》, place: 第五十条第二款, claims: [regulation/50/form] }',
      0,
      '全部通过',
    ],
    [
      'names file, line and the nearest claim',
      '{ document: 《中华人民共和国政府信息公开条例》, place: 第五十条第二款, claims: [regulation/50/from] }',
      1,
      'own.yaml:5: 没有名为“regulation/50/from”的说法；最接近的是 regulation/50/form',
    ],
    ['says that a key is wrong', '{ document: 某通知, claim: regulation/50 }', 1, 'own.yaml:5: basis 的这一条写得不对'],
  ])('%s', async (_what, basis, status, says) => {
    const tested = await testRules(SOUND.replace('{ document: 本区年报编制通知 }', basis))
    expect(tested.said).toContain(says)
    expect(tested.status).toBe(status)
  })

  it.each([
    ['an option that is not there', 'subject: handled', 'subjekt: handled', 'predicate: cells-satisfy', '未知的键'],
    ['a key of a case that is not there', 'given: { omit: [table3] }', 'given: { omits: [table3] }', 'name: 没有表三', '未知的键'],
    ['a value of another kind', "is: '>'", "is: '!'", 'all:', '无效选项'],
    ['a predicate that is not there', 'cells-satisfy', 'cells-satisfied', 'predicate: cells-satisfy', 'cells-satisfy'],
    ['a form that is not there', 'severity: notice', "severity: notice\nform: ['2022']", 'basis:', '2021'],
    ['a missing case', 'expect: pass', 'expect: fail', 'cases:', 'expect: pass'],
    ['a placeholder that nothing fills', '{value}', '{valeu}', 'message:', '{valeu}'],
  ])('says in Chinese, with file and line, what is wrong with %s', async (_what, right, wrong, at, words) => {
    const { status, said } = await testRules(SOUND.replace(right, wrong))
    expect(status).toBe(1)
    expect(said).toMatch(new RegExp(`^own.yaml:\\d+: LOCAL-001 `))
    expect(said.split('\n').map((line) => Number(line.split(':')[1]))).toContain(lineOf(at))
    expect(said).toContain(words)
  })

  it('says one thing of a predicate that is not there, and nothing of the placeholders it would fill', async () => {
    const { said } = await testRules(SOUND.replace('cells-satisfy', 'cells-satisfied'))
    expect(said).not.toContain('占位符')
  })

  it('names file and line of a case with another outcome, and of a rule that no case can judge', async () => {
    const otherwise = SOUND.replace('granted: 6', 'granted: 5')
    const never = SOUND.replace('LOCAL-001', 'LOCAL-002')
      .replace('table3: { new_received: 5, granted: 5 }', 'omit: [table3]')
      .replace(/table3:\n.*\n.*granted: 6/, 'omit: [table3]')
    const { status, said } = await testRules(otherwise, never)
    expect(status).toBe(1)
    expect(said).toMatch(new RegExp(`^own.yaml:${lineOf('name: 多了')}: LOCAL-001 用例“多了”应为 fail，得到 pass`, 'm'))
    expect(said).toMatch(new RegExp(`^own-2.yaml:${lineOf('cases:')}: LOCAL-002 每个用例都无法判定（table-absent）`, 'm'))
  })

  it('names the line at which a file is not valid YAML or not a rule', async () => {
    expect((await testRules(SOUND.replace('name: handled', 'name: [handled'))).said).toMatch(/^own.yaml:\d+: /)
    expect((await testRules(SOUND.replace('severity: notice', 'severity: grave'))).said).toMatch(/^own.yaml:4: severity：无效选项/)
    expect((await testRules(SOUND.replace('severity: notice', 'severity: notice\nnotes: x'))).said).toMatch(/^own.yaml:5: notes：/)
  })
})

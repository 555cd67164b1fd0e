import { chmodSync, existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blankReport } from '../../src/export/blank-report.ts'
import { formOfYear } from '../../src/form/forms.ts'
import { say } from '../export/support/checklists.ts'
import { forms } from '../support/reference.ts'
import { itWith } from '../support/needs.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { type Ended, startCli } from '../support/start-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-refusals-'))
beforeAll(async () => {
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, '年报.docx'), sampleDocx())
  writeFileSync(join(folder, '空.docx'), '')
  writeFileSync(join(folder, '通知.txt'), '关于召开会议的通知。请各科室于周五下午到三楼会议室开会。')
  writeFileSync(join(folder, '登录.docx'), '<html><body><form>用户名<input>密码<input type=password></form></body></html>')
  writeFileSync(join(folder, '编码.txt'), 'aGVsbG8gd29ybGQgaGVsbG8=\n'.repeat(50))
  writeFileSync(join(folder, '空白.docx'), await blankReport({ agency: '某县水利局', year: 2026, form: formOfYear(forms, 2026) }, say))
  writeFileSync(join(folder, '名单.csv'), '')
  writeFileSync(join(folder, '关着.docx'), sampleDocx(), { mode: 0o000 })
  writeFileSync(join(folder, '截图.webp'), Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'))
  linkSync(join(folder, '年报.docx'), join(folder, '同一份.docx'))
  for (const name of ['空夹', '规则', '只读']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, '规则/LOCAL-001-x.yaml'), 'id: LOCAL-001\nname: [x\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  startCli(args, { cwd: folder, env: { NIANBAO_DATA: join(folder, '数据'), ...env } })

/** One sentence or a few on standard error, nothing else, and the status of wrong usage. */
function expectRefusal({ status, out, err }: Ended, ...says: readonly string[]): void {
  for (const part of says) expect(err).toContain(part)
  expect(err.trim().split('\n').length, err).toBeLessThanOrEqual(2)
  expect(err).not.toMatch(/^\s+at |node:|ENOENT|Error:/m)
  expect(out).toBe('')
  expect(status).toBe(2)
}

const DRAFT = '年报.docx'
const YEAR = ['--agency', '某县水利局', '--year', '2026']

describe('the command line refuses with one sentence', () => {
  it.concurrent.each<[args: readonly string[], ...says: string[]]>([
    [['nonsense'], '没有“nonsense”这个命令'],
    [['check'], '请给出要核对的文件'],
    [['check', '没有.docx'], '找不到文件《没有.docx》', '请检查'],
    [['check', '空.docx'], '《空.docx》是空文件'],
    [['check', '空夹'], '“空夹/”里没有可以核对的稿子'],
    [['check', '截图.webp'], '《截图.webp》是 WebP 图片，这种图片读不了', '请用 Word 或 PDF 再传'],
    [['check', '通知.txt'], '《通知.txt》里没有找到年度报告的标题'],
    [['check', '登录.docx'], '《登录.docx》里没有找到年度报告的标题'],
    [['check', '空白.docx'], '《空白.docx》是一份没有填写的空白表', '没有的填 0'],
    [['check', '编码.txt'], '《编码.txt》里没有找到年度报告的标题'],
    [['check', '--format', 'xlsx', '-o', '没有/x.xlsx', DRAFT], '没有/x.xlsx', '请先建好文件夹'],
    [['check', '--format', 'xlsx', '-o', '空夹', DRAFT], '“空夹”是文件夹', '加上文件名'],
    [['check', '--format', 'json', '-o', '年报.docx/x.json', DRAFT], '年报.docx/x.json'],
    [['check', '-o', '/dev/full', DRAFT], '/dev/full', '磁盘空间不足'],
    [['check', '-o', '', DRAFT], '没有写文件名'],
    [['check', DRAFT, '-o', DRAFT], '“年报.docx”就是要核对的稿子', '换一个文件名'],
    [['check', '--format', 'json', '-o', '同一份.docx', DRAFT], '“同一份.docx”就是要核对的稿子'],
    [['check', '-o', DRAFT, '--last-year', DRAFT, '通知.txt'], '“年报.docx”就是要核对的稿子'],
    [['users', 'list', '--data', '没有的'], '没有的 里还没有数据', '--data'],
    [['users', 'add', '--data', '没有的'], '没有的 里还没有数据'],
    [['users', 'password', '张三', '--data', '没有的'], '没有的 里还没有数据'],
    [['check', DRAFT, '-o'], '--output', '后面要写内容'],
    [['check', '--format', 'xlsx', DRAFT], '请加 -o 文件名'],
    [['check', '--format', 'docx', '-o', 'x.docx', DRAFT, DRAFT], '一次只能做一份', '2 份'],
    [['check', '--format', 'xlsx', '-o', 'x.xlsx', '空.docx'], '《空.docx》是空文件'],
    [['check', '--format', 'pdf', DRAFT], '“pdf”', 'text、json'],
    [['check', '--colour', DRAFT], '“--colour”', '--format'],
    [['check', '--year', '24', DRAFT], '“24”', '四位数'],
    [['check', '--profile', '火星', DRAFT], '“火星”', 'shandong'],
    [['check', '--last-year', '没有.docx', DRAFT], '上年年报', '《没有.docx》'],
    [['check', '--last-year', '空夹', DRAFT], '“空夹”是文件夹'],
    [['explain'], '请给出规则号'],
    [['explain', 'T9-999'], '“T9-999”'],
    [['rules', '--format', 'xml'], '“xml”', 'text、md、json'],
    [['test-rules', '没有'], '没有“没有”这个文件夹'],
    [['test-rules', DRAFT], '年报.docx”是文件'],
    [['test-rules', '规则'], 'LOCAL-001-x.yaml 第 3 行'],
    [['test-questions', 'NO/no'], 'NO/no'],
    [['ask', '--role', '局长', '几号截止'], '“局长”', 'drafter'],
    [['ask', '--format', 'xml', '几号截止'], '“xml”'],
    [['ask', '--draft', '没有.docx', '第1条'], '《没有.docx》'],
    [['template', ...YEAR, '-o', '没有/x.docx'], '没有/x.docx'],
    [['template', ...YEAR, '-o', '空夹'], '“空夹”是文件夹'],
    [['template', ...YEAR, '--last-year', '没有.docx'], '《没有.docx》'],
    [['template', '--colour'], '“--colour”'],
    [['fill', '--blank', '没有/x.xlsx', '--year', '2026'], '没有/x.xlsx'],
    [['fill', '没有.xlsx', ...YEAR], '《没有.xlsx》'],
    [['fill', '空.docx', ...YEAR], '“空.docx”不是能读的 xlsx'],
    [['digest', '--format', 'xml'], '“xml”', 'xlsx'],
    [['digest', '-o', '没有/x.txt'], '没有/x.txt'],
    [['digest', '--data', '没有'], '没有 里还没有数据'],
    [['agencies', 'import', '没有.csv'], '《没有.csv》'],
    [['agencies', 'import', '空夹'], '“空夹”是文件夹'],
    [['agencies', 'export'], '“export”', 'import、list'],
    [['users', 'remove'], '“remove”', 'list、add'],
    [['users', 'list', '--data', DRAFT], '年报.docx 里还没有数据'],
    [['users', 'add', '张三', '--data', DRAFT], '年报.docx 不能写入'],
    [['backup', '没有/b.db'], '没有'],
    [['restore', '没有.db'], '没有.db'],
    [['restore', DRAFT, '--data', '新'], '年报.docx 不是完整的备份'],
    [['questions', '--unanswered', '--limit', '几条'], '“几条”'],
    [['serve', '--port', '80'], '“--port”'],
    [['slack', '--colour'], '“--colour”'],
  ])('%j', async (args, ...says) => expectRefusal(await run(args), ...says))

  const ROOT = { there: process.getuid?.() === 0, why: 'needs root, to run as another user' }
  itWith(ROOT, 'where there is no right to read or to write', async () => {
    const asOther = (args: readonly string[]) => startCli(args, { cwd: folder, uid: 65_534 })
    expectRefusal(await asOther(['check', '关着.docx']), '《关着.docx》打不开', '权限')
    expectRefusal(await asOther(['check', '--format', 'json', '-o', '只读/x.json', DRAFT]), '只读/x.json', '权限')
  })

  it('leaves nothing behind', () => {
    for (const name of ['x.docx', 'x.xlsx', '没有', '没有的']) expect(existsSync(join(folder, name))).toBe(false)
  })

  it('says its whole use where nothing is asked, and only there in several lines', async () => {
    const { status, out, err } = await run([])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain('用法：nianbao <命令>')
    expect((await run(['help'])).out).toContain('用法：nianbao <命令>')
  })
})

import { zipSync } from 'fflate'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CheckOutput } from '../../src/host/check-output.ts'
import { createProgressLine } from '../../src/host/progress-line.ts'
import { itWith, program } from '../support/needs.ts'
import { runCli } from '../support/run-cli.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const root = mkdtempSync(join(tmpdir(), 'nianbao-folder-'))
const put = (path: string, bytes: Uint8Array | string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), bytes)
}
const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }
/** Runs a command as on a terminal. */
const TERMINAL = 'script'
const PAGE = '<html><body><p>临川市安平区丁局2024年政府信息公开工作年度报告</p></body></html>'

beforeAll(() => {
  put('稿/乙镇/年报.docx', sampleDocx({ agency: '临川市安平区乙镇人民政府', ...WRONG }))
  put('稿/甲镇/年报.docx', sampleDocx({ agency: '临川市安平区甲镇人民政府' }))
  put('稿/部门.zip', zipSync({ '丙局.docx': sampleDocx({ agency: '临川市安平区丙局' }) }))
  for (const passed of ['.隐藏.docx', '~$年报.docx', '.DS_Store', 'Thumbs.db', '.git/年报.docx']) put(`稿/${passed}`, sampleDocx())
  put('页/丁局.html', PAGE)
  for (const companion of ['丁局_files/frame.html', '丁局_files/logo.png', '丁局.files/frame.html']) put(`页/${companion}`, PAGE)
  for (const other of ['稿/会议.mp4', '稿/甲镇/现场.MP4', '稿/公章.png', '稿/无扩展名']) put(other, 'x')
  symlinkSync('..', join(root, '稿/甲镇/上一级'))
  symlinkSync(join(root, '稿'), join(root, '稿/自己'))
  symlinkSync('../甲镇', join(root, '稿/乙镇/甲镇'))
  symlinkSync('/', join(root, '稿/乙镇/根'))
  symlinkSync('没有', join(root, '稿/断.docx'))
  mkdirSync(join(root, '空/里面也空'), { recursive: true })
  put('杂/会议.mp4', 'x')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const check = (...args: readonly string[]) => runCli(['check', ...args], { cwd: root })
const filesOf = (out: string): string[] => CheckOutput.parse(JSON.parse(out)).map(({ file }) => file)
const DRAFTS = ['稿/乙镇/年报.docx', '稿/甲镇/年报.docx', '稿/部门.zip/丙局.docx']

describe('nianbao check of a folder', () => {
  it('checks the drafts in it in order, each once, and tells of other files in one line', () => {
    const { status, out, err } = check('--format', 'json', '稿')
    expect(filesOf(out)).toEqual(DRAFTS)
    expect(err).toBe('另有 4 个文件不是稿子，没有核对：mp4 2 个、没有扩展名的 1 个、png 1 个。\n')
    expect(status).toBe(1)
  })

  it('names drafts of one name by their paths', () => {
    const { status, out } = check('稿/')
    expect(out).toContain('稿/甲镇/年报.docx\n临川市安平区甲镇人民政府')
    expect(out).toContain('稿/乙镇/年报.docx\n临川市安平区乙镇人民政府')
    expect(status).toBe(1)
  })

  it('takes folders and files together, and what belongs to saved pages for no draft', () => {
    expect(filesOf(check('--format', 'json', '页', '稿/甲镇/年报.docx', '稿/乙镇').out)).toEqual([
      '页/丁局.html',
      '稿/甲镇/年报.docx',
      '稿/乙镇/年报.docx',
      '稿/乙镇/甲镇/年报.docx',
    ])
  })

  it('writes every form, and does not check what it has written', () => {
    for (const [format, part] of [
      ['md', '甲镇'],
      ['sarif', '"results"'],
      ['junit', '<testsuite'],
    ] as const)
      expect(check('--format', format, '稿').out).toContain(part)
    for (const time of ['first', 'second'])
      expect(check('--format', 'md', '-o', '稿/清单.md', '稿').err, time).toMatch(/^已写到 稿\/清单\.md\n另有 4 个文件/)
    rmSync(join(root, '稿/清单.md'))
    expect(check('--format', 'xlsx', '-o', '清单.xlsx', '稿/甲镇')).toMatchObject({ status: 0, out: '' })
    expect(check('--format', 'xlsx', '-o', '几份.xlsx', '稿')).toMatchObject({ status: 2, out: '', err: expect.stringContaining('3 份') })
  })

  it('writes over nothing in the folder that could be a draft', () => {
    const bytes = sampleDocx()
    put('写/甲.docx', bytes)
    put('写/乙.md', '# 某县水利局2024年政府信息公开工作年度报告')
    for (const [format, file] of [
      ['docx', '写/甲.docx'],
      ['text', '写/甲.docx'],
      ['md', '写/乙.md'],
    ] as const) {
      const { status, err } = check('--format', format, '-o', file, '写')
      expect(status).toBe(2)
      expect(err).toContain(`“${file}”就是要核对的稿子`)
    }
    expect(readFileSync(join(root, '写/甲.docx'))).toEqual(Buffer.from(bytes))
    rmSync(join(root, '写'), { recursive: true })
  })

  it('without drafts says so in one sentence', () => {
    expect(check('空')).toEqual({ status: 2, out: '', err: '文件夹“空/”里没有可以核对的稿子。请换一个文件夹，或者直接给出文件。\n' })
    expect(check('杂')).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/“杂\/”里没有可以核对的稿子.*\n.*mp4 1 个/) })
    expect(filesOf(check('--format', 'json', '空', '稿/甲镇').out)).toEqual(['空/', '稿/甲镇/年报.docx'])
  })

  itWith(program(TERMINAL), 'shows on a terminal which file it is at, and takes the line away again', () => {
    const command = `'${process.execPath}' '${join(import.meta.dirname, '../../bin/nianbao.mjs')}' check 稿`
    const { stdout } = spawnSync(TERMINAL, ['-qec', command, '/dev/null'], { cwd: root, encoding: 'utf8' })
    expect(stdout).toContain('\r\u001b[2K正在核对 1/3：稿/乙镇/年报.docx')
    expect(stdout).toContain('正在核对 3/3：稿/部门.zip')
    expect(stdout).toMatch(/\r\u001b\[2K稿\/乙镇\/年报\.docx\r?\n/)
  })
})

describe('a progress line', () => {
  it('fits the terminal, and is not written into a pipe', () => {
    const written: string[] = []
    const write = (text: string): unknown => written.push(text)
    const line = createProgressLine({ isTTY: true, columns: 12, write })
    line.show('正在核对年报稿子')
    line.clear()
    line.clear()
    expect(written).toEqual(['\r\u001b[2K正在核对年', '\r\u001b[2K'])
    createProgressLine({ write }).show('一')
    expect(written).toHaveLength(2)
  })
})

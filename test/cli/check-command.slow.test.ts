import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { CheckOutput } from '../../src/host/check-output.ts'
import { writeXlsx } from '../extract/workbook-writer.ts'
import { draftSheets, LEDGER, rowsCsv, rowsSheet } from '../office/spreadsheet/sheet-shapes.ts'
import { runCli } from '../support/run-cli.ts'
import { writeDocx } from '../support/write-document.ts'
import { multipart, writeMessage } from '../support/write-mail.ts'
import { reference } from '../support/reference.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-cli-'))
const write = (name: string, patch: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, writeDocx(sampleDocument(reference, SamplePatch.parse(patch))))
  return path
}
const files = { clean: '', wrong: '', empty: join(folder, 'empty.docx'), cut: join(folder, 'cut.docx'), image: join(folder, 'scan.png') }

beforeAll(() => {
  files.clean = write('clean.docx', {})
  files.wrong = write('wrong.docx', { on_request: '2024年共收到政府信息公开申请6件，办结5件。', table3: { new_received: 5, granted: 5 } })
  writeFileSync(files.empty, '')
  writeFileSync(files.cut, readFileSync(files.clean).subarray(0, 700))
  writeFileSync(files.image, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('nianbao check', () => {
  it('says of a file that is no annual report that it is none, as the page does, and exits with 2', () => {
    const other = join(folder, 'other.txt')
    writeFileSync(other, '关于召开会议的通知。请各科室于周五下午到三楼会议室开会。')
    const { status, out, err } = runCli(['check', other])
    expect(err).toContain('没有找到年度报告的标题')
    expect(out).toBe('')
    expect(status).toBe(2)
  })

  it('checks the drafts that a message brings, and says of one that is sealed that it is', () => {
    const [message, sealed] = [join(folder, '来信.eml'), join(folder, '密.eml')]
    const part = (head: readonly string[], body: Uint8Array) => ({ head, body })
    const attachment = part(['Content-Disposition: attachment; filename="a.docx"'], readFileSync(files.clean))
    writeFileSync(
      message,
      writeMessage(multipart('mixed', 'b', [part(['Content-Type: text/plain'], new Uint8Array([0x6f, 0x6b])), attachment])),
    )
    writeFileSync(sealed, writeMessage(part(['Content-Type: application/pkcs7-mime; name="smime.p7m"'], new Uint8Array(90))))
    const { out } = runCli(['check', '--format', 'json', message, sealed])
    const entries = CheckOutput.parse(JSON.parse(out))
    expect(entries.map(({ file, status }) => [file, status])).toEqual([
      [`${message}/a.docx`, 'checked'],
      [sealed, 'unreadable'],
    ])
    expect(entries[1]?.reason).toContain('设了密码或加了密')
  })

  it('says of a spreadsheet that is no draft what it seems to be and what to do, never what is missing in it', () => {
    const files = { ledger: join(folder, '台账.csv'), sure: join(folder, '台账.xlsx'), both: join(folder, '数据.xlsx') }
    writeFileSync(files.ledger, rowsCsv(LEDGER))
    writeFileSync(files.sure, writeXlsx([rowsSheet(LEDGER)]))
    writeFileSync(files.both, writeXlsx([...draftSheets(), rowsSheet(LEDGER, { name: '台账' })]))
    const text = runCli(['check', files.ledger])
    expect(text.out).toBe('')
    expect(text.err.trim().split('\n')).toHaveLength(1)
    expect(text.err).toContain('《台账.csv》像是依申请公开的台账（一行一件），没有当作稿件核对')
    expect(text.status).toBe(2)
    const { status, out } = runCli(['check', '--format', 'json', files.sure, files.both])
    const entries = CheckOutput.parse(JSON.parse(out))
    expect(entries.map((entry) => [entry.status, entry.findings.length])).toEqual([
      ['unreadable', 0],
      ['unreadable', 0],
    ])
    expect(entries[1]?.reason).toContain('像是稿件的三张表，又像是依申请公开的台账，但不能确定')
    expect(status).toBe(2)
    const told = CheckOutput.parse(JSON.parse(runCli(['check', '--tables', '--format', 'json', files.both]).out))
    expect(told.map((entry) => [entry.status, entry.findings.filter(({ severity }) => severity === 'error').length])).toEqual([
      ['checked', 0],
    ])
  })

  it('says that a clean draft needs no change, and exits with 0', () => {
    const { status, out } = runCli(['check', files.clean])
    expect(out).toContain('临川市安平区水利局 · 2024 年度')
    expect(out).toContain('必改 0')
    expect(status).toBe(0)
  })

  it('names the numbers, both places and the basis of an error, and exits with 1', () => {
    const { status, out } = runCli(['check', files.wrong])
    expect(out).toMatch(/NT-001/)
    expect(out).toContain('收到申请：正文6件，表三5件，差1')
    expect(out).toContain('表三 “总计”列 × “本年新收政府信息公开申请数量”行')
    expect(out).toContain('国办公开办函〔2021〕30号')
    expect(status).toBe(1)
  })

  it('prints JSON of the published schema, one entry a file, in order', () => {
    const { status, out } = runCli(['check', '--format', 'json', files.clean, files.empty, files.wrong])
    const entries = CheckOutput.parse(JSON.parse(out))
    expect(entries.map((entry) => entry.status)).toEqual(['checked', 'unreadable', 'checked'])
    expect(entries[0]?.report?.tables.table3?.cells['table3/granted/total']).toEqual({ value: 0, state: 'number' })
    expect(entries[2]?.findings.map((finding) => finding.rule)).toContain('NT-001')
    expect(status).toBe(2)
  })

  it.each([
    ['an empty file', () => files.empty, /空文件/],
    ['a truncated docx', () => files.cut, /损坏/],
    ['a picture', () => files.image, /扫描图片/],
    ['a file that is not there', () => join(folder, 'none.docx'), /找不到文件/],
  ])('says what to do about %s, and exits with 2', (_name, path, says) => {
    const { status, out, err } = runCli(['check', path()])
    expect(err).toMatch(says)
    expect(out).toBe('')
    expect(status).toBe(2)
  })

  it.each([
    [['check'], /请给出要核对的文件/],
    [['check', '--format', 'pdf', 'x.docx'], /没有“pdf”这种格式/],
    [['check', '--year', '24', 'x.docx'], /四位数/],
    [['check', '--colour', 'x.docx'], /参数不对/],
    [['nonsense'], /没有“nonsense”这个命令/],
    [['explain', 'T9-999'], /没有编号为/],
  ])('answers wrong usage %j with a sentence and exits with 2', (args, says) => {
    const { status, out, err } = runCli(args)
    expect(err + out).toMatch(says)
    expect(status).toBe(2)
  })

  it('compares with last year’s report if it is given', () => {
    const last = write('last.docx', { year: 2023, table3: { new_received: 3, granted: 1, carried_out: 2 } })
    const { out } = runCli(['check', '--last-year', last, files.clean])
    expect(out).toMatch(/CY-001/)
  })

  it('explains a rule and lists all rules', () => {
    expect(runCli(['explain', 't3-001']).out).toMatch(/T3-001[\s\S]*为什么[\s\S]*依据/)
    expect(runCli(['rules']).out.trim().split('\n').length).toBe(122)
  })

  it('publishes the schema of its JSON', async () => {
    const { z } = await import('zod')
    const published = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/check-output.schema.json'), 'utf8')) as unknown
    expect(z.toJSONSchema(CheckOutput)).toEqual(published)
  })
})

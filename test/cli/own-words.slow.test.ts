import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { reference } from '../support/reference.ts'
import { runCli } from '../support/run-cli.ts'
import { writeDocx } from '../support/write-document.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('# 教它读懂一种说法')[1] ?? ''
const folder = mkdtempSync(join(tmpdir(), 'nianbao-words-'))
const mine = join(folder, 'my-rules')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
const names = [...page.matchAll(/新建 `([^`]+\.yaml)`/g)].map((match) => match[1] ?? '')

function write(index: number, change = (text: string): string => text): void {
  const file = join(mine, names[index] ?? '')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, change(blocks[index] ?? ''))
}

function check(env: Record<string, string> = {}): string {
  const said = /正文写“([^”]+)”/.exec(page)?.[1] ?? ''
  const draft = join(folder, '年报.docx')
  const patch = SamplePatch.parse({ on_request: said, table3: { new_received: 5, granted: 5 } })
  writeFileSync(draft, writeDocx(sampleDocument(reference, patch)))
  return spawnSync(process.execPath, [join(root, 'bin/nianbao.mjs'), 'check', draft], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, ...env },
  }).stdout
}

/** Follows CONTRIBUTING.md word for word. */
describe('a wording in ten minutes', () => {
  it('is a false alarm at first', () => {
    expect(check()).toContain('NT-001')
  })

  it('is understood with words and cases in the folder of the office', () => {
    write(0)
    write(1)
    const { status, out, err } = runCli(['test-rules', mine], { cwd: folder })
    expect(err).toBe('')
    expect(out).toMatch(/全部通过/)
    expect(status).toBe(0)
    expect(check({ NIANBAO_RULES: 'my-rules' })).not.toContain('NT-001')
  })

  it.each([
    ['a case whose word is not found', 0, (text: string) => text.replace('分派的', '分配的'), /own\.yaml 第 7 行.*分配的/],
    [
      'a word that means something else already',
      0,
      (text: string) => text.replace('分派,', '收到,'),
      /own\.yaml 第 6 行.*“收到”已经是 act\/receive/,
    ],
    ['a word that is no word', 0, (text: string) => text.replace('派(转|发)', '派(转|发'), /own\.yaml 第 6 行.*写法不对/],
    ['a count that is not so', 1, (text: string) => text.replace('2: part', '2: whole'), /requests-own\.yaml 第 4 行.*part/],
    [
      'a feature that is not there',
      1,
      (text: string) => text.replace('cases:', 'frame: { akt: receive }\ncases:'),
      /requests-own\.yaml 第 3 行.*“akt”/,
    ],
    [
      'a key that is not there',
      1,
      (text: string) => text.replace('title:', 'titel:'),
      /requests-own\.yaml 第 2 行|requests-own\.yaml 第 1 行/,
    ],
  ])('names file and line of %s', (_what, index, change, says) => {
    write(0)
    write(1)
    write(index, change)
    const { status, out, err } = runCli(['test-rules', mine], { cwd: folder })
    expect(out + err).toMatch(says)
    expect(status).not.toBe(0)
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { checkFiles, reasonOf } from '../../src/host/check-files.ts'
import { errorOf } from '../../src/host/drafts/error-of.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { AppError } from '../../src/model/app-error.ts'
import type { DraftReader } from '../../src/model/ports/draft-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-check-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const files = ['一.txt', '二.txt', '三.zip', '四.txt'].map((name) => join(folder, name))
for (const file of files) writeFileSync(file, file.endsWith('zip') ? 'PK..' : '年报')
const words = loadWords()

/** Drafts of which those named are the end of whoever opens them. */
const readerThat = (fails: (name: string) => Error | null): DraftReader => ({
  attempt: (use) =>
    use({
      run: async (_kind: string, { name }: { name: string }) => {
        const error = fails(name)
        if (error) throw error
        return { status: 'unreadable', reason: 'no-text' }
      },
    } as never),
})

it('tells of a file at which the program broke, and goes on with the others', async () => {
  const fault = errorOf({ name: 'TypeError', places: ['    at readCell (src/extract/x.ts:1:2)'] })
  const checked = await checkFiles(
    files,
    readerThat((name) => (/[二三]/.test(name) ? fault : null)),
  )
  expect(checked.map((file) => file.status === 'unreadable' && file.reason)).toEqual(['no-text', 'broken', 'broken', 'no-text'])
  const said = checked.map((file) => {
    if (file.status !== 'unreadable') throw new Error('was read')
    const { key, with: values } = reasonOf(file, words)
    return words.plain(key, values)
  })
  expect(said[1]).toContain('《二.txt》没有核对完：程序处理它时出了错')
  expect(said[1]).toContain('TypeError at readCell (src/extract/x.ts:1:2)')
  expect(said[2]).toContain('《三.zip》没有核对完')
})

it('does not take a refusal of the whole command for a fault of one file', async () => {
  const refusal = new AppError('bad-rule-file', 'rules', { key: 'cli.bad-rule' })
  await expect(
    checkFiles(
      files,
      readerThat(() => refusal),
    ),
  ).rejects.toBe(refusal)
})

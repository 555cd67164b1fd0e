import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'
import { DocumentFormat } from '../../src/model/document.ts'

const root = join(import.meta.dirname, '../..')
const linesOf = (file: string): string[] => readFileSync(join(root, file), 'utf8').split('\n')
const named = (line: string): string[] => DocumentFormat.options.filter((format) => new RegExp(`(?<![\\w.])${format}(?!\\w)`).test(line))

describe('the file formats', () => {
  it.each(['README.md', 'docs/workers.md', 'rules/topics/bot/formats.yaml'])('are all named in %s', (file) => {
    expect(linesOf(file).some((line) => named(line).length === DocumentFormat.options.length)).toBe(true)
  })

  it('are written out in no sentence', () => {
    const folder = 'prompts-templates/zh-CN'
    const byHand = readdirSync(join(root, folder)).flatMap((file) => linesOf(join(folder, file)).filter((line) => named(line).length > 3))
    expect(byHand).toEqual([])
  })

  it('are listed at a refused file and at the file chooser', () => {
    const words = loadWords(join(root, 'prompts-templates'))
    const all = DocumentFormat.options.join('、')
    expect(words.plain('errors.wrong-type', { file: '表.xlsx' })).toContain(`请上传 ${all}，`)
    expect(words.plain('unreadable.unsupported-format', { file: '表.xlsx' })).toContain('xls 或 ods。')
    expect(words.plain('web.welcome.formats')).toBe(`${all}，或装有稿子的 zip`)
  })
})

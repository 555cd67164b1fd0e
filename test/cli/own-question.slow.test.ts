import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'nianbao-questions-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(place: string, text: string): void {
  mkdirSync(dirname(join(folder, place)), { recursive: true })
  writeFileSync(join(folder, place), text)
}

function nianbao(...args: readonly string[]): { readonly status: number | null; readonly out: string } {
  const run = spawnSync(process.execPath, [join(root, 'bin/nianbao.mjs'), ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, NIANBAO_RULES: 'my-rules' },
  })
  return { status: run.status, out: run.stdout + run.stderr }
}

/** Follows CONTRIBUTING.md word for word. */
describe('a question in ten minutes', () => {
  const section = page.slice(page.indexOf('## 4. 加一个知识条目'))
  const [topic = '', asked = ''] = [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  const places = [...section.matchAll(/`(my-rules\/[^`]+)`/g)].map(([, place = '']) => place)
  const [topicPlace = '', askedPlace = ''] = places

  it('finds a topic by each of its phrasings', () => {
    write(topicPlace, topic)
    write(askedPlace, asked)
    expect(nianbao('test-questions', 'FORM/annex')).toEqual({ status: 0, out: '问了 7 句，都找到了自己的条目。\n' })
    expect(nianbao('ask', '名录附在哪里').out).toContain('所属单位名录')
  })

  it.each([
    ['a phrasing of another entry', asked.replace('名录附在哪里', '条例第1条'), /annex\.asked\.yaml:2: .*LAW\/article-1/],
    ['a key that is not there', asked.replace('questions:', 'question:'), /annex\.asked\.yaml 第 1 行/],
    ['a phrasing that is none', asked.replace('名录附在哪里', '名'), /annex\.asked\.yaml 第 2 行/],
  ])('reports %s with file and line', (_, text, says) => {
    write(askedPlace, text)
    const { status, out } = nianbao('test-questions', 'FORM/annex')
    expect(out).toMatch(says)
    expect(status).not.toBe(0)
  })
})

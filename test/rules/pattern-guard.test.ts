import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { loadReference } from '../../src/host/load-reference.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { sayError } from '../../src/reply/say-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-guard-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What is said at the start when a folder of an office's own holds this file. */
function refusalOf(place: string, text: string): string {
  const own = mkdtempSync(join(folder, 'own-'))
  mkdirSync(join(own, place, '..'), { recursive: true })
  writeFileSync(join(own, place), text)
  try {
    loadReference('rules', own)
    return ''
  } catch (error) {
    return sayError(loadWords(), error)
  }
}

const lexicon = (match: string): string => `about: 例子
patterns:
  sample:
    match: '${match}'
    cases: { takes: [甲], leaves: [乙] }
`

it.each([
  ['(甲{1,3}){1,3}', '重复里面还有重复'],
  ['((甲{0,80})乙?){0,80}', '重复里面还有重复'],
  ['(甲|甲){0,80}', '重复里面还有重复'],
  ['(甲|甲甲){0,40}乙', '重复里面还有重复'],
  ['(甲?乙?){0,60}丙', '重复里面还有重复'],
  ['甲.{0,80}.{0,80}.{0,80}乙', '几处重复挨在一起'],
  ['[一-龥]{0,40}[甲-龥]{0,40}[^。]{0,40}！', '几处重复挨在一起'],
  ['甲?'.repeat(20) + '甲'.repeat(20), '几处重复挨在一起'],
  ['甲.*', '不能用 + * {n,}'],
  ['甲.{0,200}', '超过了上限 80'],
  ['{没有的}甲', '没有名为'],
  ['(甲', '不是正则表达式'],
])('stops the start at the pattern %s, with its file and line', (match, says) => {
  const said = refusalOf('lexicon/report/own.yaml', lexicon(match))
  expect(said).toContain('lexicon/report/own.yaml:4 patterns.sample.match')
  expect(said).toContain(says)
})

it('stops the start at a slow pattern of a measure and of a kind', () => {
  const measure = "measure: own/sample\ntitle: 例子\ndenied: { match: '没有.*甲' }\ncases: [{ say: 没有甲, denies: true }]\n"
  expect(refusalOf('measures/own.yaml', measure)).toContain('measures/own.yaml:3 denied.match')
  const kinds = "about: 例子\nkinds:\n  one:\n    of: [{ kind: a, match: '甲+' }]\n    cases: [{ say: 甲, is: a }, { say: 乙, is: null }]\n"
  expect(refusalOf('lexicon/report/kinds.yaml', kinds)).toContain('lexicon/report/kinds.yaml:4 kinds.one.of.0.match')
})

it.each(['甲.{0,8}', '(甲|乙|甲丙){0,80}丁', '第\\s{0,9}\\d{1,9}\\s{0,9}条', '甲.{0,40}乙.{0,40}丙'])(
  'takes the sound pattern %s',
  (match) => {
    expect(refusalOf('lexicon/report/own.yaml', lexicon(match))).toBe('')
  },
)

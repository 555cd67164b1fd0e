import { describe, expect, it } from 'vitest'
import { compileLexicon, LexiconFile } from '../../src/language/lexicon.ts'
import { compilePattern, PatternError, problemOf } from '../../src/language/pattern.ts'

describe('patterns in data files', () => {
  it.each(['a+', '.*', '(?:ab{0,3}){0,4}', 'x{2,}', 'y{0,200}', '(a|b', 'a||b', '(|b)', '|a'])('refuses %s', (source) => {
    expect(problemOf(source)).not.toBeNull()
  })

  it.each(['未.{0,8}收取', '[+*]{1,3}', '第?711\\s{0,2}号', '1\\.2', '(?:共|共计){0,3}', '\\(|\\)', 'a\\|'])('accepts %s', (source) => {
    expect(problemOf(source)).toBeNull()
  })

  it('expands named parts, also nested ones', () => {
    const pattern = compilePattern('{收到}了?{数}件', { 收到: ['收到', '接{到}'], 到: ['到'], 数: ['\\d{1,9}'] })
    expect(['收到3件', '接到了12件'].every((say) => pattern.test(say))).toBe(true)
    expect(pattern.test('接3件')).toBe(false)
  })

  it('names a part that is missing, and one that contains itself', () => {
    expect(() => compilePattern('{没有}', {})).toThrow(PatternError)
    expect(() => compilePattern('{a}', { a: ['{b}'], b: ['{a}'] })).toThrow('circular-part')
  })
})

it('finds word lists by name, and refuses an unknown name', () => {
  const file = LexiconFile.parse({
    about: '例子',
    words: { 镇: ['镇', '乡'] },
    patterns: { town: { match: '{镇}人民政府', cases: { takes: ['某乡人民政府'], leaves: ['某县人民政府'] } } },
    kinds: {
      agency: {
        of: [{ kind: 'township', match: '{镇}' }],
        cases: [
          { say: '某乡', is: 'township' },
          { say: '某局', is: null },
        ],
      },
    },
  })
  const lexicon = compileLexicon({ 'report/agency': file })
  expect(lexicon.pattern('report/agency/town').test('某镇人民政府')).toBe(true)
  expect(lexicon.words('report/agency/镇')).toEqual(['镇', '乡'])
  expect(lexicon.classify('report/agency/agency', '某局')).toBeNull()
  expect(() => lexicon.pattern('report/agency/city')).toThrow(RangeError)
})

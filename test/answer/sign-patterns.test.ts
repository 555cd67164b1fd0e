import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { joinPatterns } from '../../src/answer/sign-patterns.ts'
import { createSignReader } from '../../src/answer/signs.ts'
import { loadKnowledge } from '../../src/host/load-knowledge.ts'
import { knowledge } from './sample-answerer.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signs-'))
  mkdirSync(join(folder, 'lexicon/signs'), { recursive: true })
  writeFileSync(join(folder, 'lexicon/zh-CN.yaml'), 'terms: []\nsame: []\nfillers: []\nreadings: {}\n')
  write('parts.yaml', '问法条: 依据|哪.{0,2}条\n正文: [正文, 文里]\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string): void => writeFileSync(join(folder, 'lexicon/signs', name), text)
const score = (question: string, ...ids: string[]): number[] => [...createSignReader(ids, loadKnowledge(folder).signs).score(question)]

describe('a file of signs', () => {
  test('says matter, sides and what settles, with parts by name', () => {
    write(
      'law.yaml',
      "LAW/a:\n  about: 谣言\n  asks: ['{问法条}', [怎么, 多久]]\n  settles:\n    - 造谣\n    - all: ['{about}', '{正文}']\n      unless: 表三\n    - { match: 辟谣（一）, unless: [填, 写] }\n",
    )
    expect(score('今天天气', 'LAW/a')).toEqual([0])
    expect(score('谣言的事', 'LAW/a')).toEqual([0.25])
    expect(score('谣言有什么依据', 'LAW/a')).toEqual([0.625])
    expect(score('谣言怎么处理是哪条', 'LAW/a')).toEqual([1])
    expect(score('造谣', 'LAW/a')).toEqual([3])
    expect(score('文里有谣言', 'LAW/a')).toEqual([3])
    expect(score('文里有谣言，表三没有', 'LAW/a')).toEqual([0.25])
    expect(score('辟谣（一）在哪', 'LAW/a')).toEqual([3])
    expect(score('辟谣(一)怎么填', 'LAW/a')).toEqual([0])
  })

  test.each([
    ['an unknown part', '{问谁}', '没有叫“问谁”的词组'],
    ['what does not parse', '(谣言', '正则写得不对'],
    ['a group repeated without end', '(谣言|辟谣)*了', '会越读越慢'],
    ['two gaps without end', '谣.*言.*事', '会越读越慢'],
    ['an empty alternative', '谣言|', '什么都会对上'],
    ['a reference to a group', '(谣|言)\\1', '不能用'],
  ])('is refused with file and line for %s', (_, pattern, problem) => {
    write('law.yaml', `LAW/a:\n  about: 谣言\n  settles:\n    - 造谣\n    - match:\n        - 辟谣\n        - '${pattern}'\n`)
    expect(() => loadKnowledge(folder)).toThrow(
      expect.objectContaining({ code: 'bad-rule-file', message: expect.stringMatching(/^lexicon\/signs\/law\.yaml:7: /) as string }),
    )
    expect(() => loadKnowledge(folder)).toThrow(problem)
  })

  test('is refused where a part leads back to itself, or an entry is there twice', () => {
    write('law.yaml', 'LAW/a: { about: 谣言 }\n')
    write('other.yaml', 'LAW/a: { about: 谣言 }\n')
    expect(() => loadKnowledge(folder)).toThrow('LAW/a')
    write('parts.yaml', "甲: 依据\n乙: ['{丙}']\n丙: '{乙}|什么'\n")
    expect(() => loadKnowledge(folder)).toThrow(/parts\.yaml:2: .*绕回了自己/)
  })
})

describe('our own signs', () => {
  test('repeat no group and no more than one gap without end', () => {
    for (const [id, { about, asks, settles }] of Object.entries(knowledge.signs))
      for (const source of [about, ...asks, ...settles.flatMap(({ all, unless }) => [...all, ...(unless ? [unless] : [])])])
        expect(() => joinPatterns([source], {}), id).not.toThrow()
  })

  test('read any question to the end, the longest of one thing over and over too', () => {
    const ids = Object.keys(knowledge.signs)
    const reader = createSignReader(ids, knowledge.signs)
    const word = fc.constantFrom('表三', '的', '了', '申请', '部分', '公开', '第', '一', '没', '1', '20', '写', '(', '、', '条例', 'x')
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) =>
        reader.score(words.join('').repeat(400)).every((value) => value >= 0 && value <= 3),
      ),
      { numRuns: 20 },
    )
  })
})

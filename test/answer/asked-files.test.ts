import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSignReader } from '../../src/answer/signs.ts'
import { loadKnowledge } from '../../src/host/load-knowledge.ts'
import { loadRules } from '../../src/host/load-catalogue.ts'
import { knowledge } from './sample-answerer.ts'

const TOPIC =
  'id: LAW/rumour\ntitle: 谣言怎么办\nquestions: [谣言怎么办]\nanswer: 及时、准确公开，澄清虚假信息。\nbasis: [{ document: 条例 }]\n'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asked-'))
  write('lexicon/zh-CN.yaml', 'terms: []\nsame: []\nfillers: []\nreadings: {}\n')
  write('topics/law/rumour.yaml', TOPIC)
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(place: string, text: string): void {
  mkdirSync(dirname(join(folder, place)), { recursive: true })
  writeFileSync(join(folder, place), text)
}
/** @param key the sentence for the person */
const refused = (message: RegExp, key = expect.any(String) as string): void =>
  expect(() => loadKnowledge(folder)).toThrow(
    expect.objectContaining({
      code: 'bad-rule-file',
      message: expect.stringMatching(message) as string,
      say: expect.objectContaining({ key }) as object,
    }),
  )

describe('the file of phrasings (.asked.yaml)', () => {
  it('belongs to the topic or rule beside it', () => {
    write('topics/law/rumour.asked.yaml', 'questions: [有人造谣]\n')
    write('wording/WD-001-word.yaml', 'id: WD-001\n')
    write('wording/WD-001-word.asked.yaml', 'questions: [这个词怎么了]\n')
    const { topics, asked } = loadKnowledge(folder)
    expect(topics.map(({ id }) => id)).toEqual(['LAW/rumour'])
    expect(asked['LAW/rumour']?.questions).toEqual(['有人造谣'])
    expect(asked['WD-001']?.questions).toEqual(['这个词怎么了'])
  })

  it('also counts in the folder of an office, and is not read as a rule', () => {
    const own = join(folder, 'own')
    write('own/LOCAL-001-word.yaml', 'id: LOCAL-001\n')
    write('own/LOCAL-001-word.asked.yaml', 'questions: [为什么不能写]\n')
    write('own/topics/law/local.yaml', TOPIC.replace('rumour', 'local'))
    const { topics, asked } = loadKnowledge(folder, own)
    expect(topics.map(({ id }) => id)).toContain('LAW/local')
    expect(asked['LOCAL-001']?.questions).toEqual(['为什么不能写'])
    expect(() => loadRules(own)).toThrow('LOCAL-001-word.yaml')
  })

  it('is refused if its rule or topic is missing', () => {
    write('topics/law/other.asked.yaml', 'questions: [有人造谣]\n')
    refused(/^topics\/law\/other\.asked\.yaml:1: /)
  })

  it('names the line of a phrasing that is too short', () => {
    write('topics/law/rumour.asked.yaml', 'questions:\n  - 有人造谣\n  - 怎\n')
    refused(/^topics\/law\/rumour\.asked\.yaml:3: questions\.1/)
  })

  it('requires a topic id that matches its path', () => {
    write('topics/law/rumour.yaml', TOPIC.replace('LAW/rumour', 'LAW/other'))
    refused(/^topics\/law\/rumour\.yaml:1: id.*LAW\/rumour/)
  })
})

describe('signs', () => {
  const score = (question: string): number | undefined => createSignReader(['LAW/rumour'], loadKnowledge(folder).asked)(question)[0]

  it('are one pattern, or several with conditions, and may use named words', () => {
    write(
      'topics/law/rumour.asked.yaml',
      "questions: [有人造谣]\nwords: { 正文: [正文, 文里] }\nsigns:\n  - 造谣\n  - { all: [谣言, '{正文}'], unless: 表三 }\n  - { match: [辟谣, 澄清], unless: [填, 写] }\n",
    )
    expect([score('今天天气'), score('谣言的事'), score('文里有谣言，表三没有'), score('澄清怎么写')]).toEqual([0, 0, 0, 0])
    expect([score('造谣'), score('文里有谣言'), score('要不要澄清')]).toEqual([1, 1, 1])
  })

  it.each([
    ['an unknown word list', '{问谁}', 'unknown-part'],
    ['a pattern that does not parse', '(谣言', 'syntax'],
    ['a group repeated without end', '(谣言|辟谣)*了', 'open-repeat'],
    ['a gap without end', '谣.*言', 'open-repeat'],
    ['an empty alternative', '谣言|', 'empty-choice'],
  ])('are refused with file and line for %s', (_, pattern, problem) => {
    write('topics/law/rumour.asked.yaml', `questions: [有人造谣]\nsigns:\n  - 造谣\n  - match:\n      - 辟谣\n      - '${pattern}'\n`)
    refused(/^topics\/law\/rumour\.asked\.yaml:6: signs\.1\.match\.1/, `audit.pattern-${problem}`)
  })

  it('of the catalogue match any question quickly, also long repetitions', () => {
    const read = createSignReader(Object.keys(knowledge.asked), knowledge.asked)
    const word = fc.constantFrom('表三', '的', '了', '申请', '部分', '公开', '第', '一', '没', '1', '20', '写', '(', '、', '条例', 'x')
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => read(words.join('').repeat(400)).every((value) => value <= 1)),
      { numRuns: 20 },
    )
  })
})

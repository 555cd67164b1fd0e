import { expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'
import { DRAFT_STATES } from './draft-texts.ts'

it('says in English all that it says in Chinese, with the same values', () => {
  const [chinese, english] = [loadWords('prompts-templates', 'zh-CN'), loadWords('prompts-templates', 'en')]
  const keys = (words: typeof chinese) =>
    words
      .keys()
      .filter((key) => key.startsWith('slack.'))
      .sort()
  expect(keys(english)).toEqual(keys(chinese))
  for (const key of keys(chinese)) expect([key, ...english.variables(key).sort()]).toEqual([key, ...chinese.variables(key).sort()])
})

it('has a word for every state of a draft', () => {
  const words = loadWords('prompts-templates')
  for (const state of DRAFT_STATES) expect(words.plain(`progress.state.${state}`, { errors: 1, warnings: 1 })).not.toBe('')
})

import { expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'
import { DRAFT_STATES } from './draft-texts.ts'

it('has a word for every state of a draft', () => {
  const words = loadWords('prompts-templates')
  for (const state of DRAFT_STATES) expect(words.plain(`progress.state.${state}`, { errors: 1, warnings: 1 })).not.toBe('')
})

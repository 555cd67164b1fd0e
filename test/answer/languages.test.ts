import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import { words } from './sample-answerer.ts'

const ours = (all: readonly string[]) => all.filter((key) => /^answer(-model)?\./.test(key)).toSorted()

it('every sentence of an answer is there in both languages, with the same values', () => {
  const english = loadWords(join(projectFolder, 'prompts-templates'), 'en')
  expect(ours(english.keys())).toEqual(ours(words.keys()))
  for (const key of ours(words.keys())) expect(english.variables(key).toSorted(), key).toEqual(words.variables(key).toSorted())
})

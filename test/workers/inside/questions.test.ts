import { questions, readData } from '@nianbao/worker-data'
import { expect, it } from 'vitest'
import { indexQuestions } from '../../../src/answer/index-questions.ts'
import { compileReference } from '../../../src/form/reference.ts'
import { unpackQuestionIndex } from '../../../src/worker/unpack-question-index.ts'
import { bytesOfBase64 } from '../../../src/worker/worker-data.ts'

it('uses the question index of the build on Node: workerd segments words alike', () => {
  const built = unpackQuestionIndex(bytesOfBase64(questions))
  const made = indexQuestions({ ...readData(), lexicon: compileReference(readData().reference).lexicon })
  expect(built.of).toBe(made.of)
  expect(built.readings === made.readings).toBe(true)
  for (const table of ['words', 'characters', 'syllables'] as const) {
    const [before, now] = [built[table], made[table]]
    expect(same(before.starts, now.starts) && same(before.phrasings, now.phrasings), table).toBe(true)
    if ('keys' in before && 'keys' in now) expect(same(before.keys, now.keys), table).toBe(true)
    if ('names' in before && 'names' in now) expect(before.names.join('\n') === now.names.join('\n'), table).toBe(true)
  }
})

/** A difference among half a million numbers is too long to print. */
function same(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  return one.length === other.length && Array.prototype.every.call(one, (value, at) => value === other[at])
}

import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'

const source = globSync('src/predicates/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const keys = loadWords('prompts-templates')
  .keys()
  .filter((key) => /^(?:place|finding)\./.test(key))
/** `placeName('cell', …)` and `code: 'finding.likely-cell'`. */
const given = [
  ...[...source.matchAll(/placeName\(\s*'([a-z-]+)'/g)].map((match) => `place.${match[1]}`),
  ...[...source.matchAll(/'(finding\.[a-z-]+)'/g)].map((match) => String(match[1])),
]
const literals = new Set([...source.matchAll(/['`]([a-z][a-z.-]*)/g)].map((match) => String(match[1])))

it('has a sentence for every shared code that a predicate gives', () => {
  expect(given.length).toBeGreaterThan(20)
  expect(given.filter((code) => !keys.includes(code))).toEqual([])
})

it('has no shared sentence that no predicate gives', () => {
  const isGiven = (key: string): boolean => {
    const name = key.replace(/^place\./, '')
    return literals.has(name) || literals.has(name.replace(/[a-z0-9]+$/, ''))
  }
  expect(keys.filter((key) => !isGiven(key))).toEqual([])
})

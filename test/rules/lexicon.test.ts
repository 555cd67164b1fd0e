import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readReferenceFiles } from '../../src/host/load-reference.ts'
import { compileLexicon } from '../../src/language/lexicon.ts'

const { lexicon: files } = readReferenceFiles('rules')
const lexicon = compileLexicon(files)
const patterns = Object.entries(files).flatMap(([file, { patterns: all }]) =>
  Object.entries(all).map(([entry, { cases }]) => [`${file}/${entry}`, cases] as const),
)
const kinds = Object.entries(files).flatMap(([file, { kinds: all }]) =>
  Object.entries(all).map(([entry, { cases }]) => [`${file}/${entry}`, cases] as const),
)
const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n')

describe('the lexicon', () => {
  it.each(patterns)('%s accepts and refuses what its cases say', (name, { takes, leaves }) => {
    const pattern = lexicon.pattern(name)
    for (const taken of takes) {
      const { say, finds, groups } = typeof taken === 'string' ? { say: taken } : taken
      const match = pattern.exec(say)
      expect(match, `should take “${say}”`).not.toBeNull()
      if (finds !== undefined) expect(match?.[0], say).toBe(finds)
      if (groups) expect(match?.groups, say).toMatchObject(groups)
    }
    for (const say of leaves) expect(pattern.exec(say), `should leave “${say}”`).toBeNull()
  })

  it.each(kinds)('%s gives the kinds that its cases say', (name, cases) => {
    for (const { say, is } of cases) expect(lexicon.classify(name, say), say).toBe(is)
  })

  it('has no unused entry', () => {
    const named = Object.entries(files).flatMap(([file, { patterns: p, kinds: k }]) =>
      [...Object.keys(p), ...Object.keys(k)].map((entry) => `${file}/${entry}`),
    )
    expect(named.filter((name) => !sources.includes(`'${name}'`))).toEqual([])
  })

  it('has every entry that the code uses', () => {
    const asked = [...sources.matchAll(/lexicon\.(pattern|all|words|classify)\(\s*'([^']+)'/g)]
    const missing = asked.filter(([, how, name]) => {
      const [file, entry] = [name?.slice(0, name.lastIndexOf('/')) ?? '', name?.slice(name.lastIndexOf('/') + 1) ?? '']
      const where = how === 'words' ? files[file]?.words : how === 'classify' ? files[file]?.kinds : files[file]?.patterns
      return !where?.[entry]
    })
    expect(missing.map(([, , name]) => name)).toEqual([])
  })
})

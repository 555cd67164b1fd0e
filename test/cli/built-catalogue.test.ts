import { cpSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { composeCatalogue } from '../../src/draft-work/compose-catalogue.ts'
import { packCatalogue, unpackCatalogue } from '../../src/draft-work/packed-catalogue.ts'
import { readBuiltCatalogue, writeBuiltCatalogue } from '../../src/host/built-catalogue.ts'
import { composeRules } from '../../src/host/compose-checker.ts'

describe('the catalogue that a build makes', () => {
  let folder = ''
  let file = ''
  const known = composeRules(undefined, '')

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
    file = join(folder, 'catalogue.built')
    for (const data of ['rules', 'prompts-templates']) cpSync(data, join(folder, data), { recursive: true, preserveTimestamps: true })
    writeBuiltCatalogue(file, folder, known)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is what reading the files gives', () => {
    const built = readBuiltCatalogue(file, folder)
    expect(built?.packed).toEqual(packCatalogue(known.catalogue))
    expect(built?.profiles).toEqual(known.profiles)
    expect(new Set(built?.neverWaived)).toEqual(known.neverWaived)
    expect(built?.words).toEqual(known.catalogue.words)
  })

  it('says every sentence as the files do', () => {
    const { words } = composeCatalogue(unpackCatalogue(readBuiltCatalogue(file, folder)!.packed))
    expect(words.keys()).toEqual(known.words.keys())
    for (const key of words.keys()) expect(words.variables(key)).toEqual(known.words.variables(key))
  })

  it.each([
    ['a rule', 'rules/table3/T3-001-column-balance.yaml'],
    ['a form', 'rules/forms/2021.json'],
    ['a word of the lexicon', 'rules/lexicon/report/headings.yaml'],
    ['a sentence', 'prompts-templates/zh-CN/finding.yaml'],
  ])('is not used once %s was changed', (_, place) => {
    utimesSync(join(folder, place), new Date(), new Date())
    expect(readBuiltCatalogue(file, folder)).toBeNull()
  })

  it('is not used once a rule was added or taken away', () => {
    writeFileSync(join(folder, 'rules/table3/T3-999-own.yaml'), 'id: T3-999')
    expect(readBuiltCatalogue(file, folder)).toBeNull()
    rmSync(join(folder, 'rules/table3/T3-999-own.yaml'))
    expect(readBuiltCatalogue(file, folder)).not.toBeNull()
    rmSync(join(folder, 'rules/table3/T3-001-column-balance.yaml'))
    expect(readBuiltCatalogue(file, folder)).toBeNull()
  })

  it('does not mind what people ask, which no check reads', () => {
    writeFileSync(join(folder, 'rules/table3/T3-999-own.asked.yaml'), 'questions: []')
    expect(readBuiltCatalogue(file, folder)).not.toBeNull()
  })

  it('is left alone where it cannot be read', () => {
    writeFileSync(file, 'no catalogue')
    expect(readBuiltCatalogue(file, folder)).toBeNull()
    expect(readBuiltCatalogue(join(folder, 'none'), folder)).toBeNull()
  })
})

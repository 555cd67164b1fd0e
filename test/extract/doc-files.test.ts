import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readDoc } from '../../src/extract/doc/read-doc.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { Unreadable } from '../../src/extract/unreadable-error.ts'
import type { Document, Table } from '../../src/model/document.ts'
import { describeWith, sharedData } from '../support/needs.ts'

const DRAFTS = '../shared/drafts'
const HOSTILE = ['synthetic', 'tika', 'oletools'].map((folder) => `../shared/hostile/${folder}`)
const HOSTILE_FILES = HOSTILE.filter((folder) => existsSync(folder)).flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.doc'))
    .map((name) => `${folder}/${name}`),
)
const open = (path: string) => readDoc(new Uint8Array(readFileSync(path)), defaultLimits)

const answer = (path: string): Document | Unreadable => {
  try {
    return open(path)
  } catch (error) {
    expect(error).toBeInstanceOf(Unreadable)
    return error as Unreadable
  }
}
const find = (word: string) => answer(HOSTILE_FILES.find((path) => path.includes(word))!)

describeWith(sharedData('drafts'), 'drafts as Word 97 files', () => {
  const files = existsSync(DRAFTS) ? readdirSync(DRAFTS).filter((name) => name.endsWith('.doc')) : []
  const truth = existsSync(DRAFTS)
    ? (JSON.parse(readFileSync(`${DRAFTS}/truth.json`, 'utf8')) as Record<string, { mutation: string | null }>)
    : {}
  it.each(files)('%s: every cell of its tables', (name) => {
    const tables = open(`${DRAFTS}/${name}`).blocks.filter((block): block is Table => block.kind === 'table')
    const shapes = tables.map((table) => [table.rows, table.columns, table.cells.filter((cell) => /^[\d.]+$/.test(cell.text)).length])
    const whole = [
      [14, 4, 10],
      [28, 10, 175],
      [4, 15, 15],
    ]
    // A draft with a part removed on purpose has fewer tables, each of them whole.
    const missing = ['section_missing', 'table_missing'].includes(truth[name]!.mutation ?? '')
    if (missing) for (const shape of shapes) expect(whole).toContainEqual(shape)
    else expect(shapes).toEqual(whole)
  })
})

describeWith(sharedData('hostile'), 'hostile files', () => {
  it.each(HOSTILE_FILES)('%s is read or refused with a reason', (path) => {
    expect(answer(path)).toBeDefined()
  })

  it('detects passwords, macros and objects', () => {
    expect(find('encrypted.doc')).toMatchObject({ reason: 'encrypted' })
    expect((find('macros') as Document).marks).toContainEqual({ kind: 'macro' })
    expect((find('embedded-simple') as Document).marks).toContainEqual(expect.objectContaining({ kind: 'embedded-object' }))
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const MIGRATIONS_BEFORE_THE_SUBSET = 4

/** SQL that SQLite and D1 accept and PostgreSQL does not (docs/store.md). */
const NOT_PORTABLE: Readonly<Record<string, RegExp>> = {
  'unquoted alias with capitals': /\bAS\s+[a-z]+[A-Z]\w*/g,
  json_each: /\bjson_each\b/g,
  'JSON arrow': /->>?\s*(?:'|\d)/g,
  'json_group_array, json_object': /\bjson_(?:group_array|object)\b/g,
  'ON CONFLICT DO UPDATE without a target': /\bON CONFLICT DO UPDATE\b/g,
  'refusal told by the text of an error': /\btext\.includes\('/g,
  'STRICT, WITHOUT ROWID': /\)\s*(?:STRICT\b|WITHOUT ROWID\b)/g,
}
const SUB_SELECT = 'sub-select without an alias'

/** Where older SQL departs from the subset: counts may only fall, and a file at 0 leaves the list. */
const TODAY: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'backup-store.ts': { 'STRICT, WITHOUT ROWID': 1 },
  'node-sqlite.ts': { 'STRICT, WITHOUT ROWID': 1 },
  'sql-agencies.ts': { json_each: 5, 'JSON arrow': 8 },
  'sql-checklists.ts': { json_each: 1, 'JSON arrow': 4 },
  'sql-drafts.ts': { json_each: 1 },
  'sql-inbox.ts': { 'json_group_array, json_object': 1 },
  'sql-store.ts': { 'refusal told by the text of an error': 4 },
  'sql-users.ts': { json_each: 1, 'JSON arrow': 2, 'json_group_array, json_object': 2 },
}

const sources = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ name: `${folder}/${name}`, text: withoutComments(readFileSync(join(ROOT, folder, name), 'utf8')) }))

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

/** `FROM ( SELECT … )` without a name after it. */
function namelessSubSelects(text: string): number {
  return [...text.matchAll(/\bFROM \(\s*SELECT\b/g)].filter((match) => {
    let depth = 0
    let at = match.index + 'FROM '.length
    do {
      if (text[at] === '(') depth++
      if (text[at] === ')') depth--
      at++
    } while (depth > 0 && at < text.length)
    return !/^\s*(?:AS\s+)?(?!WHERE\b|GROUP\b|ORDER\b|LIMIT\b)[A-Za-z]/.test(text.slice(at))
  }).length
}

function departures(text: string): Record<string, number> {
  const counts = Object.entries(NOT_PORTABLE).map(([what, pattern]): [string, number] => [what, [...text.matchAll(pattern)].length])
  return Object.fromEntries([...counts, [SUB_SELECT, namelessSubSelects(text)] as const].filter(([, count]) => count > 0))
}

describe('SQL', () => {
  it('stays in the portable subset, except in older files', () => {
    const found = sources('src/store').flatMap(({ name, text }): [string, Record<string, number>][] => {
      const counts = departures(text)
      return Object.keys(counts).length ? [[name.replace('src/store/', ''), counts]] : []
    })
    expect(Object.fromEntries(found)).toEqual(TODAY)
  })

  it('stays in the portable subset in each new migration', () => {
    const files = readdirSync(join(ROOT, 'migrations')).toSorted()
    for (const name of files.slice(MIGRATIONS_BEFORE_THE_SUBSET)) {
      const text = readFileSync(join(ROOT, 'migrations', name), 'utf8').replace(/--.*$/gm, '')
      expect(departures(text), name).toEqual({})
    }
  })

  it('is classified correctly by the patterns', () => {
    expect(departures('SELECT id AS "agencyId" FROM (SELECT id FROM a) b ON CONFLICT (id) DO NOTHING')).toEqual({})
    expect(departures("SELECT x ->> 'a' AS agencyId FROM (SELECT id FROM a) WHERE id IN (SELECT value FROM json_each(?))")).toEqual({
      'unquoted alias with capitals': 1,
      json_each: 1,
      'JSON arrow': 1,
      [SUB_SELECT]: 1,
    })
  })
})

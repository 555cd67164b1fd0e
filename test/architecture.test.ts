import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PLATFORMS } from '../src/host/platform-list.ts'
import { readSources, type Source } from './support/parse-source.ts'

const sources = readSources(join(import.meta.dirname, '../src'))
const byFile = new Map(sources.map((source) => [source.file, source]))
const roomOf = (file: string): string => file.slice(0, file.indexOf('/') + 1) || file
const inRooms = (...rooms: readonly string[]): readonly Source[] => sources.filter(({ file }) => rooms.includes(roomOf(file)))

const GROUND = ['language/', 'form/', 'model/']
const HOSTS = ['cli.ts', 'node.ts', 'worker.ts', 'draft-process.ts', 'host/', 'worker/']
/** What each room may import besides itself: rooms, or single files of rooms above the ground floor. Hosts may import everything. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'language/': [],
  'form/': ['language/'],
  'model/': ['form/', 'language/'],
  'extract/': ['language/', 'model/'],
  'report/': GROUND,
  'predicates/': GROUND,
  'checklist/': ['language/', 'model/'],
  'reply/': ['language/', 'model/'],
  'store/': ['model/'],
  'answer/': GROUND,
  'check/': [
    ...GROUND,
    'predicates/predicate.ts',
    'predicates/quote-words.ts',
    'predicates/text-lines.ts',
    'predicates/tables/likely-cell.ts',
    'report/create-report-reader.ts',
  ],
  'export/': [
    ...GROUND,
    'extract/limits.ts',
    'extract/unreadable-error.ts',
    'extract/read-zip.ts',
    'extract/zip-directory.ts',
    'extract/crc32.ts',
    'extract/decode-xml.ts',
    'extract/docx/locate-docx-anchors.ts',
    'extract/docx/word-namespaces.ts',
    'extract/scan-xml.ts',
    'extract/xml-tag.ts',
  ],
  'draft-work/': [
    ...GROUND,
    'check/',
    'export/',
    'extract/',
    'predicates/all-predicates.ts',
    'reply/say.ts',
    'report/read-front.ts',
    'report/is-blank-form.ts',
    'predicates/hierarchy/text-shared.ts',
  ],
  'office/': [
    ...GROUND,
    'answer/',
    'reply/',
    'checklist/',
    'check/check-report.ts',
    'check/found-so-far.ts',
    'export/blank-report.ts',
    'export/digest-xlsx.ts',
    'export/figure-sheets.ts',
    'extract/list-rows.ts',
    'report/tell-agency-kind.ts',
  ],
  'platforms/': [...GROUND, 'office/', 'reply/', 'checklist/china-day.ts', 'export/digest-xlsx.ts', 'extract/file-kinds.ts'],
}

/** Files of src/ that a file imports, `import type` included. */
const filesOf = ({ imports }: Source): readonly string[] => imports.filter((name) => byFile.has(name))
const packagesOf = ({ imports }: Source): readonly string[] => imports.filter((name) => !byFile.has(name))

describe('the imports of a room', () => {
  it('go only where docs/architecture.md says', () => {
    const wrong = sources
      .filter(({ file }) => !HOSTS.includes(roomOf(file)))
      .flatMap((source) => {
        const room = roomOf(source.file)
        const may = [room, ...(MAY[room] ?? [])]
        return filesOf(source)
          .filter((target) => !may.includes(roomOf(target)) && !may.includes(target))
          .map((target) => `${source.file} → ${target}`)
      })
    expect(wrong).toEqual([])
  })

  it('are all used: the list names no single file that is no longer imported', () => {
    const used = new Set(sources.flatMap((source) => filesOf(source).map((target) => `${roomOf(source.file)} → ${target}`)))
    const unused = Object.entries(MAY).flatMap(([room, may]) =>
      may.filter((target) => target.endsWith('.ts') && !used.has(`${room} → ${target}`)).map((target) => `${room} → ${target}`),
    )
    expect(unused).toEqual([])
  })

  it('form no circle', () => {
    expect(circlesIn(new Map(sources.map((source) => [source.file, filesOf(source)])))).toEqual([])
  })

  it('outside hosts, platforms, store, extract and export are packages that run anywhere', () => {
    const wrong = inRooms(
      ...GROUND,
      'report/',
      'predicates/',
      'check/',
      'checklist/',
      'answer/',
      'reply/',
      'draft-work/',
      'office/',
    ).flatMap((source) =>
      packagesOf(source)
        .filter((name) => /^node:|^better-sqlite3$|^@slack\//.test(name))
        .map((name) => `${source.file} → ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('are zod on the ground floor, and the distances of natural in language', () => {
    const wrong = inRooms(...GROUND).flatMap(({ file, imports }) =>
      imports
        .filter((name) => !byFile.has(name) && name !== 'zod')
        .filter((name) => !(file.startsWith('language/') && name.startsWith('natural/lib/natural/distance/')))
        .map((name) => `${file} → ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('never load the root of natural, which takes half a second', () => {
    expect(sources.filter(({ imports }) => imports.includes('natural')).map(({ file }) => file)).toEqual([])
  })
})

describe('platforms', () => {
  it('are named by no room below them', () => {
    const wrong = inRooms(...GROUND, 'office/', 'reply/', 'checklist/', 'check/', 'answer/').flatMap(({ file, literals }) =>
      literals
        .filter((text) => PLATFORMS.some(({ name }) => text === name || text.startsWith(`${name}:`)))
        .map((text) => `${file}: ${text}`),
    )
    expect(wrong).toEqual([])
  })

  it('do not import each other', () => {
    const wrong = inRooms('platforms/').flatMap((source) => {
      const own = PLATFORMS.find(({ name }) => source.file.startsWith(`platforms/${name}/`))
      const others = PLATFORMS.filter((one) => one !== own).map(({ name }) => `platforms/${name}/`)
      return filesOf(source)
        .filter((target) => others.some((other) => target.startsWith(other)))
        .map((target) => `${source.file} → ${target}`)
    })
    expect(wrong).toEqual([])
  })

  it('are each named in one line of the host', () => {
    const others = PLATFORMS.filter(({ name }) => name !== 'web').map(({ name }) => `platforms/${name}/`)
    const wrong = inRooms(...HOSTS)
      .filter(({ file }) => file !== 'host/platform-list.ts')
      .flatMap((source) =>
        filesOf(source)
          .filter((target) => others.some((other) => target.startsWith(other)))
          .map((target) => `${source.file} → ${target}`),
      )
    expect(wrong).toEqual([])
  })
})

describe('the text of the source', () => {
  it('holds no Chinese word in a string, template, pattern or page outside language/', () => {
    const chinese = sources.filter(({ file, literals }) => !file.startsWith('language/') && literals.some(holdsHan))
    expect(chinese.map(({ file }) => file)).toEqual([])
  })

  it('holds SQL in store/ alone', () => {
    const sql = /\b(?:SELECT\s.+\sFROM|INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(?:TABLE|INDEX))\b/is
    expect(sources.filter(({ file, literals }) => !file.startsWith('store/') && literals.some((text) => sql.test(text)))).toEqual([])
  })

  it('holds no sentence in a predicate', () => {
    const sentence = /\p{Script=Han}{2}|[a-z]+ [a-z]+ [a-z]+/u
    const wrong = inRooms('predicates/').flatMap(({ file, literals }) =>
      literals.filter((text) => sentence.test(text)).map((text) => `${file}: ${text}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('the size of the source', () => {
  it('has at most 250 lines a file', () => {
    expect(sources.filter(({ lines }) => lines.length > 251).map(({ file, lines }) => `${file} ${lines.length - 1}`)).toEqual([])
  })

  it('has less than one line in a hundred over 140 columns', () => {
    const lines = sources.flatMap((source) => source.lines)
    expect(lines.filter((line) => line.length > 140).length / lines.length).toBeLessThan(0.01)
  })

  it('has at most 40 lines a function, or a comment above it says why', () => {
    const wrong = sources.flatMap(({ file, functions }) =>
      functions
        .filter(({ length, above }) => length > 40 && !/\blong\b/i.test(above))
        .map(({ line, length }) => `${file}:${line} ${length}`),
    )
    expect(wrong).toEqual([])
  })

  it('has no barrels and no files or folders of mixed helpers', () => {
    expect(sources.filter(({ file }) => /(?:^|\/)(?:index|types|utils?|helpers?|misc)(?:\.tsx?|\/)/.test(file))).toEqual([])
  })
})

/** A Chinese character, also one written as an escape in a pattern. */
function holdsHan(text: string): boolean {
  const written = text.replace(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
  return /\p{Script=Han}/u.test(written)
}

/** Every circle of imports, as a path of files. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (path.includes(file) || done.has(file)) return
    for (const target of imports.get(file) ?? []) walk(target, [...path, file])
    done.add(file)
  }
  for (const file of imports.keys()) walk(file, [])
  return circles
}

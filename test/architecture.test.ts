import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PLATFORMS } from '../src/host/platform-list.ts'

const root = join(import.meta.dirname, '../src')
/** What each room may import beside itself; hosts may import everything. */
const may: Readonly<Record<string, readonly string[]>> = {
  language: [],
  form: ['language'],
  model: ['form', 'language'],
  extract: ['model', 'language'],
  report: ['model', 'form', 'language'],
  predicates: ['model', 'form', 'language'],
  check: ['model', 'form', 'language', 'predicates', 'report'],
  checklist: ['model', 'language'],
  reply: ['model', 'language'],
  answer: ['model', 'reply/say.ts', 'reply/markup.ts', 'form', 'language'],
  export: [
    'model',
    'extract/docx',
    'extract/limits.ts',
    'extract/unreadable-error.ts',
    'extract/document-builder.ts',
    'extract',
    'form',
    'language',
  ],
  office: ['model', 'form', 'language', 'extract', 'report', 'check', 'checklist', 'reply', 'answer', 'export'],
  platforms: ['model', 'form', 'language', 'office', 'reply', 'checklist', 'export'],
  store: ['model'],
}
const hosts = new Set(['cli.ts', 'node.ts', 'worker.ts', 'host', 'worker'])

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))

function importsOf(file: string): string[] {
  return [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string)
}

describe('the house', () => {
  it('has files to look at', () => expect(files.length).toBeGreaterThan(100))

  it.each(files)('%s imports only what its room may touch', (file) => {
    const room = file.split('/')[0] as string
    if (hosts.has(room)) return
    const allowed = may[room]
    expect(allowed, `a room without arrows: ${room}`).toBeDefined()
    for (const target of importsOf(file).filter((name) => name.startsWith('.'))) {
      const inside = relative(root, resolve(root, dirname(file), target))
      if (inside.startsWith('..')) continue
      const ok = inside.startsWith(`${room}/`) || (allowed ?? []).some((prefix) => inside === prefix || inside.startsWith(`${prefix}/`))
      expect(ok, `${file} → ${inside}`).toBe(true)
    }
  })

  it.each(files.filter((file) => /^(?:language|form|model|report|predicates|check|checklist|answer|reply|office)\//.test(file)))(
    '%s runs anywhere: no node:*, no database',
    (file) => {
      for (const name of importsOf(file)) expect(name, file).not.toMatch(/^node:|^better-sqlite3$|^@slack\//)
    },
  )

  it.each(files.filter((file) => /^(?:office|reply|checklist|model)\//.test(file)))('%s names no platform', (file) => {
    const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    for (const { name } of PLATFORMS) expect(code).not.toMatch(new RegExp(`['"\`]${name}\\b|${name}:`, 'i'))
  })

  it('has platforms that know nothing of each other', () => {
    for (const { name } of PLATFORMS)
      for (const file of files.filter((one) => one.startsWith(`platforms/${name}/`)))
        for (const target of importsOf(file).filter((one) => one.startsWith('../')))
          expect(target, file).not.toMatch(new RegExp(`^\\.\\./(?!inbox/|platform-definition)[a-z]+/`))
  })

  it('names a platform of its own in one line of the host', () => {
    const hosting = files.filter((file) => hosts.has(file.split('/')[0] as string) && file !== 'host/platform-list.ts')
    for (const { name } of PLATFORMS.filter((one) => one.name !== 'web'))
      for (const file of hosting)
        for (const target of importsOf(file).filter((one) => one.includes(`platforms/${name}/`))) expect(target, file).toBe('')
  })

  it('has no barrels and no rooms of odds and ends', () => {
    for (const file of files) expect(file).not.toMatch(/(?:^|\/)(?:index|types|utils?|helpers?|misc)(?:\.tsx?|\/)/)
  })

  it('the ground floor needs zod and nothing else, language also the distances of natural', () => {
    const mine = (name: string, file: string) =>
      name.startsWith('.') || name === 'zod' || (file.startsWith('language/') && name.startsWith('natural/lib/natural/distance/'))
    for (const file of files.filter((name) => /^(?:language|form|model)\//.test(name)))
      for (const name of importsOf(file)) expect(mine(name, file), `${file} → ${name}`).toBe(true)
  })

  it('natural is never imported by its root, which takes half a second', () => {
    for (const file of files) expect(importsOf(file), file).not.toContain('natural')
  })
})

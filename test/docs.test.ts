import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/*.md', { cwd: ROOT })]
const FOLDERS = ['src', 'rules', 'test', 'docs', 'scripts', 'bench', 'slack', 'migrations', 'prompts-templates']
const rooms = globSync('src/*/', { cwd: ROOT }).map((path) => path.split(/[\\/]/)[1] ?? '')

/** Paths in backticks and in links that begin with a folder of the project or with a room of src/. */
function pathsIn(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const quoted = [...text.matchAll(/`([\w.-]+(?:\/[\w.*-]+)+\/?)(?:\s[^`]*)?`/g)].map((match) => match[1] ?? '')
  const commands = [...text.matchAll(/(?:^|[\s`(])((?:src|rules|test|scripts|bench)\/[\w./-]*\w)/gm)].map((match) => match[1] ?? '')
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => join(page, '..', match[1] ?? ''))
  return [...quoted, ...commands, ...links].filter((path) => [...FOLDERS, ...rooms].includes(path.split('/')[0] ?? ''))
}

const isThere = (path: string): boolean =>
  [path, `src/${path}`, `src/${path}.ts`].some((each) =>
    each.includes('*') ? globSync(each, { cwd: ROOT }).length : existsSync(join(ROOT, each)),
  )

/** Names of single files in backticks: `link.ts`. */
const namesIn = (page: string): string[] =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/`([\w.-]+\.tsx?)`/g)].map((match) => match[1] ?? '')

const known = new Set(globSync('{src,test,scripts,bench}/**/*.{ts,tsx}', { cwd: ROOT }).map((path) => path.split(/[\\/]/).at(-1)))

it.each(PAGES)('%s names only files that exist', (page) => {
  expect(pathsIn(page).filter((path) => !isThere(path))).toEqual([])
  expect(namesIn(page).filter((name) => !known.has(name))).toEqual([])
})

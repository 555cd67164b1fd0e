import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAllowed, licenceOf } from '../../scripts/shipped/licences.mjs'
import { listShipped } from '../../scripts/shipped/list-shipped.mjs'

interface Entry {
  readonly name?: string
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
  readonly link?: boolean
}

const root = join(import.meta.dirname, '../..')
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
const own = read('package.json') as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}
const lock = read('package-lock.json') as { lockfileVersion: number; packages: Record<string, Entry> }
const entries = Object.entries(lock.packages).filter(([path]) => path !== '')
const nameOf = (path: string, entry: Entry): string => entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 13)

describe('package-lock.json', () => {
  it('fixes the bytes of every package, none from a folder, a repository or another server', () => {
    expect(entries.length).toBeGreaterThan(500)
    const loose = entries.filter(([, { integrity, link }]) => link || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
    expect(loose.map(([path]) => path)).toEqual([])
    const elsewhere = entries.filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))
    expect(elsewhere.map(([path]) => path)).toEqual([])
  })

  it('has no install script but those that package.json allows', () => {
    const scripted = entries.filter(([, entry]) => entry.hasInstallScript && entry.link !== true)
    const names = [...new Set(scripted.map(([path, entry]) => nameOf(path, entry)))]
    // fsevents belongs to macOS and is neither installed nor run elsewhere.
    expect(names.filter((name) => own.allowScripts[name] !== true && name !== 'fsevents')).toEqual([])
    const allowed = Object.entries(own.allowScripts).filter(([, yes]) => yes)
    expect(allowed.map(([name]) => name).filter((name) => !names.includes(name))).toEqual([])
  })

  it('knows the licence of every package, also of those that only tests use', () => {
    // Used to build and test, never shipped: what an image library of wrangler links to, and a package that says only “BSD”.
    const onlyUsed = /^(?:LGPL-3\.0-or-later|Apache-2\.0 AND LGPL-3\.0-or-later(?: AND MIT)?|BSD|\(MIT AND Zlib\))$/
    const shipped = new Set(listShipped(root, []).map(({ path }) => path))
    const unknown = entries.filter(([path, entry]) => {
      const licence = licenceOf({ name: nameOf(path, entry), version: entry.version, licence: entry.license })
      return !isAllowed(licence) && (shipped.has(path) || !onlyUsed.test(licence ?? ''))
    })
    expect(unknown.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
  })

  it('takes exact versions only, so that npm install brings what was tested', () => {
    const all = { ...own.dependencies, ...own.optionalDependencies, ...own.devDependencies }
    // Types follow the Node line; the lock file fixes them.
    const loose = Object.entries(all).filter(([name, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) && name !== '@types/node')
    expect(loose).toEqual([])
  })
})

describe('a licence', () => {
  it('is allowed if one choice of it, or all parts of it, are', () => {
    for (const yes of ['MIT', '(MIT OR GPL-3.0-or-later)', 'MIT AND Zlib', 'GPL-2.0-only OR Apache-2.0'])
      expect(isAllowed(yes), yes).toBe(true)
    for (const no of [
      undefined,
      '',
      'GPL-3.0-or-later',
      'MIT AND GPL-3.0-only',
      'SEE LICENSE IN x',
      'UNLICENSED',
      'MIT AND (ISC OR AGPL-3.0-only)',
    ])
      expect(isAllowed(no), no).toBe(false)
  })

  it('that package.json does not say is believed only for the version that was read', () => {
    expect(licenceOf({ name: 'sylvester', version: '0.0.21', licence: undefined })).toBe('MIT')
    expect(licenceOf({ name: 'sylvester', version: '0.0.22', licence: undefined })).toBeUndefined()
  })
})

import { Validation, Spec } from '@cyclonedx/cyclonedx-library'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { licenceText } from '../../scripts/shipped/licences.mjs'
import { listShipped, packagePath } from '../../scripts/shipped/list-shipped.mjs'
import { sbomText } from '../../scripts/shipped/sbom.mjs'
import { sampleDocx } from '../support/sample-draft.ts'

interface Part {
  readonly name: string
  readonly group?: string
  readonly purl?: string
  readonly scope?: string
  readonly licenses?: readonly unknown[]
  readonly hashes?: readonly unknown[]
  readonly properties?: readonly { readonly name: string; readonly value: string }[]
}
interface Bill {
  readonly specVersion: string
  readonly components: readonly Part[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[]
}

const root = join(import.meta.dirname, '../..')
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
  'dependencies' | 'optionalDependencies',
  Record<string, string>
>
const valueOf = ({ properties = [] }: Part, name: string) => properties.find((property) => property.name === name)?.value

/** Packages in the bundles, as the source maps tell: another source than the one that the build used. */
const bundled = () =>
  new Set(
    globSync('dist/**/*.map', { cwd: root }).flatMap((file) =>
      (JSON.parse(readFileSync(join(root, file), 'utf8')) as { sources: string[] }).sources.flatMap((source) => {
        const path = packagePath(source)
        return path === null ? [] : [path.slice(path.indexOf('node_modules/'))]
      }),
    ),
  )

/** Packages that the built program imports from node_modules. */
const imported = () =>
  new Set(
    globSync('dist/**/*.js', { cwd: root }).flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(/(?:\bfrom|\bimport\s*\(?)\s*"(@[\w.-]+\/[\w.-]+|[a-z][\w.-]*)(?:\/[^"]*)?"/g),
      ].map((match) => match[1] ?? ''),
    ),
  )
const BUILT_IN = new Set(['crypto', 'fs', 'module', 'path', 'stream'])

const text = readFileSync(join(root, 'dist/sbom.cdx.json'), 'utf8')
const bill = JSON.parse(text) as Bill
const packages = bill.components.filter(({ purl }) => purl)
const told = (how: string) =>
  packages.filter((one) => valueOf(one, 'nianbao:shipped') === how).map((one) => valueOf(one, 'cdx:npm:package:path'))
const shipped = listShipped(
  root,
  told('bundled').map((path) => `${path}/index.js`),
)

describe('the bill of materials', () => {
  it('is valid CycloneDX', async () => {
    expect(bill.specVersion).toBe('1.6')
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull()
  })

  it('names every package in the bundles and every one that is imported, with its hash and licence', () => {
    expect([...bundled()].filter((path) => !told('bundled').includes(path))).toEqual([])
    const places = new Set(packages.map((one) => valueOf(one, 'cdx:npm:package:path')))
    expect([...imported()].filter((name) => !BUILT_IN.has(name) && !places.has(`node_modules/${name}`))).toEqual([])
    expect(packages.filter(({ hashes, licenses }) => !hashes?.length || !licenses?.length)).toEqual([])
  })

  it('links every package to those that it needs', () => {
    const refs = new Set(bill.dependencies.map(({ ref }) => ref))
    const missing = bill.dependencies.flatMap(({ dependsOn = [] }) => dependsOn.filter((ref) => !refs.has(ref)))
    expect(missing).toEqual([])
    expect(bill.dependencies.find(({ ref }) => ref === 'node_modules/@slack/bolt')?.dependsOn).toContain('node_modules/express')
  })

  it('is the same at another time but for the time', () => {
    const at = (time: number) => sbomText(root, shipped, new Date(time))
    const timeless = (bom: string) => bom.replace(/"timestamp": "[^"]*"/, '')
    expect(at(0)).not.toBe(at(1000))
    expect(timeless(at(0))).toBe(timeless(at(1000)))
    expect(timeless(at(0))).toBe(timeless(text))
  })
})

describe('what is shipped', () => {
  it('brings the licence of every package of the bill, and of what is inside others', () => {
    const licences = readFileSync(join(root, 'dist/LICENCES.txt'), 'utf8')
    for (const { name, version } of shipped) expect(licences).toContain(`${name} ${version} (`)
    for (const within of ['pdf.js (Apache-2.0)', 'cmap-resources (BSD-3-Clause)', 'Copyright 1990-2009 Adobe'])
      expect(licences).toContain(within)
  })

  it('cannot be built with a licence that is not allowed', () => {
    const one = {
      path: 'node_modules/evil',
      name: 'evil',
      version: '1.0.0',
      integrity: undefined,
      bundled: true,
      optional: false,
      needs: [],
    }
    expect(() => licenceText(root, [{ ...one, licence: 'AGPL-3.0-only' }])).toThrow('evil 1.0.0 (AGPL-3.0-only)')
    expect(() => licenceText(root, [{ ...one, licence: undefined }])).toThrow('evil 1.0.0 (none said)')
  })

  it('asks npm for what is imported and for nothing else', () => {
    const imports = [...imported()].filter((name) => !BUILT_IN.has(name))
    // Read by name, not by an import that a bundler sees (src/host/read-yaml.ts).
    expect([...imports, 'yaml'].toSorted()).toEqual(Object.keys(own.dependencies).toSorted())
  })
})

describe('the package that npm packs', () => {
  let folder: string
  let program: string
  let files: string[]
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-pack-'))
    const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    })
    const [{ filename, files: list }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }]
    files = list.map(({ path }) => path)
    execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder])
    program = join(folder, 'package')
    // As after an install without development packages and without optional ones.
    const installed = listShipped(root, []).filter(({ optional }) => !optional)
    for (const { path } of installed) cpSync(join(root, path), join(program, path), { recursive: true })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('holds the program, its data and its pages, and nothing else', () => {
    const needed = [
      'bin/nianbao.mjs',
      'scripts/check-node.mjs',
      'dist/cli.js',
      'dist/sbom.cdx.json',
      'dist/LICENCES.txt',
      'slack/manifest.yaml',
    ]
    for (const file of [...needed, 'LICENSE', 'SECURITY.md', 'CHANGELOG.md', 'migrations/0001_office.sql']) expect(files).toContain(file)
    expect(files.filter((file) => /^(?:src|test|bench|data|node_modules)\/|\.map$|^dist\/compiled|\.tsx?$|^\./.test(file))).toEqual([])
    const linked = [...readFileSync(join(program, 'README.md'), 'utf8').matchAll(/\]\((?!https?:|#|bench)([^)#\s]+)/g)].map(
      (match) => match[1] ?? '',
    )
    expect(linked.filter((file) => !existsSync(join(program, file)))).toEqual([])
  })

  it('checks a draft and serves the page by itself', async () => {
    const draft = join(folder, 'draft.docx')
    writeFileSync(draft, sampleDocx({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }))
    const checked = spawnSync(process.execPath, [join(program, 'bin/nianbao.mjs'), 'check', draft], { cwd: folder, encoding: 'utf8' })
    expect(checked.status, checked.stderr).toBe(1)
    expect(checked.stdout).toContain('T3-')
    const env = { ...process.env, PORT: '0', NIANBAO_DATA: join(folder, 'data') }
    const server = spawn(process.execPath, [join(program, 'bin/nianbao.mjs'), 'serve'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (data) => (said += String(data)))
    try {
      await expect.poll(() => /http:\/\/localhost:\d+/.exec(said)?.[0], { timeout: 50_000 }).toBeDefined()
      const url = /http:\/\/localhost:\d+/.exec(said)?.[0]
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      expect(await (await fetch(`${url}/`)).text()).toContain('/static/client.js')
    } finally {
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
  })
})

// Bundles the hosts once, so that nobody waits for a TypeScript loader on every command.
import { build } from 'esbuild'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { licenceText } from './shipped/licences.mjs'
import { listShipped } from './shipped/list-shipped.mjs'
import { sbomText } from './shipped/sbom.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const ENTRIES = [
  'src/cli.ts',
  'src/node.ts',
  'src/host/write-question-index.ts',
  'src/host/write-catalogue.ts',
  'src/draft-process.ts',
  'src/platforms/web/client.ts',
]
const present = ENTRIES.filter((entry) => existsSync(join(root, entry)))

/** Packages of plain JavaScript that a command or a reader needs: one file loads faster than a hundred. */
const BUNDLED = new Set([
  'zod',
  'liquidjs',
  'fflate',
  'natural',
  'postal-mime',
  'decode-named-character-reference',
  'character-entities',
  'devlop',
  'markdown-table',
  'unist-util-visit',
  'unist-util-visit-parents',
  'unist-util-is',
  'unist-util-stringify-position',
  'get-east-asian-width',
  'underscore',
  'parse5',
  'entities',
  'hono',
  '@hono/zod-openapi',
  '@hono/zod-validator',
  '@hono/node-server',
  '@asteasolutions/zod-to-openapi',
  'openapi3-ts',
])
const packageOf = (name) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
/** Everything else stays in node_modules: packages that are native, optional, large, or have many dependencies. */
const onlyBundled = {
  name: 'only-bundled',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('node:') || BUNDLED.has(packageOf(path)) || /^(?:micromark|mdast-util)/.test(path)
        ? undefined
        : { path, external: true },
    )
  },
}

const server = present.filter((entry) => !entry.endsWith('client.ts'))
const client = present.filter((entry) => entry.endsWith('client.ts'))
const dist = join(root, 'dist')
rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })

/** What went into the bundles, as paths from the root. */
const bundled = []
if (server.length) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(server.map((entry) => [entry.replace(/^src\//, '').replace(/\.ts$/, ''), entry])),
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // As Node would read them, LiquidJS is CommonJS with a require of its own, which a bundle of ES modules has not.
    mainFields: ['module', 'main'],
    plugins: [onlyBundled],
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    logLevel: 'warning',
  })
  bundled.push(...Object.keys(metafile.inputs))
}
if (client.length) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { client: client[0], style: 'src/platforms/web/style.css', icon: 'src/platforms/web/icon.svg' },
    loader: { '.svg': 'copy' },
    outdir: 'dist/public',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    metafile: true,
    logLevel: 'warning',
  })
  bundled.push(...Object.keys(metafile.inputs))
}

// What is shipped of others' work: their licences, and the bill of materials. A licence that is not allowed stops the build.
const shipped = listShipped(root, bundled)
const at = process.env.SOURCE_DATE_EPOCH ? new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000) : new Date()
writeFileSync(join(dist, 'LICENCES.txt'), licenceText(root, shipped))
writeFileSync(join(dist, 'sbom.cdx.json'), sbomText(root, shipped, at))

// Parsing all YAML takes half a second, so the build does it once; src/host/read-yaml.ts checks whether a file changed.
const compiled = {}
for (const folder of ['rules', 'prompts-templates'])
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.yaml')) continue
    const file = join(entry.parentPath, entry.name)
    const { size, mtimeMs } = statSync(file)
    try {
      compiled[relative(root, file).replaceAll('\\', '/')] = { size, changed: mtimeMs, content: parse(readFileSync(file, 'utf8')) }
    } catch {
      // A broken file is reported at start, with its line.
    }
  }
writeFileSync(join(dist, 'yaml.json'), JSON.stringify(compiled))

// Indexing every known question also happens once here.
try {
  const { writeQuestionIndex } = await import(pathToFileURL(join(dist, 'host/write-question-index.js')).href)
  writeQuestionIndex()
} catch {
  // A broken file is reported at start; without this index, the start makes it.
}

// So does the audit of the catalogue; src/host/built-catalogue.ts checks whether a file changed.
try {
  const { writeCatalogue } = await import(pathToFileURL(join(dist, 'host/write-catalogue.js')).href)
  writeCatalogue()
} catch {
  // A broken file is reported at start.
}

// npm links a package's own bin only into other packages: link it here, so that `npx nianbao` works inside the project.
const link = join(root, 'node_modules/.bin/nianbao')
if (existsSync(dirname(link))) {
  rmSync(link, { force: true })
  try {
    symlinkSync(join(root, 'bin/nianbao.mjs'), link)
    chmodSync(join(root, 'bin/nianbao.mjs'), 0o755)
  } catch {
    // The file system has no links: `node bin/nianbao.mjs` does the same.
  }
}

// Bundles the hosts once, so that nobody waits for a TypeScript loader on every command.
import { build } from 'esbuild'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parse } from 'yaml'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const entries = ['src/cli.ts', 'src/node.ts', 'src/host/write-question-index.ts', 'src/extract/worker.ts', 'src/platforms/web/client.ts']
const present = entries.filter((entry) => existsSync(join(root, entry)))

const server = present.filter((entry) => !entry.endsWith('client.ts'))
const client = present.filter((entry) => entry.endsWith('client.ts'))
const dist = join(root, 'dist')
rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })

if (server.length)
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(server.map((entry) => [entry.replace(/^src\//, '').replace(/\.ts$/, ''), entry])),
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    logLevel: 'warning',
  })
if (client.length)
  await build({
    absWorkingDir: root,
    entryPoints: { client: client[0], style: 'src/platforms/web/style.css', icon: 'src/platforms/web/icon.svg' },
    loader: { '.svg': 'copy' },
    outdir: 'dist/public',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'warning',
  })

// Parsing all YAML takes half a second at every start: done once here; src/host/read-yaml.ts looks whether a file changed.
const compiled = {}
for (const folder of ['rules', 'prompts-templates'])
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.yaml')) continue
    const file = join(entry.parentPath, entry.name)
    const { size, mtimeMs } = statSync(file)
    try {
      compiled[relative(root, file).replaceAll('\\', '/')] = { size, changed: mtimeMs, content: parse(readFileSync(file, 'utf8')) }
    } catch {
      // A broken file is told of at start, with its line.
    }
  }
writeFileSync(join(dist, 'yaml.json'), JSON.stringify(compiled))

// So is reading every known question.
try {
  const { writeQuestionIndex } = await import(pathToFileURL(join(dist, 'host/write-question-index.js')).href)
  writeQuestionIndex()
} catch {
  // A broken file is told of at start; without the index it is made then.
}

// npm links a package's own bin only into other packages: link it here, so that `npx nianbao` works inside the project.
const link = join(root, 'node_modules/.bin/nianbao')
if (existsSync(dirname(link))) {
  rmSync(link, { force: true })
  try {
    symlinkSync(join(root, 'bin/nianbao.mjs'), link)
    chmodSync(join(root, 'bin/nianbao.mjs'), 0o755)
  } catch {
    // a file system without links: `node bin/nianbao.mjs` does the same
  }
}

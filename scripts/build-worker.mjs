// Packs rules, sentences, character maps and page files into one module for the Worker, after the audit of a start.
import { build } from 'esbuild'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const target = join(root, '.worker-build')
const program = join(target, `build-data.${process.pid}.mjs`)
mkdirSync(target, { recursive: true })
await Promise.all([
  build({
    absWorkingDir: root,
    entryPoints: ['src/worker/build-data.ts'],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
  }),
  build({
    absWorkingDir: root,
    entryPoints: { client: 'src/platforms/web/client.ts', style: 'src/platforms/web/style.css', icon: 'src/platforms/web/icon.svg' },
    loader: { '.svg': 'copy' },
    outdir: '.worker-build/public',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'warning',
  }),
])
try {
  const { buildData } = await import(pathToFileURL(program).href)
  const { rules, bytes } = buildData(root, join(target, 'public'), target)
  console.log(`worker data: ${rules} rules, ${Math.round(bytes / 1024)} KiB`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  rmSync(program, { force: true })
}

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

/** The page's script and style as scripts/build.mjs makes them, in a separate folder. */
export async function buildClient(): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'nianbao-public-'))
  const web = join(import.meta.dirname, '../../src/platforms/web')
  await build({
    entryPoints: { client: join(web, 'client.ts'), style: join(web, 'style.css'), icon: join(web, 'icon.svg') },
    loader: { '.svg': 'copy' },
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  })
  return outdir
}

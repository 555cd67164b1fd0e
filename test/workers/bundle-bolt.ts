import { build } from 'esbuild'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

/**
 * Bolt as one module with the stub for Socket Mode of wrangler.toml: the test pool loads packages one by one from disk,
 * without aliases.
 */
export async function bundleBolt(outfile: string): Promise<void> {
  const names = Object.keys(createRequire(import.meta.url)('@slack/bolt') as object).filter(
    (name) => /^[A-Za-z]\w*$/.test(name) && name !== 'default',
  )
  await build({
    stdin: { contents: `import * as bolt from '@slack/bolt'\nexport const { ${names.join(', ')} } = bolt`, resolveDir: resolve('.') },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    logLevel: 'warning',
    alias: { '@slack/socket-mode': resolve('src/worker/no-socket-mode.ts'), undici: resolve('src/worker/no-socket-mode.ts') },
    banner: { js: "import { createRequire as nianbaoRequire } from 'node:module'; const require = nianbaoRequire('/');" },
  })
}

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Asset } from '../platforms/web/web-context.ts'
import type { Assets } from '../platforms/web/page-shell.tsx'

const NAMES = {
  'client.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const

/** The page's own files as scripts/build.mjs made them, and their addresses. */
export function loadAssets(folder: string): { files: ReadonlyMap<string, Asset>; assets: Assets } {
  const files = new Map<string, Asset>()
  const address = (name: keyof typeof NAMES): string => {
    const body = readFileSync(join(folder, name))
    files.set(`/static/${name}`, { body, type: NAMES[name] })
    return `/static/${name}?v=${createHash('sha256').update(body).digest('hex').slice(0, 12)}`
  }
  const assets = { script: address('client.js'), style: address('style.css') }
  address('icon.svg')
  return { files, assets }
}

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Asset } from '../platforms/web/web-context.ts'
import type { Assets } from '../platforms/web/page-shell.tsx'

const TYPES = {
  'client.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const

/** The page's own files as scripts/build.mjs made them, and the addresses that change with them. */
export const readAssets = (folder: string) =>
  Object.entries(TYPES).map(([name, type]) => {
    const body = readFileSync(join(folder, name))
    const path = `/static/${name}`
    return { path, address: `${path}?v=${createHash('sha256').update(body).digest('hex').slice(0, 12)}`, type, body }
  })

export function loadAssets(folder: string): { files: ReadonlyMap<string, Asset>; assets: Assets } {
  const read = readAssets(folder)
  const address = (path: string): string => read.find((asset) => asset.path === path)?.address ?? path
  return {
    files: new Map(read.map(({ path, type, body }) => [path, { body, type }])),
    assets: { script: address('/static/client.js'), style: address('/static/style.css') },
  }
}

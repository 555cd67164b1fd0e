import type { Limits } from './limits.ts'
import { decodeXml } from './decode-xml.ts'
import { readZip } from './read-zip.ts'
import { Unreadable } from './unreadable-error.ts'

export interface Package {
  /** Paths of the parts in the order of the directory. */
  readonly names: readonly string[]
  has(path: string): boolean
  /** A part's text, inflated when asked for; undefined where there is no such part. */
  text(path: string): string | undefined
  /** The same as bytes. */
  bytes(path: string): Uint8Array | undefined
}

/**
 * Opens a docx or odt as a set of parts. Two parts of one name, also when they differ only in case, are refused: one
 * program would show the one and another the other. Links are passed over, nothing is ever written.
 * @throws Unreadable unsafe, encrypted, damaged, too-large
 */
export function openPackage(bytes: Uint8Array, limits: Limits): Package {
  const entries = readZip(bytes, limits).filter((entry) => !entry.name.endsWith('/') && !entry.symlink)
  const byPath = new Map<string, (typeof entries)[number]>()
  for (const entry of entries) {
    const key = keyOf(entry.name)
    if (byPath.has(key)) throw new Unreadable('unsafe', 'duplicate-part')
    byPath.set(key, entry)
  }
  return {
    names: entries.map((entry) => entry.name.replaceAll('\\', '/')),
    has: (path) => byPath.has(keyOf(path)),
    text(path) {
      const entry = byPath.get(keyOf(path))
      return entry && decodeXml(entry.read())
    },
    bytes: (path) => byPath.get(keyOf(path))?.read(),
  }
}

const keyOf = (path: string): string => path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

/** Reads one of the character maps by name (`GBK-EUC-H`); null where it is not shipped. */
export type CmapSource = (name: string) => Promise<Uint8Array | null>

const DEEPEST = 6

/**
 * Character maps of Chinese fonts that are not embedded (assets/cmaps, with their licence). Without them such a file
 * gives no text at all, and gives none silently. The folder is found from the source tree and from the bundle alike.
 */
export const cmapsFromDisk: CmapSource = async (name) => {
  if (!/^[\w-]{1,40}$/.test(name)) return null
  const { readFile } = await import('node:fs/promises')
  for (let up = 1; up <= DEEPEST; up++) {
    const place = new URL(`${'../'.repeat(up)}assets/cmaps/${name}.bcmap`, import.meta.url)
    try {
      return new Uint8Array(await readFile(place))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return null
}

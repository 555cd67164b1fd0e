import { cmaps } from '@nianbao/worker-data'
import { bytesOfBase64 } from './worker-data.ts'

/** A character map of the PDF reader, from the bundle. */
export async function bundledCmap(name: string): Promise<Uint8Array | null> {
  const found = Object.hasOwn(cmaps, name) ? cmaps[name] : undefined
  return found === undefined ? null : bytesOfBase64(found)
}

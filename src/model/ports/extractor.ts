import type { Extraction } from '../document.ts'

/** Reads hostile bytes in a place that may be killed. Never throws for what is in the file. */
export interface Extractor {
  /** @param name the file's name as sent: only for telling text formats apart and for messages, never a path */
  extract(bytes: Uint8Array, name: string): Promise<Extraction>
}

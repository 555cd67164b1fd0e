import type { Extraction, UnreadableReason } from '../document.ts'

/** `single`: no zip of drafts but one file, to be read as it is. */
export type Unpacking =
  | { readonly status: 'single' }
  | {
      readonly status: 'drafts'
      readonly drafts: readonly { readonly name: string; readonly bytes: Uint8Array }[]
      readonly skipped: readonly { readonly name: string; readonly reason: UnreadableReason }[]
    }
  | { readonly status: 'unreadable'; readonly reason: UnreadableReason; readonly detail?: string }

/** Reads hostile bytes in a place that may be killed. Never throws for what is in the file. */
export interface Extractor {
  /**
   * @param name the file's name as sent: only for telling text formats apart and for messages, never a path
   * @param onPage called for each page if reading takes seconds a page (recognition of scanned pages)
   */
  extract(bytes: Uint8Array, name: string, onPage?: (page: number, pages: number) => void): Promise<Extraction>
  /** Opens a zip of drafts. */
  unpack(bytes: Uint8Array, name: string): Promise<Unpacking>
}

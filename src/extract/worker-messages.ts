import type { Extraction } from '../model/document.ts'
import type { Limits } from './limits.ts'
import type { Unpacked } from './unpack-drafts.ts'

export interface WorkerRequest {
  readonly id: number
  readonly kind: 'extract' | 'recognise' | 'unpack'
  readonly bytes: Uint8Array
  readonly name: string
  readonly limits: Limits
}

export type WorkerAnswer = { readonly id: number; /** Bytes the process holds. */ readonly resident: number } & (
  | { readonly kind: 'extract' | 'recognise'; readonly result: Extraction }
  | { readonly kind: 'unpack'; readonly result: Unpacked }
)

/** Sent on the way to an answer that takes long: which page is being recognised. */
export interface WorkerProgress {
  readonly id: number
  readonly page: number
  readonly pages: number
}

import type { Extraction } from '../model/document.ts'
import type { Limits } from './limits.ts'
import type { Unpacked } from './unpack-drafts.ts'

export interface WorkerRequest {
  readonly id: number
  readonly kind: 'extract' | 'unpack'
  readonly bytes: Uint8Array
  readonly name: string
  readonly limits: Limits
}

export type WorkerAnswer = { readonly id: number; /** Bytes the process holds. */ readonly resident: number } & (
  | { readonly kind: 'extract'; readonly result: Extraction }
  | { readonly kind: 'unpack'; readonly result: Unpacked }
)

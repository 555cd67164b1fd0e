import type { Limits } from '../extract/limits.ts'
import type { AppErrorCode, AppErrorSay } from '../model/app-error.ts'
import type { DraftWorkKind } from '../model/ports/draft-reader.ts'

/** What the host sends to the process of drafts. */
export type ToProcess =
  /** Once, before any work: the packed Catalogue, null for a process that only recognises. */
  | { readonly catalogue: Uint8Array | null; readonly limits: Limits }
  /** `fresh`: an attempt begins, and what was opened before is let go. */
  | { readonly id: number; readonly kind: DraftWorkKind | 'recognise'; readonly input: unknown; readonly fresh: boolean }
  /** The part that was handed over has been taken. */
  | { readonly taken: number }

/** An error as it may leave the process: never its message, which may hold a draft's words. */
export interface Thrown {
  readonly name: string
  /** Where in the code. */
  readonly places: readonly string[]
  /** Of an AppError. */
  readonly code?: AppErrorCode
  readonly say?: AppErrorSay
}

/** What the process sends. */
export type FromProcess =
  | { readonly ready: true }
  /** `waits`: the next part comes when this one is said to be taken. */
  | { readonly id: number; readonly part: unknown; readonly waits: boolean }
  /** `resident`: bytes the process holds; `processor`: seconds it has used since its start. */
  | { readonly id: number; readonly output: unknown; readonly resident: number; readonly processor: number }
  | { readonly id: number; readonly thrown: Thrown }

import { Buffer } from 'node:buffer'
import type { AskedOf, Topic, Vocabulary } from '../answer/knowledge.ts'
import type { ReferenceFiles } from '../form/reference.ts'
import type { Profile, Rule } from '../model/rule.ts'
import type { WordFile } from '../reply/say.ts'

/** What scripts/build-worker.mjs reads from disk and audits, so that a Worker need not (and cannot). */
export interface WorkerData {
  readonly words: readonly WordFile[]
  readonly rules: readonly Rule[]
  readonly profiles: readonly Profile[]
  readonly reference: ReferenceFiles
  readonly topics: readonly Topic[]
  readonly asked: AskedOf
  readonly vocabulary: Vocabulary
  readonly assets: readonly { readonly path: string; readonly address: string; readonly type: string; readonly base64: string }[]
}

/** Bytes out of a module of text. */
export const bytesOfBase64 = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

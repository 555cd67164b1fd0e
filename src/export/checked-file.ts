import type { Checklist } from '../model/checklist.ts'

/** One file of a check over several, as programs and pipelines get it. */
export type CheckedFile =
  | { readonly file: string; readonly status: 'checked'; readonly checklist: Checklist }
  /** `reason`: the sentence for a person. */
  | { readonly file: string; readonly status: 'unreadable'; readonly reason: string }

import type { Checklist } from '../checklist.ts'
import type { Document } from '../document.ts'
import type { OutgoingFile } from './sender.ts'

/** What a file is made of. */
interface ExportInput {
  readonly checklist: Checklist
  readonly document: Document
  /** The draft as sent. */
  readonly bytes: Uint8Array
}

/** The files that a drafter can ask for under a checklist. */
export const FILE_KINDS: readonly string[] = ['annotated', 'repaired', 'fixes']

/** One kind of file that goes back to the drafter: a button under the checklist. */
export interface Exporter {
  /** `annotated`, `fixes` …; the button says `checklist.action.<kind>`. */
  readonly kind: string
  make(input: ExportInput): Promise<OutgoingFile> | OutgoingFile
}

import { sampleDocument, SamplePatch } from '../../src/check/sample-document.ts'
import { writeDocx } from '../../test/support/write-document.ts'
import { forms } from '../../test/support/reference.ts'

/** A draft without faults, as docx. */
export function draftBytes(): Uint8Array {
  return writeDocx(sampleDocument(forms, SamplePatch.parse({})))
}

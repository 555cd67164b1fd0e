import { sampleDocument, SamplePatch } from '../../src/check/sample-document.ts'
import { forms } from '../../src/report/forms.ts'
import { writeDocx } from '../../test/support/write-document.ts'

/** A draft without faults, as docx. */
export function draftBytes(): Uint8Array {
  return writeDocx(sampleDocument(forms, SamplePatch.parse({})))
}

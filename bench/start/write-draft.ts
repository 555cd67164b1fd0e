import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { writeDocx } from '../../test/support/write-document.ts'
import { reference } from '../../test/support/reference.ts'

/** A draft without faults, as docx. */
export function draftBytes(): Uint8Array {
  return writeDocx(sampleDocument(reference, SamplePatch.parse({})))
}

import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { writeDocx } from './write-document.ts'
import { reference } from './reference.ts'

/** A clean annual report as a Word file, with these changes (see src/check/sample-patch.ts). */
export function sampleDocx(patch: Readonly<Record<string, unknown>> = {}): Uint8Array {
  return writeDocx(sampleDocument(reference, SamplePatch.parse(patch)))
}

import { sampleDocument, SamplePatch } from '../../src/check/sample-document.ts'
import { writeDocx } from './write-document.ts'
import { forms } from './reference.ts'

/** A clean annual report as a Word file, changed as told (see src/check/sample-document.ts). */
export function sampleDocx(patch: Readonly<Record<string, unknown>> = {}): Uint8Array {
  return writeDocx(sampleDocument(forms, SamplePatch.parse(patch)))
}

import { buildChecklist } from '../../../src/checklist/build-checklist.ts'
import { extractDocument } from '../../../src/extract/extract-document.ts'
import { defaultLimits } from '../../../src/extract/limits.ts'
import { composeChecker } from '../../../src/host/compose-checker.ts'
import type { Checklist } from '../../../src/model/checklist.ts'
import type { Document } from '../../../src/model/document.ts'
import { readReport } from '../../support/reference.ts'

let composed: ReturnType<typeof composeChecker> | undefined

/** Reads and checks a draft with the whole catalogue, as a host does. */
export async function checkDraft(
  bytes: Uint8Array,
  file: string,
  previous: Checklist | null = null,
): Promise<{ document: Document; checklist: Checklist }> {
  const extraction = await extractDocument(bytes, file, defaultLimits)
  if (extraction.status !== 'read') throw new Error(`not read: ${extraction.reason}`)
  composed ??= composeChecker()
  const { document } = extraction
  const report = readReport(document)
  const result = composed.checker.check({ report })
  const checklist = buildChecklist({
    id: 'c',
    draftId: 'd',
    file,
    agency: report.agency.name,
    year: report.year,
    form: report.form.version,
    version: (previous?.version ?? 0) + 1,
    checkedAt: '2026-01-12T01:00:00Z',
    result,
    previous,
    waivers: [],
  })
  return { document, checklist }
}

import { AppError } from '../model/app-error.ts'
import { unpackDocument } from '../model/packed-document.ts'
import type { DraftWork } from './work.ts'

/** A draft and its checklist → a file for the drafter: with comments, with repairs, the list of fixes. */
export const makeFile: DraftWork<'make-file'> = {
  kind: 'make-file',
  run: async ({ file, checklist, document, sent, now }, { checker, words }) => {
    // The library that writes docx is large; most processes never need it.
    const { createExporters } = await import('../export/exporters.ts')
    const say = (key: string, values?: Readonly<Record<string, unknown>>): string => words.plain(`export.${key}`, values)
    const exporter = createExporters({ say, now: () => now, reference: checker.reference }).find(({ kind }) => kind === file)
    if (!exporter) throw new AppError('not-found', 'no such kind of file')
    return exporter.make({ checklist, document: unpackDocument(document), bytes: sent })
  },
}

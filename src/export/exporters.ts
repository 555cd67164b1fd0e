import { Unreadable } from '../extract/unreadable-error.ts'
import { AppError } from '../model/app-error.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Exporter } from '../model/ports/exporter.ts'
import { annotateDocx } from './annotate-docx.ts'
import type { AnnotateOptions } from './annotate-package.ts'
import { docxFromDocument } from './docx-from-document.ts'
import { fixesXlsx } from './fixes-xlsx.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * The files that a drafter can ask for under a checklist: `annotated` (comments), `repaired` (comments, and safe
 * repairs as tracked changes to accept) and `fixes` (the table for signing off). A draft that was no docx is made one.
 * @param now ISO 8601, the date of comments and changes
 */
export function createExporters({
  say,
  now,
  reference,
}: Pick<AnnotateOptions, 'say' | 'reference'> & { readonly now: () => string }): Exporter[] {
  const annotated = (kind: string, repairs: boolean): Exporter => ({
    kind,
    make: ({ checklist, document, bytes }) => {
      const options: AnnotateOptions = { author: say('author'), date: now(), repairs, say, reference }
      const kept = document.format === 'docx' ? annotateOrNull(bytes, checklist, options) : null
      const made = kept ?? docxFromDocument(document, checklist, options)
      return { name: `${stem(checklist.file)}${say(`file.${kind}`)}${kept ? endingOf(checklist.file) : '.docx'}`, type: DOCX, bytes: made }
    },
  })
  return [
    annotated('annotated', false),
    annotated('repaired', true),
    {
      kind: 'fixes',
      make: async ({ checklist }) => ({
        name: `${stem(checklist.file)}${say('file.fixes')}.xlsx`,
        type: XLSX,
        bytes: await fixesXlsx(reference.lexicon, checklist, say),
      }),
    },
  ]
}

/** Word refuses a file with macros or a template under any other ending. */
const endingOf = (file: string): string => /\.(?:docm|dotx|dotm)$/i.exec(file)?.[0] ?? '.docx'

/** Null for a package that can be read and not written into (parts are missing or damaged): it is made anew from its words. */
function annotateOrNull(bytes: Uint8Array, checklist: Checklist, options: AnnotateOptions): Uint8Array | null {
  try {
    return annotateDocx(bytes, checklist, options)
  } catch (error) {
    if (error instanceof Unreadable || (error instanceof AppError && error.code === 'unreadable')) return null
    throw error
  }
}

const stem = (file: string): string => file.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z]{1,5}$/, '')

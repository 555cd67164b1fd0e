import type { Exporter } from '../model/ports/exporter.ts'
import { annotateDocx } from './annotate-docx.ts'
import type { AnnotateOptions } from './annotate-package.ts'
import { docxFromDocument } from './docx-from-document.ts'
import type { ExportWords } from './export-words.ts'
import { fixesXlsx } from './fixes-xlsx.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * The files that a drafter can ask for under a checklist: `annotated` (comments), `repaired` (comments, and safe
 * repairs as tracked changes to accept) and `fixes` (the table for signing off). A draft that was no docx is made one.
 * @param now ISO 8601, the date of comments and changes
 */
export function createExporters({ say, now }: { readonly say: ExportWords; readonly now: () => string }): Exporter[] {
  const annotated = (kind: string, repairs: boolean): Exporter => ({
    kind,
    make: ({ checklist, document, bytes }) => {
      const options: AnnotateOptions = { author: say('author'), date: now(), repairs, say }
      const made = document.format === 'docx' ? annotateDocx(bytes, checklist, options) : docxFromDocument(document, checklist, options)
      return { name: `${stem(checklist.file)}${say(`file.${kind}`)}.docx`, type: DOCX, bytes: made }
    },
  })
  return [
    annotated('annotated', false),
    annotated('repaired', true),
    { kind: 'fixes', make: async ({ checklist }) => ({ name: `${stem(checklist.file)}${say('file.fixes')}.xlsx`, type: XLSX, bytes: await fixesXlsx(checklist, say) }) },
  ]
}

function stem(file: string): string {
  return file.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z]{1,5}$/, '')
}

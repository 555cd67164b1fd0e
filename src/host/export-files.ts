import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { CheckedFile } from '../export/checked-file.ts'
import { junitXml } from '../export/junit.ts'
import { markdownReport } from '../export/markdown.ts'
import { sarifLog } from '../export/sarif.ts'
import { fixesXlsx } from '../export/fixes-xlsx.ts'
import { AppError } from '../model/app-error.ts'
import { type DraftReader, isHalted } from '../model/ports/draft-reader.ts'
import { type Checked, reasonOf } from './check-files.ts'
import type { KnownRules } from './known-rules.ts'
import { projectFolder } from './project-folder.ts'

/** Writes checked files in a form for other programs or for signing off. */
export async function exportFiles(
  format: 'md' | 'sarif' | 'junit' | 'xlsx' | 'docx',
  checked: readonly Checked[],
  files: readonly CheckedFile[],
  { words, whole }: Pick<KnownRules, 'words' | 'whole'>,
  { drafts, repairs }: { readonly drafts: DraftReader; readonly repairs: boolean },
): Promise<string | Uint8Array> {
  const say = (key: string, values?: Readonly<Record<string, unknown>>): string => words.plain(`export.${key}`, values)
  if (format === 'sarif') return `${JSON.stringify(sarifLog(files, { say, version: programVersion() }), null, 1)}\n`
  if (format === 'junit') return junitXml(files, say)
  if (format === 'md') return markdownReport(files, say)
  const [file, source] = [files[0], checked[0]]
  if (source?.status === 'unreadable') throw new AppError('unreadable', source.reason, reasonOf(source, words))
  if (file?.status !== 'checked' || !source) throw new AppError('unreadable', 'nothing to export', { key: 'cli.nothing-to-export' })
  if (format === 'xlsx') return fixesXlsx((await whole()).checker.reference.lexicon, file.checklist, say)
  const request = { file: repairs ? 'repaired' : 'annotated', checklist: file.checklist, document: source.document, sent: source.bytes }
  const made = await drafts.attempt((attempt) => attempt.run('make-file', { ...request, now: new Date().toISOString() }))
  if (isHalted(made)) throw new AppError('unreadable', made.reason, { key: `unreadable.${made.reason}`, with: { file: file.file } })
  return made.bytes
}

/** The version in package.json. */
function programVersion(): string {
  const manifest = createRequire(import.meta.url)(join(projectFolder, 'package.json')) as { version?: string }
  return manifest.version ?? '0'
}

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Checker } from '../check/check-report.ts'
import { buildChecklist } from '../checklist/build-checklist.ts'
import type { AnnualReport } from '../model/annual-report.ts'
import type { AppError } from '../model/app-error.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Document, UnreadableReason } from '../model/document.ts'
import type { CheckResult } from '../model/finding.ts'
import type { Profile } from '../model/rule.ts'
import type { Extractor, Unpacking } from '../model/ports/extractor.ts'

export interface CheckOptions {
  readonly year?: number
  readonly profile?: Profile
  readonly lastYear?: AnnualReport
}

export type Checked =
  | (Readonly<{ file: string; status: 'checked'; bytes: Uint8Array }> &
      Readonly<{ document: Document; report: AnnualReport; result: CheckResult }>)
  | { readonly file: string; readonly status: 'unreadable'; readonly reason: UnreadableReason | 'not-found' }

/** Checks files in order, two at once; a zip of drafts counts as the drafts in it. */
export async function checkFiles(
  files: readonly string[],
  extractor: Extractor,
  checker: Checker,
  options: CheckOptions = {},
): Promise<Checked[]> {
  const results: Checked[][] = []
  let next = 0
  const work = async (): Promise<void> => {
    while (next < files.length) {
      const index = next++
      results[index] = await checkFile(files[index] as string, extractor, checker, options)
    }
  }
  await Promise.all([work(), work()])
  return results.flat()
}

/** Reads and checks one draft, or a zip of drafts, from disk. Never throws on what is in the file. */
export async function checkFile(file: string, extractor: Extractor, checker: Checker, options: CheckOptions = {}): Promise<Checked[]> {
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await readFile(file))
  } catch {
    return [{ file, status: 'unreadable', reason: 'not-found' }]
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const unpacked = await extractor.unpack(bytes, basename(file))
    if (unpacked.status === 'drafts') return checkUnpacked(file, unpacked, extractor, checker, options)
  }
  return [await checkBytes(file, bytes, extractor, checker, options)]
}

async function checkUnpacked(
  file: string,
  unpacked: Unpacking & { status: 'drafts' },
  extractor: Extractor,
  checker: Checker,
  options: CheckOptions,
): Promise<Checked[]> {
  const checked: Checked[] = unpacked.skipped.map(({ name, reason }) => ({ file: `${file}/${name}`, status: 'unreadable', reason }))
  for (const { name, bytes } of unpacked.drafts) checked.push(await checkBytes(`${file}/${name}`, bytes, extractor, checker, options))
  return checked
}

export async function checkBytes(
  file: string,
  bytes: Uint8Array,
  extractor: Extractor,
  checker: Checker,
  options: CheckOptions = {},
): Promise<Checked> {
  const extraction = await extractor.extract(bytes, basename(file))
  if (extraction.status === 'unreadable') return { file, status: 'unreadable', reason: extraction.reason }
  const report = checker.read(extraction.document, {
    ...(options.year ? { year: options.year } : {}),
    ...(options.profile ? { profile: options.profile } : {}),
  })
  const result = checker.check({
    report,
    ...(options.lastYear ? { lastYear: options.lastYear } : {}),
    ...(options.profile ? { profile: options.profile } : {}),
  })
  return { file, status: 'checked', bytes, document: extraction.document, report, result }
}

/** The checklist of a file that is checked by itself: no version before it, no waivers. */
export const checklistOf = ({ file, report, result }: Checked & { status: 'checked' }, neverWaived: ReadonlySet<string>): Checklist =>
  buildChecklist({
    id: 'cli',
    draftId: 'cli',
    file: basename(file),
    agency: report.agency.name,
    year: report.year,
    form: report.form.version,
    version: 1,
    checkedAt: new Date().toISOString(),
    result,
    previous: null,
    waivers: [],
    neverWaived,
  })

/** Why a file could not be read: a sentence with the words that fill it. */
export const reasonOf = ({ file, reason }: Checked & { status: 'unreadable' }): NonNullable<AppError['say']> => ({
  key: reason === 'not-found' ? 'cli.not-found' : `unreadable.${reason}`,
  with: { file: basename(file) },
})

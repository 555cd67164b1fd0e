import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Checker } from '../check/check-report.ts'
import type { AnnualReport } from '../model/annual-report.ts'
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
  | {
      readonly file: string
      readonly status: 'checked'
      readonly bytes: Uint8Array
      readonly document: Document
      readonly report: AnnualReport
      readonly result: CheckResult
    }
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

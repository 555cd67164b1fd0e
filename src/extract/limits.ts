import { z } from 'zod'
import { AppError } from '../model/app-error.ts'

const count = (value: number) => z.coerce.number().int().positive().default(value)

/**
 * Every limit under which a draft is opened, in one place (docs/limits.md says what each is for). A report of the
 * prescribed form has about 400 cells and 30 000 characters: the limits on files leave room for a hundred times that,
 * because files are long in other ways too, and those on reports for ten times.
 */
export const Limits = z.object({
  /** Bytes of the file as uploaded. */
  fileBytes: count(50 * 1024 * 1024),
  /** Bytes of all drafts that are on their way in at once. */
  flightBytes: count(128 * 1024 * 1024),
  /** Bytes of all parts of one package once inflated, counted while inflating. */
  inflatedBytes: count(120 * 1024 * 1024),
  /** Bytes of one part once inflated. */
  partBytes: count(40 * 1024 * 1024),
  /** Inflated bytes for one packed byte; looked at only past 4 MB, because small XML packs very well. */
  ratio: count(400),
  /** Entries of a zip package. */
  entries: count(5_000),
  /** Drafts in one zip of drafts. */
  drafts: count(200),
  /** Zips within zips. */
  archiveDepth: count(2),
  /** Cells over all tables. */
  cells: count(50_000),
  /** Columns of one table. */
  columns: count(256),
  /** Elements within elements, groups within groups. */
  depth: count(256),
  /** Characters of text over the whole document. */
  characters: count(3_000_000),
  /** Paragraphs outside tables. */
  paragraphs: count(60_000),
  /** Paragraphs of one report. */
  reportParagraphs: count(5_000),
  /** Characters of one report, cells and page headers with it. */
  reportCharacters: count(300_000),
  /** Numbers in the paragraphs of one report: each may be a claim that is compared with the tables. */
  reportNumbers: count(10_000),
  /** Headings of one report: short lines that begin with a numeral or that the file itself calls headings. */
  reportHeadings: count(1_000),
  /** Other paragraphs of one report that begin with the number of an item. */
  reportItems: count(4_000),
  /** Cells over all tables of one report. */
  reportCells: count(10_000),
  /** Steps that reading one report and checking it may take (language/count-work.ts); an ordinary one takes 100 000 to 600 000. */
  reportSteps: count(50_000_000),
  /** Cells over all drafts of one zip. */
  zipCells: count(200_000),
  /** Pages of a PDF. */
  pages: count(300),
  /** Findings of one check that are kept. */
  findings: count(500),
  /** Characters of all findings of one check together, as JSON. */
  findingBytes: count(2 * 1024 * 1024),
  /** Bytes of what was read of one draft, as JSON. */
  documentBytes: count(48 * 1024 * 1024),
  /** Seconds of a processor for one try of one draft, reading and checking together, after which its process is killed. */
  seconds: count(12),
  /** Heap of the process that opens drafts, in MB. */
  heapMegabytes: count(320),
  /** Memory of that process altogether, in MB, past which it is killed (watched where the system tells). */
  residentMegabytes: count(480),
  /** Pages of a scanned PDF that are recognised (off unless the host turns it on). */
  recognisePages: count(40),
  /** Points of the pictures of one page together; a sheet of A4 at 400 dpi has 15 million. */
  recognisePixels: count(30_000_000),
  /** Wall-clock seconds for recognising one draft, after which its process is killed. */
  recogniseSeconds: count(300),
  /** Memory of the process that recognises, in MB. */
  recogniseMegabytes: count(900),
})
export type Limits = z.infer<typeof Limits>

export const defaultLimits: Limits = Limits.parse({})

/**
 * Reads limits from settings such as `NIANBAO_LIMIT_FILE_BYTES` or `NIANBAO_LIMIT_SECONDS`; defaults where not set.
 * @throws AppError bad-setting naming a setting that is not a whole number above 0
 */
export function limitsFromEnvironment(env: Readonly<Record<string, string | undefined>>): Limits {
  const given: Record<string, string> = {}
  for (const key of Object.keys(Limits.shape)) {
    const value = env[settingOf(key)]
    if (value !== undefined && value !== '') given[key] = value
  }
  const limits = Limits.safeParse(given)
  if (limits.success) return limits.data
  const key = String(limits.error.issues[0]?.path[0])
  throw new AppError('bad-setting', settingOf(key), {
    key: 'startup.bad-limit',
    with: { name: settingOf(key), given: given[key] ?? '', usual: defaultLimits[key as keyof Limits] },
  })
}

/** `fileBytes` → `NIANBAO_LIMIT_FILE_BYTES` */
const settingOf = (key: string): string => `NIANBAO_LIMIT_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`

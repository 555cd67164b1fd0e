import { basename } from 'node:path'
import { guessProfile } from '../../checklist/guess-profile.ts'
import { limitsFromEnvironment } from '../../extract/limits.ts'
import { AppError } from '../../model/app-error.ts'
import type { DraftReader } from '../../model/ports/draft-reader.ts'
import type { Profile } from '../../model/rule.ts'
import { checklistReply } from '../../reply/checklist-reply.ts'
import { replyText } from '../../reply/reply-text.ts'
import type { Words } from '../../reply/say.ts'
import { checkFiles, checklistOf, reasonOf, type Checked, type CheckOptions } from '../check-files.ts'
import type { CheckedFile } from '../check-output.ts'
import { openDraftPool } from '../drafts/open-draft-pool.ts'
import { gatherFiles, type Gathered } from '../gather-files.ts'
import { readKnownRules, type KnownRules } from '../known-rules.ts'
import { refuseLikelyDrafts, refuseOutput, refuseOverwrite, writeOutput } from '../output-file.ts'
import { type FiguresOf, readReference } from '../read-reference.ts'
import { createProgressLine } from '../progress-line.ts'
import { readFormat, readOptions, readYear } from '../read-options.ts'
import { readProfile, readRecognise } from '../read-settings.ts'

const FORMATS = ['text', 'json', 'md', 'sarif', 'junit', 'xlsx', 'docx'] as const
const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  year: { type: 'string' },
  profile: { type: 'string' },
  'last-year': { type: 'string' },
  reference: { type: 'string' },
  recognise: { type: 'boolean' },
  repairs: { type: 'boolean' },
  tables: { type: 'boolean' },
} as const

/**
 * `nianbao check FILE|FOLDER…`. Prints the checklist of each draft, or writes it in another form.
 * @returns 0 no errors, 1 some draft has errors, 2 something unreadable, no report, not checked to the end, or wrong usage
 */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const settings = readSettings(args)
  let begin: (catalogue: Uint8Array) => void = () => undefined
  const catalogue = new Promise<Uint8Array>((resolve) => (begin = resolve))
  const drafts = openDraftPool({ catalogue: () => catalogue, recognise: settings.recognise })
  try {
    // The process loads its code while the rules are read here.
    drafts.warm()
    await new Promise(setImmediate)
    const known = await readKnownRules()
    begin(known.packed)
    refuseLikelyDrafts(settings.written, settings.format === 'md' ? `# ${known.words.plain('export.markdown.title')}` : null)
    const checked = await checkAll(settings, known, drafts)
    await print(checked, settings, known, drafts)
    if (settings.others.size > 0) console.error(sayOthers(settings.others, known.words))
    return statusOf(checked)
  } finally {
    await drafts.close()
  }
}

function statusOf(checked: readonly Checked[]): number {
  if (checked.some((file) => file.status === 'unreadable' || file.result.incomplete)) return 2
  return checked.some((file) => file.status === 'checked' && file.result.findings.some(({ severity }) => severity === 'error')) ? 1 : 0
}

type Settings = ReturnType<typeof readSettings>

/** Everything that may be wrong with what was asked is said before anything is read. */
function readSettings(args: readonly string[]) {
  const { values, positionals } = readOptions({ args: [...args], options: OPTIONS, allowPositionals: true })
  const format = readFormat(FORMATS, values.format ?? 'text')
  if (positionals.length === 0) throw refuse('no-files')
  const { output } = values
  const single = format === 'xlsx' || format === 'docx'
  if (output !== undefined) refuseOutput(output)
  else if (single) throw refuse('need-output', { format })
  const recognise = readRecognise(process.env) || values.recognise === true
  const gathered = gatherFiles(positionals, { pictures: recognise, output })
  const lastYear = values['last-year']
  const { reference } = values
  if (output !== undefined) refuseOverwrite(output, [...positionals, ...[lastYear, reference].flatMap((given) => given ?? [])])
  if (single) refuseSeveral(format, gathered.files.length)
  return {
    ...gathered,
    format,
    output,
    recognise,
    year: values.year === undefined ? undefined : readYear(values.year),
    profile: values.profile,
    lastYear,
    /** A list of figures by agency that other offices keep. */
    reference,
    /** Safe repairs as tracked changes beside the comments of --format docx. */
    repairs: values.repairs === true,
    /** A spreadsheet is a draft's, whatever it seems to be. */
    tables: values.tables === true,
    fileBytes: limitsFromEnvironment(process.env).fileBytes,
  }
}

const refuse = (key: string, values: Record<string, string | number> = {}): AppError =>
  new AppError('bad-request', `check: ${key}`, { key: `cli.${key}`, with: values })

function refuseSeveral(format: string, count: number): void {
  if (count > 1) throw refuse('one-docx', { format, count })
}

async function checkAll(settings: Settings, known: KnownRules, drafts: DraftReader): Promise<Checked[]> {
  const { files, format } = settings
  const { words } = known
  const options = await optionsOf(settings, known, drafts)
  const progress = createProgressLine(process.stderr)
  const checked = await checkFiles(files, drafts, {
    ...options,
    keep: format === 'docx',
    onFile: (file, number, count) => {
      if (count > 1) progress.show(words.plain('cli.progress', { number, count, file: nameOf(file, settings) }))
    },
    // Recognition takes seconds for each page: says which page it is at.
    onPage: (file, page, pages) => {
      progress.clear()
      console.error(words.plain('cli.recognising', { file, page, pages }))
    },
  }).finally(progress.clear)
  // How many drafts a zip holds is known only now.
  if (format === 'xlsx' || format === 'docx') refuseSeveral(format, checked.length)
  return checked
}

/** The local profile that was asked for. @throws AppError bad-request where there is none of that name */
function profileOf(settings: Settings, profiles: KnownRules['profiles']): Profile | undefined {
  const id = settings.profile ?? readProfile(process.env, profiles)
  const profile = id === undefined ? undefined : profiles.find((one) => one.id === id)
  if (id !== undefined && !profile) throw refuse('no-profile', { id, profiles: profiles.map((one) => one.id).join('、') })
  return profile
}

async function optionsOf(settings: Settings, known: KnownRules, drafts: DraftReader): Promise<CheckOptions> {
  const { profiles, words, whole } = known
  const profile = profileOf(settings, profiles)
  const { fileBytes } = settings
  const options: CheckOptions = {
    ...(settings.year ? { year: settings.year } : {}),
    ...(profile ? { profile } : {}),
    ...(settings.tables ? {} : { known: whole }),
    describe: settings.format === 'json',
    unreached: words.plain('unknown.unreached'),
    fileBytes,
    ...(settings.reference === undefined ? {} : { figuresOf: await readListed(settings.reference, known, drafts, fileBytes) }),
  }
  if (settings.lastYear === undefined) return options
  const [last] = await checkFiles([settings.lastYear], drafts, {
    fileBytes,
    ...(profile ? { profile } : {}),
    ...(settings.tables ? {} : { known: whole }),
  })
  if (last?.status !== 'checked')
    throw new AppError('unreadable', 'check: last year’s report', {
      key: 'cli.last-year-unreadable',
      with: { reason: last ? sayReason(last, settings, words) : '' },
    })
  return { ...options, lastYear: last.document }
}

const readListed = async (path: string, { whole }: KnownRules, drafts: DraftReader, mostBytes: number): Promise<FiguresOf> =>
  readReference(path, drafts, (await whole()).checker.reference.lexicon, mostBytes)

/** In a list for people what could not be read stands beside the list; other programs find it in their own. */
async function print(checked: readonly Checked[], settings: Settings, known: KnownRules, drafts: DraftReader): Promise<void> {
  const { words } = known
  const unread = settings.format === 'text' ? checked.filter((file) => file.status === 'unreadable') : []
  if (unread.length < checked.length) {
    const output = await render(checked, settings, known, drafts)
    if (settings.output === undefined) process.stdout.write(output)
    else {
      await writeOutput(settings.output, output)
      console.error(words.plain('cli.written', { file: settings.output }))
    }
  }
  for (const file of unread) console.error(sayReason(file, settings, words))
}

async function render(
  checked: readonly Checked[],
  settings: Settings,
  known: KnownRules,
  drafts: DraftReader,
): Promise<string | Uint8Array> {
  const { words } = known
  const { format, repairs } = settings
  if (format === 'text') return checked.flatMap((file) => (file.status === 'checked' ? [textOf(file, settings, known)] : [])).join('\n')
  if (format === 'json') {
    const { checkedFile, CheckOutput } = await import('../check-output.ts')
    const files = checked.map((file): CheckedFile =>
      file.status === 'checked'
        ? checkedFile(file.file, file)
        : { file: file.file, status: 'unreadable', reason: sayReason(file, settings, words), findings: [], unknown: [] },
    )
    return `${JSON.stringify(CheckOutput.parse(files), null, 1)}\n`
  }
  const { exportFiles } = await import('../export-files.ts')
  const files = checked.map((file) =>
    file.status === 'checked'
      ? { file: file.file, status: file.status, checklist: checklistOf(file, listing(known)) }
      : { file: file.file, status: file.status, reason: sayReason(file, settings, known.words) },
  )
  return exportFiles(format, checked, files, known, { drafts, repairs })
}

const listing = ({ neverWaived, entries }: KnownRules): Pick<KnownRules, 'neverWaived' | 'entries'> => ({ neverWaived, entries })

function textOf(file: Checked & { status: 'checked' }, settings: Settings, known: KnownRules): string {
  const { words, neverWaived, profiles } = known
  const profile = profileOf(settings, profiles)
  const offered = profile ? null : guessProfile(profiles, [file.front.agency])
  const local = { ...(profile ? { profile } : {}), ...(offered ? { offered } : {}) }
  const reply = checklistReply(checklistOf(file, { ...listing(known), ...local }), words, { neverWaived })
  return `${nameOf(file.file, settings)}\n${replyText(reply)}`
}

function sayReason(file: Checked & { status: 'unreadable' }, gathered: Gathered, words: Words): string {
  const { key, with: values } = reasonOf(file, words, nameOf(file.file, gathered))
  return words.plain(key, values)
}

/** A file of a folder by its path, as several may have one name; any other by its name. */
const nameOf = (file: string, { folders }: Gathered): string => (folders.some((folder) => file.startsWith(folder)) ? file : basename(file))

/** Endings that are told of by themselves. */
const MOST_KINDS = 10

function sayOthers(others: Gathered['others'], words: Words): string {
  const sorted = [...others].toSorted(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))
  const sum = (kinds: readonly (readonly [string, number])[]): number => kinds.reduce((total, [, count]) => total + count, 0)
  const kinds = sorted.slice(0, MOST_KINDS).map(([ending, count]) => words.plain('cli.others-kind', { ending, count }))
  const rest = sum(sorted.slice(MOST_KINDS))
  if (rest > 0) kinds.push(words.plain('cli.others-rest', { count: rest }))
  return words.plain('cli.others', { count: sum(sorted), kinds: kinds.join('、') })
}

import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../model/app-error.ts'
import type { DraftReader } from '../../model/ports/draft-reader.ts'
import { checklistReply } from '../../reply/checklist-reply.ts'
import { replyText } from '../../reply/reply-text.ts'
import { checkFiles, checklistOf, reasonOf, type Checked, type CheckOptions } from '../check-files.ts'
import type { CheckedFile } from '../check-output.ts'
import { openDraftPool } from '../drafts/open-draft-pool.ts'
import { wantsRecognition } from '../drafts/recognition-line.ts'
import { readKnownRules, type KnownRules } from '../known-rules.ts'
import { readOptions, readYear } from '../read-options.ts'

const FORMATS = ['text', 'json', 'md', 'sarif', 'junit', 'xlsx', 'docx'] as const
const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  year: { type: 'string' },
  profile: { type: 'string' },
  'last-year': { type: 'string' },
  recognise: { type: 'boolean' },
  repairs: { type: 'boolean' },
} as const

/**
 * `nianbao check FILE…`. Prints the checklist of each file, or writes it in another form.
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
    const checked = await checkFiles(settings.files, drafts, await optionsOf(settings, known, drafts))
    await print(checked, settings, known, drafts)
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

function readSettings(args: readonly string[]) {
  const refuse = (key: string, values: Record<string, string> = {}): AppError =>
    new AppError('bad-request', `check: ${key}`, { key: `cli.${key}`, with: values })
  const { values, positionals } = readOptions({ args: [...args], options: OPTIONS, allowPositionals: true })
  const format = FORMATS.find((candidate) => candidate === (values.format ?? 'text'))
  if (!format) throw refuse('bad-format', { format: values.format ?? '', formats: FORMATS.join('、') })
  if (positionals.length === 0) throw refuse('no-files')
  const year = values.year === undefined ? undefined : readYear(values.year)
  if ((format === 'xlsx' || format === 'docx') && !values.output) throw refuse('need-output', { format })
  if ((format === 'xlsx' || format === 'docx') && positionals.length > 1) throw refuse('one-docx')
  return {
    files: positionals,
    format,
    output: values.output,
    year,
    profile: values.profile ?? process.env['NIANBAO_PROFILE'],
    lastYear: values['last-year'],
    /** Safe repairs as tracked changes beside the comments of --format docx. */
    repairs: values.repairs === true,
    recognise: values.recognise === true || wantsRecognition(process.env),
  }
}

async function optionsOf(settings: Settings, { profiles, words }: KnownRules, drafts: DraftReader): Promise<CheckOptions> {
  const profile = settings.profile === undefined ? undefined : profiles.find(({ id }) => id === settings.profile)
  if (settings.profile !== undefined && !profile)
    throw new AppError('bad-request', 'check: no such profile', {
      key: 'cli.no-profile',
      with: { id: settings.profile, profiles: profiles.map(({ id }) => id).join('、') },
    })
  const options: CheckOptions = {
    ...(settings.year ? { year: settings.year } : {}),
    ...(profile ? { profile } : {}),
    describe: settings.format === 'json',
    unreached: words.plain('unknown.unreached'),
    // Recognition takes seconds for each page: says which page it is at.
    onPage: (file, page, pages) => console.error(words.plain('cli.recognising', { file, page, pages })),
  }
  if (!settings.lastYear) return options
  const [last] = await checkFiles([settings.lastYear], drafts, profile ? { profile } : {})
  if (last?.status !== 'checked')
    throw new AppError('unreadable', 'check: last year’s report', {
      key: 'cli.last-year-unreadable',
      with: { reason: last ? sayReason(last, words) : '' },
    })
  return { ...options, lastYear: last.document }
}

async function print(checked: readonly Checked[], settings: Settings, known: KnownRules, drafts: DraftReader): Promise<void> {
  const output = await render(checked, settings, known, drafts)
  if (settings.output) {
    await writeFile(settings.output, output)
    console.error(known.words.plain('cli.written', { file: settings.output }))
  } else process.stdout.write(output)
}

async function render(
  checked: readonly Checked[],
  { format, repairs }: Settings,
  known: KnownRules,
  drafts: DraftReader,
): Promise<string | Uint8Array> {
  const { words } = known
  if (format === 'text') return checked.map((file) => textOf(file, known)).join('\n')
  if (format === 'json') {
    const { checkedFile, CheckOutput } = await import('../check-output.ts')
    const files = checked.map((file): CheckedFile =>
      file.status === 'checked'
        ? checkedFile(file.file, file)
        : { file: file.file, status: 'unreadable', reason: sayReason(file, words), findings: [], unknown: [] },
    )
    return `${JSON.stringify(CheckOutput.parse(files), null, 1)}\n`
  }
  const { exportFiles } = await import('../export-files.ts')
  const files = checked.map((file) =>
    file.status === 'checked'
      ? { file: file.file, status: file.status, checklist: checklistOf(file, known.neverWaived) }
      : { file: file.file, status: file.status, reason: sayReason(file, words) },
  )
  return exportFiles(format, checked, files, known, { drafts, repairs })
}

function textOf(file: Checked, known: KnownRules): string {
  if (file.status === 'unreadable') return `${sayReason(file, known.words)}\n`
  const { words, neverWaived } = known
  const reply = checklistReply(checklistOf(file, neverWaived), words, { neverWaived })
  return `${basename(file.file)}\n${replyText(reply)}`
}

function sayReason(file: Checked & { status: 'unreadable' }, words: KnownRules['words']): string {
  const { key, with: values } = reasonOf(file)
  return words.plain(key, values)
}

import type { parseArgs } from 'node:util'
import { chinaDay, weekNamed, weekOfDay, type Week } from '../../checklist/china-day.ts'
import { digestXlsx } from '../../export/digest-xlsx.ts'
import type { Agency } from '../../model/agency.ts'
import { AppError } from '../../model/app-error.ts'
import { Digest } from '../../model/digest.ts'
import { findAgencyNamed } from '../../office/find-agency.ts'
import { gatherDigest } from '../../office/gather-digest.ts'
import { supervisedBy } from '../../office/manage-users.ts'
import { now, type Office } from '../../office/office.ts'
import { digestReply } from '../../reply/digest-reply.ts'
import { replyText } from '../../reply/reply-text.ts'
import { openingFault } from '../../store/storage-fault.ts'
import { openStoreOffice } from '../open-store-office.ts'
import { refuseOutput, writeOutput } from '../output-file.ts'
import { readFormat, readOptions, readYear } from '../read-options.ts'

const FORMATS = ['text', 'json', 'xlsx'] as const
const OPTIONS = {
  week: { type: 'string' },
  date: { type: 'string' },
  year: { type: 'string' },
  supervisor: { type: 'string' },
  format: { type: 'string', default: 'text' },
  output: { type: 'string', short: 'o' },
  data: { type: 'string' },
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

/** `nianbao digest`: a week of all agencies, or of one supervisor's. @returns 0 */
export async function digestCommand(args: readonly string[]): Promise<number> {
  const { values } = readOptions({ args: [...args], options: OPTIONS })
  const format = readFormat(FORMATS, values.format)
  if (values.output !== undefined) refuseOutput(values.output)
  else if (format === 'xlsx') throw new AppError('bad-request', 'output', { key: 'cli.need-output', with: { format } })
  const opened = openStoreOffice({ data: values.data, mustExist: true })
  const { office } = opened
  try {
    const digest = await gatherDigest(office, {
      agencies: await scope(office, values.supervisor),
      week: readWeek(values, now(office)),
      at: now(office),
      ...(values.year === undefined ? {} : { year: readYear(values.year) }),
    })
    return await print(office, Digest.parse(digest), format, values.output)
  } catch (error) {
    throw openingFault(error, opened.dataDir)
  } finally {
    opened.close()
  }
}

/** A supervisor by name, or an agency and all below it. */
async function scope(office: Office, name: string | undefined): Promise<readonly Agency[]> {
  const { agencies, users } = office.store
  if (name === undefined) return agencies.all()
  const user = (await users.list()).find((one) => one.name === name || one.id === name)
  if (user) return user.administrator ? agencies.all() : agencies.under(supervisedBy(user))
  try {
    return await agencies.under([(await findAgencyNamed(office, name)).id])
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found')
      throw new AppError('not-found', 'no such supervisor', { key: 'digest.no-supervisor', with: { name } })
    throw error
  }
}

function readWeek({ week, date }: Values, at: string): Week {
  if (week !== undefined) {
    const named = weekNamed(week)
    if (!named) throw new AppError('bad-request', 'no such week', { key: 'digest.bad-week', with: { week } })
    return named
  }
  if (date === undefined) return weekOfDay(chinaDay(at))
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new AppError('bad-request', 'no such day', { key: 'digest.bad-date', with: { date } })
  return weekOfDay(date)
}

async function print({ words }: Office, digest: Digest, format: (typeof FORMATS)[number], output: string | undefined): Promise<number> {
  const content =
    format === 'json'
      ? `${JSON.stringify(digest, null, 1)}\n`
      : format === 'text'
        ? replyText(digestReply(digest, words, { whole: true }))
        : await digestXlsx(digest, (key, values) => words.plain(key, values))
  if (output === undefined) process.stdout.write(content)
  else {
    await writeOutput(output, content)
    console.error(words.plain('cli.written', { file: output }))
  }
  return 0
}

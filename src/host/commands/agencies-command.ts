import type { parseArgs } from 'node:util'
import { AgencyClass } from '../../model/agency.ts'
import { AppError } from '../../model/app-error.ts'
import { findAgencyNamed } from '../../office/find-agency.ts'
import { importAgencies } from '../../office/import-agencies.ts'
import { markPublished, setDeadline } from '../../office/set-agency.ts'
import { channelExamples } from '../../office/places.ts'
import { seasonYear } from '../../office/gather-digest.ts'
import { now, type Office } from '../../office/office.ts'
import { openingFault } from '../../store/storage-fault.ts'
import { openStoreOffice, shellPerson } from '../open-store-office.ts'
import { readGiven } from '../read-given.ts'
import { readFormat, readOptions, readVerb, readYear, refuseMore } from '../read-options.ts'

const FORMATS = ['text', 'json'] as const
const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  format: { type: 'string', default: 'text' },
  data: { type: 'string' },
  kind: { type: 'string' },
  year: { type: 'string' },
  due: { type: 'string' },
  undo: { type: 'boolean', default: false },
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

/** `nianbao agencies import|list|deadline|publish`. @returns 0; 1 if a list was refused; 2 for wrong usage */
export async function agenciesCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions({ args: [...args], options: OPTIONS, allowPositionals: true })
  readFormat(FORMATS, values.format)
  const [verb, ...rest] = positionals
  const run = readVerb(VERBS, 'agencies', verb)
  refuseMore(positionals, verb === 'list' ? 1 : 2)
  const opened = openStoreOffice({ data: values.data, mustExist: verb !== 'import' })
  try {
    if (run) return await run(opened.office, rest, values)
    console.error(opened.office.words.plain('agencies.usage', { channels: channelExamples(opened.office) }))
    return 2
  } catch (error) {
    throw openingFault(error, opened.dataDir)
  } finally {
    opened.close()
  }
}

type Act = (office: Office, words: readonly string[], values: Values) => Promise<number>

const VERBS: Readonly<Record<string, Act>> = { import: importList, list, deadline, publish }

async function importList(office: Office, [file]: readonly string[], values: Values): Promise<number> {
  if (file === undefined) throw new AppError('bad-request', 'no file', { key: 'agencies.no-file' })
  const { words } = office
  const changes = await importAgencies(office, shellPerson(office), await readGiven(file), { dryRun: values['dry-run'] ?? false })
  if (values.format === 'json') {
    console.log(JSON.stringify(changes, null, 1))
    return changes.errors.length ? 1 : 0
  }
  if (changes.errors.length) {
    console.error(words.plain('agencies.refused', { count: changes.errors.length }))
    for (const error of changes.errors) console.error(error)
    return 1
  }
  const { added, changed, removed, same, done } = changes
  console.log(words.plain('agencies.change.head', { done, added: added.length, changed: changed.length, same, removed: removed.length }))
  for (const name of added) console.log(words.plain('agencies.change.added', { name }))
  const namesOf = (fields: readonly string[]) => fields.map((field) => words.plain(`agencies.field.${field}`)).join('、')
  for (const { name, fields } of changed) console.log(words.plain('agencies.change.changed', { name, fields: namesOf(fields) }))
  for (const name of removed) console.log(words.plain('agencies.change.removed', { name }))
  return 0
}

async function list(office: Office, _rest: readonly string[], { format }: Values): Promise<number> {
  const agencies = await office.store.agencies.all()
  const names = new Map(agencies.map(({ id, name }) => [id, name]))
  const { words } = office
  if (format === 'json') console.log(JSON.stringify(agencies, null, 1))
  else if (agencies.length === 0) console.log(words.plain('agencies.none'))
  else
    for (const { name, kind, superiorId } of agencies) {
      const superior = superiorId === null ? null : (names.get(superiorId) ?? null)
      console.log(words.plain('agencies.line', { name, kind: words.plain(`agencies.kind.${kind}`), superior }))
    }
  return 0
}

async function deadline(office: Office, [name = '']: readonly string[], { kind: given = '', year, due = '' }: Values): Promise<number> {
  const { words } = office
  const agency = await findAgencyNamed(office, name)
  const kind = AgencyClass.options.find((one) => one === given || words.plain(`agencies.kind.${one}`) === given)
  if (!kind) throw new AppError('bad-request', 'no such kind', { key: 'agencies.usage', with: { channels: channelExamples(office) } })
  const reportYear = await yearOf(office, year)
  await setDeadline(office, shellPerson(office), { superiorId: agency.id, kind, year: reportYear, due })
  console.log(
    words.plain('agencies.deadline-set', { name: agency.name, kind: words.plain(`agencies.kind.${kind}`), year: reportYear, due }),
  )
  return 0
}

async function publish(office: Office, [name = '']: readonly string[], { year, undo }: Values): Promise<number> {
  const agency = await findAgencyNamed(office, name)
  const reportYear = await yearOf(office, year)
  await markPublished(office, shellPerson(office), { agencyId: agency.id, year: reportYear, published: !undo })
  console.log(office.words.plain(undo ? 'agencies.unpublished' : 'agencies.published', { name: agency.name, year: reportYear }))
  return 0
}

const yearOf = async (office: Office, given: string | undefined): Promise<number> =>
  given === undefined ? seasonYear(office, now(office)) : readYear(given)

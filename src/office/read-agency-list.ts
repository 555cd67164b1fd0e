import { type ListRows, readListRows } from '../extract/list-rows.ts'
import { agencyKey } from '../language/agency-name.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { AgencyClass, type ListedAgency } from '../model/agency.ts'
import { AppError } from '../model/app-error.ts'
import { classOfKind } from '../checklist/agency-state.ts'
import { cleanLine } from '../reply/markup.ts'
import { tellAgencyKind } from '../report/tell-agency-kind.ts'
import type { Office } from './office.ts'
import { channelExamples, readChannel } from './places.ts'

type Parts = Pick<Office, 'checker' | 'platforms' | 'words'>

const COLUMNS = ['name', 'shortNames', 'superior', 'kind', 'contact', 'channel'] as const
type Column = (typeof COLUMNS)[number]
const MOST_ROWS = 20_000
const MOST_ERRORS = 50

interface ListedRow extends ListedAgency {
  /** As a spreadsheet numbers it. */
  readonly row: number
}

/**
 * Reads the list of agencies out of a CSV (UTF-8 or GB18030) or an xlsx, or out of the rows of one. Nothing is taken if
 * anything is wrong.
 * @returns the list, its superiors found, and what is wrong with it, a sentence a fault
 * @throws AppError unreadable if it is neither, or has no 名称 column
 */
export async function readAgencyList(list: Uint8Array | ListRows, office: Parts): Promise<{ agencies: ListedAgency[]; errors: string[] }> {
  const { words } = office
  const { lexicon } = office.checker.reference
  const rows = list instanceof Uint8Array ? await readListRows(list) : list
  const header = rows.slice(0, 10).findIndex((row) => columnAt(lexicon, row, 'name') >= 0)
  if (header < 0) throw new AppError('unreadable', 'agencies: no name column', { key: 'agencies.no-name-column' })
  if (rows.length - header > MOST_ROWS)
    throw new AppError('too-large', 'agencies: too many rows', { key: 'agencies.too-many', with: { most: MOST_ROWS } })
  const places = COLUMNS.map((column) => [column, columnAt(lexicon, rows[header] ?? [], column)])
  const at = Object.fromEntries(places) as Record<Column, number>
  const errors: string[] = []
  const listed = rows.slice(header + 1).flatMap((row, index) => readRow(row, header + index + 2, at, errors, office))
  if (listed.length === 0 && errors.length === 0) errors.push(words.plain('agencies.error.empty'))
  const agencies = findSuperiors(lexicon, listed, errors, words)
  refuseCycles(agencies, errors, words)
  const more = errors.length - MOST_ERRORS
  return { agencies, errors: more > 0 ? [...errors.slice(0, MOST_ERRORS), words.plain('agencies.error.more', { count: more })] : errors }
}

function columnAt(lexicon: Lexicon, row: readonly unknown[], column: Column): number {
  const plain = (cell: string) => cell.normalize('NFKC').replace(lexicon.all('agency/list/note'), '').toLowerCase()
  return row.findIndex((cell) => typeof cell === 'string' && lexicon.classify('agency/list/column', plain(cell)) === column)
}

function readRow(row: readonly unknown[], number: number, at: Record<Column, number>, errors: string[], office: Parts): ListedRow[] {
  const { lexicon } = office.checker.reference
  const text = (column: Column): string => cleanLine(String((at[column] >= 0 ? row[at[column]] : null) ?? '')).trim()
  const wrong = (key: string, values: Record<string, unknown> = {}): ListedRow[] => {
    errors.push(office.words.plain(`agencies.error.${key}`, { row: number, ...values }))
    return []
  }
  if (row.every((cell) => String(cell ?? '').trim() === '')) return []
  const name = text('name').replace(/\s+/g, '')
  if (name === '') return wrong('no-name')
  if (name.length > 60) return wrong('long-name', { name: name.slice(0, 20) })
  const kind = readKind(lexicon, text('kind'), name)
  if (kind === undefined) return wrong('bad-kind', { name, kind: squeeze(text('kind')) })
  if (kind === null) return wrong('no-kind', { name })
  const channel = lexicon.pattern('agency/list/no-channel').test(squeeze(text('channel'))) ? null : readChannel(office, text('channel'))
  if (channel === undefined) return wrong('bad-channel', { name, channel: text('channel'), channels: channelExamples(office) })
  const shorts = text('shortNames').split(/[、,，;；/\s]+/)
  const shortNames = [...new Set(shorts.filter(Boolean))]
  const superior = text('superior').replace(/\s+/g, '') || null
  return [{ row: number, name, shortNames, superior, kind, contact: text('contact') || null, channel }]
}

/** @returns undefined for a kind that is not known; null if none is given and the name does not tell */
function readKind(lexicon: Lexicon, text: string, name: string): AgencyClass | null | undefined {
  const given = squeeze(text).toLowerCase()
  if (given === '') return classOfKind(tellAgencyKind(lexicon, name))
  return AgencyClass.safeParse(lexicon.classify('agency/list/class', given) ?? given).data
}

const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

function findSuperiors(lexicon: Lexicon, listed: readonly ListedRow[], errors: string[], words: Office['words']): ListedRow[] {
  const byName = new Map<string, ListedRow>()
  const byShort = new Map<string, ListedRow[]>()
  for (const agency of listed) {
    const twin = byName.get(agencyKey(lexicon, agency.name))
    if (twin) errors.push(words.plain('agencies.error.duplicate', { row: agency.row, name: agency.name, first: twin.row }))
    else byName.set(agencyKey(lexicon, agency.name), agency)
    for (const key of agency.shortNames.map((short) => agencyKey(lexicon, short))) byShort.set(key, [...(byShort.get(key) ?? []), agency])
  }
  return listed.map((agency) => {
    if (agency.superior === null) return agency
    const key = agencyKey(lexicon, agency.superior)
    const several = byShort.get(key)
    const known = byName.get(key) ?? (several?.length === 1 ? several[0] : undefined)
    if (known) return { ...agency, superior: known.name }
    const { row, name, superior } = agency
    errors.push(words.plain(several ? 'agencies.error.unsure-superior' : 'agencies.error.unknown-superior', { row, name, superior }))
    return { ...agency, superior: null }
  })
}

function refuseCycles(agencies: readonly ListedRow[], errors: string[], words: Office['words']): void {
  const byName = new Map(agencies.map((agency) => [agency.name, agency]))
  const sound = new Set<string>()
  for (const agency of agencies) {
    const path: ListedRow[] = []
    let at: ListedRow | undefined = agency
    while (at && !sound.has(at.name) && !path.includes(at)) {
      path.push(at)
      at = at.superior === null ? undefined : byName.get(at.superior)
    }
    if (at && path.includes(at)) {
      const circle = path.slice(path.indexOf(at))
      errors.push(words.plain('agencies.error.cycle', { row: at.row, names: [...circle, at].map(({ name }) => name).join(' → ') }))
    }
    for (const one of path) sound.add(one.name)
  }
}

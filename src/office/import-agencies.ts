import type { ListRows } from '../extract/list-rows.ts'
import type { Agency, ListedAgency } from '../model/agency.ts'
import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import { LOCAL_PERSON, requireAdministrator } from './access.ts'
import { now, type Office } from './office.ts'
import { readAgencyList } from './read-agency-list.ts'
import { record } from './record.ts'

type Field = 'shortNames' | 'superior' | 'kind' | 'contact' | 'channel'

/** What a list changes, by name. */
export interface AgencyChanges {
  readonly errors: readonly string[]
  readonly added: readonly string[]
  readonly changed: readonly { readonly name: string; readonly fields: readonly Field[] }[]
  readonly same: number
  /** In the directory and not in the list. */
  readonly removed: readonly string[]
  readonly done: boolean
}

/**
 * Makes the directory this list, whole or not at all. With `dryRun`, or with errors in it, nothing is changed.
 * @param list a CSV or an xlsx, or the rows of one
 * @throws AppError unreadable, forbidden for others than administrators
 */
export async function importAgencies(
  office: Office,
  actor: Actor,
  list: Uint8Array | ListRows,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<AgencyChanges> {
  requireAdministrator(actor)
  const { agencies: listed, errors } = await readAgencyList(list, office)
  const nothing = { errors, added: [], changed: [], same: 0, removed: [], done: false }
  if (errors.length > 0) return nothing
  const { store } = office
  const current = await store.agencies.all()
  const ids = new Map(await store.agencies.everNamed())
  for (const { name } of listed) if (!ids.has(name)) ids.set(name, office.ids.next())
  const next = listed.map((agency, position) => withId(agency, position, ids))
  const compared = compare(current, next)
  if (dryRun) return { ...compared, errors, done: false }
  const kept = new Set(next.map(({ id }) => id))
  const gone = current.map(({ id }) => id).filter((id) => !kept.has(id))
  const result = await store.commit([
    store.agencies.replace(next, gone, now(office)),
    record(office, actor, 'agencies.import', 'agencies', {
      added: compared.added.length,
      changed: compared.changed.length,
      removed: compared.removed.length,
    }),
  ])
  if (result !== 'done') throw new AppError('internal', `agencies were not kept: ${result}`)
  await adoptSeries(office)
  return { ...compared, errors, done: true }
}

/** Drafts of the one person on this machine, and of administrators, from before there was a list find their agencies now. */
async function adoptSeries({ store, agencies }: Office): Promise<void> {
  const senders = [LOCAL_PERSON.userId, ...(await store.users.list()).filter(({ administrator }) => administrator).map(({ id }) => id)]
  for (const sender of senders)
    for (const { series, agency, year } of await store.agencies.nameless(sender)) {
      const found = await agencies.find(agency)
      if (found) await store.commit([store.agencies.adopt(series, found.id, year)])
    }
}

function withId({ name, shortNames, superior, kind, contact, channel }: ListedAgency, position: number, ids: ReadonlyMap<string, string>) {
  const superiorId = superior === null ? null : (ids.get(superior) ?? null)
  return { id: ids.get(name) as string, name, shortNames, superiorId, kind, contact, channel, position }
}

function compare(current: readonly Agency[], next: readonly Agency[]): Pick<AgencyChanges, 'added' | 'changed' | 'same' | 'removed'> {
  const before = new Map(current.map((agency) => [agency.id, agency]))
  const after = new Set(next.map(({ id }) => id))
  const changed = next.flatMap((agency) => {
    const old = before.get(agency.id)
    const fields = old ? changedFields(old, agency) : []
    return fields.length ? [{ name: agency.name, fields }] : []
  })
  const added = next.filter(({ id }) => !before.has(id)).map(({ name }) => name)
  return {
    added,
    changed,
    same: next.length - added.length - changed.length,
    removed: current.filter(({ id }) => !after.has(id)).map(({ name }) => name),
  }
}

function changedFields(old: Agency, agency: Agency): Field[] {
  const fields: Field[] = []
  if (old.shortNames.join('、') !== agency.shortNames.join('、')) fields.push('shortNames')
  if (old.superiorId !== agency.superiorId) fields.push('superior')
  for (const field of ['kind', 'contact', 'channel'] as const) if (old[field] !== agency[field]) fields.push(field)
  return fields
}

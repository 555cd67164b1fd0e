import { matchAgency } from '../checklist/match-agency.ts'
import type { Agency } from '../model/agency.ts'
import { AppError } from '../model/app-error.ts'
import type { Office } from './office.ts'

/** The agency that a person names. @throws AppError not-found, bad-request naming those that may be meant */
export async function findAgencyNamed({ store, checker }: Pick<Office, 'store' | 'checker'>, name: string): Promise<Agency> {
  const found = matchAgency(checker.reference.lexicon, name, await store.agencies.all())
  const [only, second] = found
  if (!only) throw new AppError('not-found', 'no such agency', { key: 'agencies.unknown', with: { name } })
  if (!second) return only
  const names = found.slice(0, 5).map((agency) => agency.name)
  throw new AppError('bad-request', 'several agencies', { key: 'agencies.unsure', with: { name, names: names.join('、') } })
}

import { guessProfile } from '../checklist/guess-profile.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Profile } from '../model/rule.ts'
import type { Office } from './office.ts'

/** The value that stands for no profile at all. */
export const NO_PROFILE = 'none'

/** Whose drafts are meant: an agency of the list, or, where it is not on it, a name in the drafts that one person sends. */
export interface ProfileScope {
  readonly agencyId: string | null
  readonly agency: string | null
  readonly sentBy: string
}

/** What was decided for an agency's drafts. */
interface LocalProfile {
  readonly profile?: Profile
  /** Whether anybody has chosen, be it none. */
  readonly isDecided: boolean
}

type Parts = Pick<Office, 'store' | 'profiles' | 'defaultProfile'>

/** Key of the setting that holds an agency's local profile; without an agency, the profile of all agencies that have none. */
export function profileKey(scope: ProfileScope | null): string {
  if (scope?.agencyId) return `profile:${scope.agencyId}`
  return scope?.agency ? `profile:name:${scope.agency}|by:${scope.sentBy}` : 'profile'
}

/** The local profile that counts for an agency: its own, else its superior's and so on up, else the office's. */
export async function findProfile(office: Parts, scope: ProfileScope): Promise<LocalProfile> {
  const { settings } = office.store
  const keys = [...(await scopesUp(office, scope)).map(profileKey), profileKey(null)]
  for (const key of keys) {
    const decided = decisionOf(office, await settings.get(key))
    if (decided) return decided
  }
  return decisionOf(office, office.defaultProfile) ?? { isDecided: false }
}

/** Null where nothing was chosen, or a profile that is not there any more. */
function decisionOf({ profiles = [] }: Parts, chosen: unknown): LocalProfile | null {
  if (chosen === NO_PROFILE) return { isDecided: true }
  const profile = profiles.find(({ id }) => id === chosen)
  return profile ? { profile, isDecided: true } : null
}

/** The agency and its superiors; an agency that is not on the list has none. */
async function scopesUp(office: Pick<Office, 'store'>, scope: ProfileScope): Promise<ProfileScope[]> {
  if (scope.agencyId === null) return scope.agency === null ? [] : [scope]
  return (await withSuperiorNames(office, scope.agencyId)).map(({ id }) => ({ ...scope, agencyId: id }))
}

/** An agency of the list and its superiors, the nearest first; a circle among them ends it. */
async function withSuperiorNames({ store }: Pick<Office, 'store'>, agencyId: string): Promise<{ id: string; name: string | null }[]> {
  const chain = new Map<string, string | null>()
  let id: string | null = agencyId
  while (id !== null && !chain.has(id)) {
    const agency = await store.agencies.find(id)
    chain.set(id, agency?.name ?? null)
    id = agency?.superiorId ?? null
  }
  return [...chain].map(([key, name]) => ({ id: key, name }))
}

/**
 * What a checklist says of local profiles: the one that it was checked with, or, where nobody has chosen, the one that
 * the agency's place tells.
 * @param written the agency's name as the draft has it
 */
export async function sayProfile(
  office: Parts,
  scope: ProfileScope,
  written: string | null,
  { profile, isDecided }: LocalProfile,
): Promise<Pick<Checklist, 'profile' | 'offered'>> {
  const named = ({ id, title }: Profile) => ({ id, title })
  if (profile) return { profile: named(profile) }
  if (isDecided) return {}
  const superiors = scope.agencyId === null ? [] : await withSuperiorNames(office, scope.agencyId)
  const guessed = guessProfile(office.profiles ?? [], [written, scope.agency, ...superiors.map(({ name }) => name)])
  return guessed ? { offered: named(guessed) } : {}
}

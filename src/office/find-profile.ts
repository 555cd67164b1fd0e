import type { Profile } from '../model/rule.ts'
import type { Office } from './office.ts'

/** Key of the setting that holds an agency's local profile; without an agency, the profile of all agencies that have none. */
export const profileKey = (agencyId: string | null): string => (agencyId === null ? 'profile' : `profile:${agencyId}`)

/** The local profile that counts for an agency: its own, else its superior's and so on up, else the office's. */
export async function findProfile(office: Office, agencyId: string | null): Promise<Profile | undefined> {
  const { settings, agencies } = office.store
  const passed = new Set<string>()
  let id = agencyId
  while (id !== null && !passed.has(id)) {
    passed.add(id)
    const chosen = await settings.get(profileKey(id))
    if (typeof chosen === 'string') return byId(office, chosen)
    id = (await agencies.find(id))?.superiorId ?? null
  }
  const shared = await settings.get(profileKey(null))
  return byId(office, typeof shared === 'string' ? shared : (office.defaultProfile ?? ''))
}

const byId = (office: Office, id: string): Profile | undefined => office.profiles?.find((profile) => profile.id === id)

import { matchAgency, nearAgencies } from '../checklist/match-agency.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { AgencyDirectory, NamedAgency } from '../model/ports/agency-directory.ts'
import type { AgencyStore } from '../model/ports/agency-store.ts'

/** The directory over the list that was imported. */
export const createAgencyDirectory = (lexicon: Lexicon, agencies: Pick<AgencyStore, 'all'>): AgencyDirectory => ({
  find: async (name) => {
    const [only, second] = matchAgency(lexicon, name, await agencies.all())
    return only && !second ? named(only) : null
  },
  suggest: async (name) => {
    const all = await agencies.all()
    const matching = matchAgency(lexicon, name, all)
    return (matching.length > 1 ? matching.slice(0, 5) : nearAgencies(lexicon, name, all)).map(named)
  },
})

const named = ({ id, name }: NamedAgency): NamedAgency => ({ id, name })

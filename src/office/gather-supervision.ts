import type { Actor } from '../model/ports/actor.ts'
import type { SupervisionView } from '../model/supervision-view.ts'
import { agenciesOf, seasonYear, standAt, titleOf } from './gather-digest.ts'
import { maySuperviseAgency } from './access.ts'
import { gatherSharedTexts } from './shared-texts.ts'
import { now, type Office } from './office.ts'

/** How a supervisor's agencies stand now, for questions about them. */
export async function gatherSupervision(office: Office, actor: Actor): Promise<SupervisionView> {
  const at = now(office)
  const year = await seasonYear(office, at)
  const own = await agenciesOf(office, actor)
  const { standings, open } = await standAt(office, own, year, at)
  const names = new Map(standings.map(({ agency }) => [agency.id, agency.name]))
  const title = titleOf(office)
  const holders = new Map<string, Set<string>>()
  for (const { rule, agencyId, severity } of open) {
    if (severity === 'notice') continue
    holders.set(rule, (holders.get(rule) ?? new Set()).add(names.get(agencyId) ?? agencyId))
  }
  const supervised = own.filter(({ id }) => maySuperviseAgency(actor, id))
  return {
    year,
    shared: await gatherSharedTexts(office, supervised, year),
    agencies: standings.map(({ agency, state, errors, warnings, version, days }) => ({
      id: agency.id,
      name: agency.name,
      aliases: agency.shortNames,
      state,
      errors,
      warnings,
      version,
      days: days ?? 0,
    })),
    common: [...holders]
      .map(([rule, agencies]) => ({ rule, title: title(rule), agencies: [...agencies] }))
      .toSorted((one, other) => other.agencies.length - one.agencies.length || one.rule.localeCompare(other.rule)),
  }
}

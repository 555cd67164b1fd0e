import type { Lexicon } from '../language/lexicon.ts'
import { AGENCY_KINDS, type AgencyKind } from '../model/annual-report.ts'

/** Tells from its name who reports; `unknown` where the name leaves it open, so that rules for one kind stay silent. */
export function tellAgencyKind(lexicon: Lexicon, name: string | null): AgencyKind {
  const told = name === null ? null : lexicon.classify('report/agency/kind', name)
  return AGENCY_KINDS.find((kind) => kind === told) ?? 'unknown'
}

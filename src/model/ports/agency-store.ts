import type { Agency, AgencySnapshot, Deadline } from '../agency.ts'
import type { Write } from './write.ts'

export interface AgencyStore {
  find(id: string): Promise<Agency | null>
  /** In the order of the list; those taken out of it are not among them. */
  all(): Promise<Agency[]>
  /** Those agencies and all below them. */
  under(ids: readonly string[]): Promise<Agency[]>
  /** Makes the list this one: new ones are added, others changed, those of `removed` taken out (their drafts stay). */
  replace(agencies: readonly Agency[], removed: readonly string[], at: string): Write
  /** Ids by name, those taken out included: an agency that comes back is the same one. */
  everNamed(): Promise<ReadonlyMap<string, string>>
  /** Series that one person has made by name alone, before there was a list. */
  nameless(sentBy: string): Promise<{ readonly series: string; readonly agency: string; readonly year: number }[]>
  /** Moves such a series and its waivers to the agency; does nothing if the agency has one of that year already. */
  adopt(series: string, agencyId: string, year: number): Write
  /** What these agencies had handed in for that year, and what stood open in it, at a moment (ISO). */
  snapshot(agencyIds: readonly string[], year: number, at: string): Promise<AgencySnapshot>
  /** Report years of the newest drafts (500 at most) that agencies sent between two moments, with how many. */
  years(from: string, to: string): Promise<{ readonly year: number; readonly drafts: number }[]>
  markPublished(agencyId: string, year: number, by: { readonly id: string; readonly name: string }, at: string): Write
  unmarkPublished(agencyId: string, year: number): Write
  deadlines(year: number): Promise<Deadline[]>
  setDeadline(deadline: Deadline, by: string, at: string): Write
}

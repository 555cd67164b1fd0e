import { agencyKey, isPlaces } from '../language/agency-name.ts'
import { pairLikeness } from '../language/edit-distance.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Agency } from '../model/agency.ts'

interface Key {
  readonly key: string
  /** Whether it is the whole name and no short one. */
  readonly full: boolean
}

/** The names that a title may use for an agency. */
function keysOf(lexicon: Lexicon, agency: Agency): Key[] {
  const name = agencyKey(lexicon, agency.name)
  const government = lexicon.pattern('agency/names/government')
  const keys = [{ key: name, full: true }, ...agency.shortNames.map((short) => ({ key: agencyKey(lexicon, short), full: false }))]
  // “安平区2024年…”, “石门镇2024年…”: the place alone is its government.
  if (isGovernment(agency) && government.test(name)) keys.push({ key: name.replace(government, ''), full: true })
  return keys.filter(({ key }) => key.length > 1)
}

const isGovernment = ({ kind }: Agency): boolean => kind === 'government' || kind === 'township'

/**
 * Agencies that a title may mean: the very name or short name; the same behind more or fewer places
 * (枣庄市台儿庄区商务局, 台儿庄区商务局, 区商务局), unless those places are others than the agency's.
 * @returns the best ones: one where it is sure, several where it is not
 */
export function matchAgency(lexicon: Lexicon, name: string, agencies: readonly Agency[]): Agency[] {
  const wanted = agencyKey(lexicon, name)
  if (wanted.length < 2) return []
  const keyed = agencies.map((agency) => ({ agency, keys: keysOf(lexicon, agency) }))
  const exact = keyed.filter(({ keys }) => keys.some(({ key }) => key === wanted))
  // One agency's full name may be another's short name: the full name goes first.
  const full = exact.filter(({ keys }) => keys.some((one) => one.full && one.key === wanted))
  if (exact.length > 0) return (full.length > 0 ? full : exact).map(({ agency }) => agency)
  const tree = new Map(agencies.map((agency) => [agency.id, agency]))
  const candidates = keyed.map(({ agency, keys }) => ({
    agency,
    // How much of the name agrees.
    length: Math.max(
      0,
      ...keys.filter((key) => agrees(lexicon, wanted, key, agency, tree)).map(({ key }) => Math.min(key.length, wanted.length)),
    ),
  }))
  const longest = Math.max(1, ...candidates.map(({ length }) => length))
  return candidates.filter(({ length }) => length === longest).map(({ agency }) => agency)
}

function agrees(lexicon: Lexicon, wanted: string, { key, full }: Key, agency: Agency, tree: ReadonlyMap<string, Agency>): boolean {
  const bare = lexicon.pattern('agency/names/bare-place')
  // “枣庄市台儿庄” before “区商务局” is cut within its last word.
  const placesOf = (front: string, rest: string): string | null =>
    [front, ...(bare.test(rest) ? [front + rest.charAt(0)] : [])].find((text) => isPlaces(lexicon, text)) ?? null
  if (key.endsWith(wanted)) return full && placesOf(key.slice(0, -wanted.length), wanted) !== null
  if (!wanted.endsWith(key)) return false
  const places = placesOf(wanted.slice(0, -key.length), key)
  if (places === null) return false
  // 枣庄市 + 台儿庄区商务局: the name has a place of its own, and what stands before is above it.
  if (full && !bare.test(key) && (isGovernment(agency) || lexicon.pattern('agency/names/own-place').test(key))) return true
  const nearest = lexicon.pattern('agency/names/last-place').exec(places)?.[0]
  // Its places must be found in its own name or a superior's.
  return nearest !== undefined && withSuperiors(agency, tree).some((one) => agencyKey(lexicon, one.name).includes(nearest))
}

/** An agency and its superiors, the nearest first; a circle among them ends it. */
export function withSuperiors(agency: Agency, tree: ReadonlyMap<string, Agency>): Agency[] {
  const chain = new Set<Agency>()
  for (let at: Agency | undefined = agency; at && !chain.has(at); at = at.superiorId === null ? undefined : tree.get(at.superiorId))
    chain.add(at)
  return [...chain]
}

/** Agencies that share enough of the name to be asked about, the nearest first. */
export function nearAgencies(lexicon: Lexicon, name: string, agencies: readonly Agency[], most = 5): Agency[] {
  const wanted = agencyKey(lexicon, name)
  if (wanted.length < 2) return []
  return agencies
    .map((agency) => ({ agency, likeness: Math.max(...keysOf(lexicon, agency).map(({ key }) => pairLikeness(key, wanted))) }))
    .filter(({ likeness }) => likeness >= 0.5)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ agency }) => agency)
}

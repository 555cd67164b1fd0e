import type { Agency } from '../model/agency.ts'

const PLACES = /^(?:[一-龥]{1,8}?(?:特别行政区|自治区|自治州|自治县|地区|省|市|州|盟|县|区|旗|镇|乡|街道))+$/u
const LAST_PLACE = /[一-龥]{1,8}?(?:特别行政区|自治区|自治州|自治县|地区|省|市|州|盟|县|区|旗|镇|乡|街道)$/u
/** “区水利局” speaks of the 区 that everybody there knows. */
const BARE = /^[省市州盟县区旗镇乡]/u

/** A name without blanks and with the short words for what has two: 人民政府 and 政府, 办公室 and 办. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s《》〈〉“”"'（）()、，。:：·-]/gu, '')
    .replace(/人民政府/g, '政府')
    .replace(/政府办公[室厅]$/, '政府办')
    .replace(/街道办事处$/, '街道')
}

/** Names under which a title may have it. */
function keysOf(agency: Agency): { readonly key: string; readonly full: boolean }[] {
  const name = nameKey(agency.name)
  const keys = [{ key: name, full: true }, ...agency.shortNames.map((short) => ({ key: nameKey(short), full: false }))]
  // “安平区2024年…”, “石门镇2024年…”: the place alone is its government.
  if ((agency.kind === 'government' || agency.kind === 'township') && name.endsWith('政府'))
    keys.push({ key: name.replace(/政府$/, ''), full: true })
  return keys.filter(({ key }) => key.length > 1)
}

interface Candidate {
  readonly agency: Agency
  /** How much of the name agrees. */
  readonly length: number
}

/**
 * Agencies that a title may mean: the very name or short name; the same behind more or fewer places
 * (枣庄市台儿庄区商务局, 台儿庄区商务局, 区商务局), unless those places are others than the agency's.
 * @returns the best ones: one where it is sure, several where it is not
 */
export function matchAgency(name: string, agencies: readonly Agency[]): Agency[] {
  const wanted = nameKey(name)
  if (wanted.length < 2) return []
  const exact = agencies.filter((agency) => keysOf(agency).some(({ key }) => key === wanted))
  if (exact.length > 0) return fullFirst(exact, wanted)
  const tree = new Map(agencies.map((agency) => [agency.id, agency]))
  const candidates = agencies.flatMap((agency): Candidate[] => {
    const lengths = keysOf(agency).flatMap(({ key, full }) =>
      agrees(wanted, key, full, agency, tree) ? [Math.min(key.length, wanted.length)] : [],
    )
    return lengths.length ? [{ agency, length: Math.max(...lengths) }] : []
  })
  const longest = Math.max(0, ...candidates.map(({ length }) => length))
  return candidates.filter(({ length }) => length === longest).map(({ agency }) => agency)
}

/** Where a full name and another's short name are the same, the full name has it. */
function fullFirst(agencies: readonly Agency[], wanted: string): Agency[] {
  const full = agencies.filter((agency) => keysOf(agency).some(({ key, full: whole }) => whole && key === wanted))
  return full.length > 0 ? full : [...agencies]
}

function agrees(wanted: string, key: string, full: boolean, agency: Agency, tree: ReadonlyMap<string, Agency>): boolean {
  if (key.endsWith(wanted)) return full && isPlaces(key.slice(0, -wanted.length), wanted)
  if (!wanted.endsWith(key)) return false
  const places = wanted.slice(0, -key.length)
  if (!isPlaces(places, key)) return false
  // 枣庄市 + 台儿庄区商务局: the name has a place of its own, and what stands before is above it.
  if (full && !BARE.test(key) && hasPlace(key, agency)) return true
  const nearest = LAST_PLACE.exec(PLACES.test(places) ? places : places + key[0])?.[0]
  return nearest !== undefined && placeNames(agency, tree).some((text) => text.includes(nearest))
}

/** Whether nothing but places stands in front; “枣庄市台儿庄” before “区商务局” is one cut in its last word. */
function isPlaces(front: string, rest: string): boolean {
  return PLACES.test(front) || (BARE.test(rest) && PLACES.test(front + rest[0]))
}

function hasPlace(key: string, agency: Agency): boolean {
  return (
    agency.kind === 'government' ||
    agency.kind === 'township' ||
    /^(?!城市)[一-龥]{1,8}?(?:自治区|自治州|自治县|地区|省|市|州|盟|县|区|旗|镇|乡|街道)[一-龥]{2,}/u.test(key)
  )
}

/** Its own name and its superiors': where its places must be found. */
function placeNames(agency: Agency, tree: ReadonlyMap<string, Agency>): string[] {
  const names: string[] = []
  const seen = new Set<string>()
  for (let at: Agency | undefined = agency; at && !seen.has(at.id); at = at.superiorId === null ? undefined : tree.get(at.superiorId)) {
    seen.add(at.id)
    names.push(nameKey(at.name))
  }
  return names
}

/** Agencies that share enough of the name to be asked about, the nearest first. */
export function nearAgencies(name: string, agencies: readonly Agency[], most = 5): Agency[] {
  const wanted = nameKey(name)
  const pairs = new Set(pairsOf(wanted))
  if (pairs.size === 0) return []
  return agencies
    .map((agency) => ({ agency, likeness: Math.max(...keysOf(agency).map(({ key }) => likeness(pairs, pairsOf(key)))) }))
    .filter(({ likeness: like }) => like >= 0.5)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ agency }) => agency)
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2))
}

/** Dice's coefficient over pairs of characters. */
function likeness(wanted: ReadonlySet<string>, pairs: readonly string[]): number {
  const own = new Set(pairs)
  const shared = [...own].filter((pair) => wanted.has(pair)).length
  return own.size + wanted.size === 0 ? 0 : (2 * shared) / (own.size + wanted.size)
}

import { withoutBlanks } from '../language/fold-characters.ts'
import type { Profile } from '../model/rule.ts'

/**
 * The local profile whose area an agency lies in, to be offered and never applied unasked.
 * @param names of the agency as the draft and the list have it, then of its superiors: the first that tells decides
 * @returns the narrowest such profile; null where no name begins with a place of any
 */
export function guessProfile(profiles: readonly Profile[], names: readonly (string | null)[]): Profile | null {
  const narrowFirst = profiles.toSorted((a, b) => sizeOf(a) - sizeOf(b))
  for (const name of names) {
    const found = name && narrowFirst.find((profile) => liesIn(withoutBlanks(name.normalize('NFKC')), profile))
    if (found) return found
  }
  return null
}

const sizeOf = ({ area }: Profile): number => area?.places.length ?? 0

function liesIn(name: string, { area }: Profile): boolean {
  if (!area) return false
  // The places around it are cut off, the widest first as they are written.
  const rest = area.within.reduce((left, place) => (left.startsWith(place) ? left.slice(place.length) : left), name)
  return area.places.some((place) => rest.startsWith(place))
}

import { matchAgency } from '../../checklist/match-agency.ts'
import { agencyKey } from '../../language/agency-name.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { ReferenceRow } from '../../model/ports/reference-store.ts'
import type { Agency } from '../../model/agency.ts'
import type { ReferenceLine } from './reference-line.ts'

/** Whose rows they are. */
export interface MatchedReference {
  readonly rows: readonly (ReferenceRow & { readonly name: string })[]
  /** Names of the list that are none of these agencies, or not surely one, or stand in it twice. */
  readonly others: readonly string[]
}

/** Comparisons of a name that is no full name with every agency, all together. */
const MOST_COMPARED = 200_000

/**
 * Finds the agencies of a list, which may write their names shorter.
 * @param own those that may be given figures
 * @param all every agency: a name that is another's in full is not taken for one of `own`
 */
export function matchReferenceLines(
  lexicon: Lexicon,
  lines: readonly ReferenceLine[],
  own: readonly Agency[],
  all: readonly Agency[],
): MatchedReference {
  const full = new Map(all.map((agency) => [agencyKey(lexicon, agency.name), agency]))
  const mine = new Set(own.map(({ id }) => id))
  let left = MOST_COMPARED
  const find = (name: string): Agency | undefined => {
    const known = full.get(agencyKey(lexicon, name))
    if (known) return mine.has(known.id) ? known : undefined
    if (left < own.length) return undefined
    left -= own.length
    const [only, second] = matchAgency(lexicon, name, own)
    return second ? undefined : only
  }
  const found = lines.map((line) => ({ line, agency: find(line.name) }))
  const times = new Map<string, number>()
  for (const { agency } of found) if (agency) times.set(agency.id, (times.get(agency.id) ?? 0) + 1)
  const rows = found.flatMap(({ line, agency }) =>
    agency && times.get(agency.id) === 1 ? [{ agencyId: agency.id, name: agency.name, figures: line.figures }] : [],
  )
  const others = found.filter(({ agency }) => !agency || times.get(agency.id) !== 1).map(({ line }) => line.name)
  return { rows, others: [...new Set(others)] }
}

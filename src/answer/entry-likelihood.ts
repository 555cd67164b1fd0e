import type { PostingTable } from './question-index.ts'

/** Units of all entries added to each entry's own, so that an entry with few phrasings is never certain. */
const PRIOR = 60
/** Count of a unit that no entry has. */
const UNSEEN = 0.5

/**
 * Naive Bayes over entries: how much likelier a question's units are among an entry's phrasings than among all.
 * @param weights by phrasing
 * @param entries by phrasing, the place of its entry; phrasings of one entry stand together; there are `count`
 * @returns given units: by entry, the mean logarithm over the units that are known
 */
// Long: its tables are filled once and shared by what it returns.
export function createLikelihood(
  { starts, phrasings }: PostingTable,
  weights: readonly number[],
  entries: readonly number[],
  count: number,
): (units: readonly number[]) => Float64Array {
  const { ends, owners, gains, totals } = gainsOf({ starts, phrasings }, weights, entries, count)
  const absent = totals.map((total) => Math.log(PRIOR / (total + PRIOR)))
  return (units) => {
    const known = units.filter((unit) => unit >= 0)
    const scores = absent.map((each) => each * known.length)
    for (const unit of known)
      for (let place = ends[unit] as number; place < (ends[unit + 1] as number); place++) {
        const owner = owners[place] as number
        scores[owner] = (scores[owner] as number) + (gains[place] as number)
      }
    return scores.map((score) => score / (units.length || 1))
  }
}

/** Counts units by entry. @returns by unit the entries that have it, up to `ends`, each with how much likelier it is there */
function gainsOf({ starts, phrasings }: PostingTable, weights: readonly number[], entries: readonly number[], count: number) {
  const size = starts.length - 1
  const totals = new Float64Array(count)
  const ends = new Uint32Array(size + 1)
  const owners = new Uint32Array(phrasings.length)
  const counts = new Float64Array(phrasings.length)
  let whole = 0
  let end = 0
  for (let unit = 0; unit < size; unit++) {
    for (let place = starts[unit] as number; place < (starts[unit + 1] as number); place++) {
      const [at, first] = [phrasings[place] as number, ends[unit] as number]
      const [entry, weight] = [entries[at] as number, weights[at] as number]
      if (end === first || owners[end - 1] !== entry) owners[end++] = entry
      counts[end - 1] = (counts[end - 1] as number) + weight
      totals[entry] = (totals[entry] as number) + weight
      whole += weight
    }
    ends[unit + 1] = end
  }
  const gains = new Float64Array(end)
  for (let unit = 0; unit < size; unit++) {
    let all = 0
    for (let place = ends[unit] as number; place < (ends[unit + 1] as number); place++) all += counts[place] as number
    const share = (all + UNSEEN) / (whole + UNSEEN * size)
    for (let place = ends[unit] as number; place < (ends[unit + 1] as number); place++)
      gains[place] = Math.log(1 + (counts[place] as number) / (PRIOR * share))
  }
  return { ends, owners, gains, totals }
}

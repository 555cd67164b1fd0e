/**
 * Splits digit runs in which a table's cells were glued together (“713000074” is 71 3 0 0 0 0 74). No number but 0
 * begins with 0. Where the runs have blanks between them these are ends of numbers.
 */

/**
 * Ways of reading `runs` as groups of `size` numbers whose last is the sum of the others.
 * @returns every way, or none at all where there are too many to be told apart
 */
export function splitBySum(runs: readonly string[], size: number, groups: number): number[][] {
  const text = runs.join('')
  if (text.length > 60 || !/^\d+$/.test(text)) return []
  const walls = wallsOf(runs)
  let ways: Way[] = [{ at: 0, numbers: [] }]
  for (let group = 1; group <= groups; group++) {
    const further: Way[] = []
    const from = new Map<number, Way[] | null>()
    for (const way of ways) {
      if (!from.has(way.at)) from.set(way.at, groupsFrom(text, walls, way.at, size, group === groups))
      const next = from.get(way.at)
      if (!next || further.length > 1_000) return []
      further.push(...next.map((one) => ({ at: one.at, numbers: [...way.numbers, ...one.numbers] })))
    }
    ways = further
  }
  return ways.map((way) => way.numbers)
}

interface Way {
  readonly at: number
  readonly numbers: number[]
}

/** The only way of reading `runs` as `count` numbers by their digits alone, or null where there are more or none. */
export function splitByCount(runs: readonly string[], count: number): number[] | null {
  const text = runs.join('')
  if (text.length > 60 || text.length < count || !/^\d+$/.test(text)) return null
  const walls = wallsOf(runs)
  // From the end: the ways of reading the rest as so many numbers, of which two are as good as a hundred.
  let ways: (number[][] | undefined)[] = []
  ways[text.length] = [[]]
  for (let left = 1; left <= count; left++) {
    const further: (number[][] | undefined)[] = []
    for (let at = text.length - left; at >= 0; at--) {
      const found: number[][] = []
      for (const end of endsFrom(text, walls, at, text.length)) {
        for (const rest of ways[end] ?? []) if (found.length < 2) found.push([Number(text.slice(at, end)), ...rest])
      }
      if (found.length) further[at] = found
    }
    ways = further
  }
  return ways[0]?.length === 1 ? (ways[0][0] ?? null) : null
}

/** Positions that a number may not stretch over. */
function wallsOf(runs: readonly string[]): ReadonlySet<number> {
  const walls = new Set<number>()
  let at = 0
  for (const run of runs) walls.add((at += run.length))
  return walls
}

function* endsFrom(text: string, walls: ReadonlySet<number>, at: number, last: number): Generator<number> {
  if (text[at] === '0') {
    if (at < last) yield at + 1
    return
  }
  for (let end = at + 1; end <= last && end - at <= 9; end++) {
    yield end
    if (walls.has(end)) return
  }
}

/** Every way of reading one group from `from` on; null where the search is too long to be finished. */
function groupsFrom(text: string, walls: ReadonlySet<number>, from: number, size: number, toEnd: boolean): Way[] | null {
  const search: Search = { text, walls, found: [], steps: 0 }
  for (let end = toEnd ? text.length : from + size; end <= text.length; end++) {
    for (let start = end - 1; start >= from + size - 1 && end - start <= 9; start--) {
      const isNumber = ![...endsFrom(text, walls, start, end)].every((one) => one !== end)
      if (isNumber) addends(search, from, start, size - 1, Number(text.slice(start, end)), [], end)
      if (search.steps > MOST_STEPS) return null
    }
  }
  return search.found.length > 200 ? null : search.found
}

/** Real rows take a few dozen; what takes thousands has hundreds of readings anyway. */
const MOST_STEPS = 3_000

interface Search {
  readonly text: string
  readonly walls: ReadonlySet<number>
  readonly found: Way[]
  steps: number
}

/** Reads [at, stop) as `left` numbers that come to `sum`, and puts down each way with the total behind it. */
function addends(search: Search, at: number, stop: number, left: number, sum: number, numbers: readonly number[], end: number): void {
  if (left === 0) {
    if (at === stop && sum === 0) search.found.push({ at: end, numbers: [...numbers, numbers.reduce((a, b) => a + b, 0)] })
    return
  }
  // No addend has more digits than what is still to come, and one has at least as many as the average.
  const digits = stop - at
  const least = String(Math.ceil(sum / left)).length + left - 1
  if (digits < least || digits > left * String(sum).length || ++search.steps > MOST_STEPS) return
  for (const next of endsFrom(search.text, search.walls, at, stop - left + 1)) {
    const value = Number(search.text.slice(at, next))
    if (value > sum) return
    addends(search, next, stop, left - 1, sum - value, [...numbers, value], end)
  }
}

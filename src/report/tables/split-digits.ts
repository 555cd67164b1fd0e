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
    for (const way of ways) {
      const next = groupsFrom(text, walls, way.at, size, group === groups)
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
  if (text.length > 60 || !/^\d+$/.test(text)) return null
  const walls = wallsOf(runs)
  const ways: number[][] = []
  const walk = (at: number, numbers: number[]): void => {
    if (ways.length > 1) return
    if (numbers.length === count) {
      if (at === text.length) ways.push(numbers)
      return
    }
    for (const end of endsFrom(text, walls, at, text.length - (count - numbers.length - 1))) walk(end, [...numbers, Number(text.slice(at, end))])
  }
  walk(0, [])
  return ways.length === 1 ? (ways[0] ?? null) : null
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

function groupsFrom(text: string, walls: ReadonlySet<number>, from: number, size: number, toEnd: boolean): Way[] | null {
  const found: Way[] = []
  let steps = 0
  const walk = (at: number, numbers: number[], sum: number): void => {
    if (++steps > 20_000) return
    const isTotal = numbers.length === size - 1
    for (const end of endsFrom(text, walls, at, text.length)) {
      const value = Number(text.slice(at, end))
      if (!isTotal) walk(end, [...numbers, value], sum + value)
      else if (value > sum) return
      else if (value === sum && (!toEnd || end === text.length)) found.push({ at: end, numbers: [...numbers, value] })
    }
  }
  walk(from, [], 0)
  return steps > 20_000 || found.length > 200 ? null : found
}

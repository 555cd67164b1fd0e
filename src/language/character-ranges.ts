/** Code points from the first to the last, both included. */
type Range = readonly [number, number]

const LAST = 0xffff
const DIGITS: readonly Range[] = [[0x30, 0x39]]
const WORDS: readonly Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
const BLANKS: readonly Range[] = [
  [9, 13],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]
const ENDS: readonly Range[] = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
]
const NAMED: Readonly<Record<string, readonly Range[]>> = {
  '\\d': DIGITS,
  '\\D': others(DIGITS),
  '\\w': WORDS,
  '\\W': others(WORDS),
  '\\s': BLANKS,
  '\\S': others(BLANKS),
  '.': others(ENDS),
  '\\n': [[10, 10]],
  '\\t': [[9, 9]],
  '\\r': [[13, 13]],
}
/** In a class a dot is a dot. */
const DOT: readonly Range[] = [[0x2e, 0x2e]]
const MEMBER = /\\[pP]\{[^}]*\}|\\u\{?[0-9a-fA-F]{1,6}\}?|\\[^]|[^]/gu

const known = new Map<string, readonly Range[]>()

/** Whether a character of the basic plane is matched by both of two single characters, escapes or classes. */
export function shareCharacters(one: string, other: string): boolean {
  if (one === other) return true
  const [a, b] = [rangesOf(one), rangesOf(other)]
  return a.some(([from, to]) => b.some(([start, end]) => from <= end && start <= to))
}

function rangesOf(source: string): readonly Range[] {
  const found = known.get(source) ?? (/^\[[^]/.test(source) && source.length > 1 ? ofClass(source) : ofMember(source))
  known.set(source, found)
  return found
}

function ofClass(source: string): readonly Range[] {
  const negated = source.startsWith('[^')
  const members = source.slice(negated ? 2 : 1, -1).match(MEMBER) ?? []
  const ranges: Range[] = []
  for (let at = 0; at < members.length; at++) {
    const own = members[at] === '.' ? DOT : ofMember(members[at] ?? '')
    const end = members[at + 1] === '-' && at + 2 < members.length ? ofMember(members[at + 2] ?? '') : null
    ranges.push(...(end ? [[own[0]?.[0] ?? 0, end[0]?.[1] ?? LAST] as const] : own))
    if (end) at += 2
  }
  return negated ? others(ranges) : ranges
}

function ofMember(member: string): readonly Range[] {
  const named = NAMED[member]
  if (named) return named
  const code = /^\\u\{?([0-9a-fA-F]{1,6})\}?$/.exec(member)?.[1]
  const point =
    code === undefined ? (/^\\[pP]/.test(member) ? undefined : member.replace(/^\\/, '').codePointAt(0)) : Number.parseInt(code, 16)
  // What a property holds is not looked up: it may be anything.
  return point === undefined ? [[0, LAST]] : [[point, point]]
}

function others(ranges: readonly Range[]): readonly Range[] {
  const rest: Range[] = []
  let from = 0
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (start > from) rest.push([from, start - 1])
    from = Math.max(from, end + 1)
  }
  return from <= LAST ? [...rest, [from, LAST]] : rest
}

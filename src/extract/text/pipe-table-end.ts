/** The row of dashes under the head of a table. */
export const DELIMITER = /^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/
const PIPED = /^\s*\|.*\|\s*$/
/** No row of a form is longer. */
const LONGEST = 20_000

/** Where a table that begins here ends; the same index where none begins. Its row of dashes may be missing. */
export function pipeTableEnd(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  if (!first.includes('|')) return at
  const second = lines[at + 1] ?? ''
  if (first.length > LONGEST || second.length > LONGEST) return at
  const header = second.includes('|') && DELIMITER.test(second)
  if (!header && !(PIPED.test(first) && PIPED.test(second))) return at
  let end = at + 1
  while (lines[end]?.includes('|') && (lines[end]?.length ?? 0) <= LONGEST) end++
  return end
}

/** A regular expression as far as the guard looks at it. */
export type PatternNode =
  /** One character: a literal one, a class, an escape. Its source matches it alone. */
  | { readonly kind: 'one'; readonly source: string }
  /** An edge: ^, $ (the end), \b. */
  | { readonly kind: 'edge'; readonly end: boolean }
  | { readonly kind: 'look'; readonly inner: PatternNode }
  | { readonly kind: 'row'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly ways: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly inner: PatternNode; readonly least: number; readonly most: number }

const GROUP = /^\((?:\?(?:<?[=!]|:|<\p{L}\w*>))?/u
const REPEAT = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/
const ESCAPE = /^\\(?:[pP]\{[^}]*\}|u\{?[0-9a-fA-F]{1,6}\}?|[^])/u
const CLASS = /^\[(?:\\[^]|[^\]\\])*\]/

/** @param source one that compiles: what is not well-formed is read as far as it goes */
export function readPattern(source: string): PatternNode {
  const reader = { rest: source }
  return readChoice(reader)
}

interface Reader {
  rest: string
}

function take(reader: Reader, length: number): string {
  const taken = reader.rest.slice(0, length)
  reader.rest = reader.rest.slice(length)
  return taken
}

function readChoice(reader: Reader): PatternNode {
  const ways = [readRow(reader)]
  while (reader.rest.startsWith('|')) {
    take(reader, 1)
    ways.push(readRow(reader))
  }
  return ways.length === 1 && ways[0] ? ways[0] : { kind: 'choice', ways }
}

function readRow(reader: Reader): PatternNode {
  const items: PatternNode[] = []
  while (reader.rest !== '' && !reader.rest.startsWith('|') && !reader.rest.startsWith(')')) {
    const inner = readItem(reader)
    const repeat = '*+?{'.includes(reader.rest.charAt(0) || ' ') ? REPEAT.exec(reader.rest) : null
    if (!repeat) {
      items.push(inner)
      continue
    }
    take(reader, repeat[0].length)
    items.push({ kind: 'repeat', inner, ...timesOf(repeat) })
  }
  return { kind: 'row', items }
}

function timesOf([written, least = '', comma, most = '']: RegExpExecArray): { least: number; most: number } {
  if (written.startsWith('*')) return { least: 0, most: Infinity }
  if (written.startsWith('+')) return { least: 1, most: Infinity }
  if (written.startsWith('?')) return { least: 0, most: 1 }
  return { least: Number(least), most: comma === undefined ? Number(least) : most === '' ? Infinity : Number(most) }
}

function readItem(reader: Reader): PatternNode {
  const sign = reader.rest.charAt(0)
  const group = sign === '(' ? GROUP.exec(reader.rest)?.[0] : undefined
  if (group !== undefined) {
    take(reader, group.length)
    const inner = readChoice(reader)
    take(reader, 1)
    return /[=!]$/.test(group) ? { kind: 'look', inner } : inner
  }
  const many = sign === '[' ? CLASS.exec(reader.rest)?.[0] : sign === '\\' ? ESCAPE.exec(reader.rest)?.[0] : undefined
  if (many !== undefined) {
    take(reader, many.length)
    return /^\\[bB]$/.test(many) ? { kind: 'edge', end: false } : { kind: 'one', source: many }
  }
  const char = take(reader, reader.rest.codePointAt(0) === undefined ? 1 : String.fromCodePoint(reader.rest.codePointAt(0) ?? 0).length)
  return char === '^' || char === '$' ? { kind: 'edge', end: char === '$' } : { kind: 'one', source: char }
}

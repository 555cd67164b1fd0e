/**
 * Words of which every match of a pattern holds at least one, or null where there are none to be sure of. Looking for
 * a word is many times cheaper than running the pattern.
 * @param source a regular expression's source, of the plain kind that rule files use
 */
export function requiredWords(source: string): readonly string[] | null {
  const branches = splitTop(source, '|')
  const sets = branches.map(wordsOfSequence)
  return sets.every((set) => set !== null) ? sets.flat() : null
}

function wordsOfSequence(source: string): readonly string[] | null {
  let best: readonly string[] | null = null
  let run = ''
  const offer = (set: readonly string[] | null): void => {
    if (set?.length && set.length <= 12 && (!best || shortest(set) > shortest(best))) best = set
  }
  const close = (): void => {
    if (run) offer([run])
    run = ''
  }
  for (let at = 0; at < source.length;) {
    const { text, end } = itemAt(source, at)
    const optional = /^(?:\?|\*|\{0)/.test(source.slice(end))
    const repeat = /^(?:\{[^}]*\}|[?*+])\??/.exec(source.slice(end))?.[0] ?? ''
    if (text.length === 1 && !'.^$'.includes(text)) {
      if (optional) close()
      else {
        run += text
        if (repeat) close()
      }
    } else {
      close()
      if (text.startsWith('(') && !/^\(\?[!=<]/.test(text) && !optional) offer(requiredWords(text.replace(/^\((?:\?:)?/, '').slice(0, -1)))
    }
    at = end + repeat.length
  }
  close()
  return best
}

const shortest = (set: readonly string[]): number => Math.min(...set.map((word) => word.length))

/** One character, escape, class or group of a pattern, and where it ends. */
function itemAt(source: string, at: number): { text: string; end: number } {
  const char = source[at] ?? ''
  const end = char === '\\' ? at + 2 : char === '[' ? endOfClass(source, at) : char === '(' ? endOfGroup(source, at) : at + 1
  return { text: source.slice(at, end), end }
}

function endOfClass(source: string, at: number): number {
  let end = at + 1
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1
  return end + 1
}

function endOfGroup(source: string, at: number): number {
  let depth = 0
  for (let end = at; end < source.length;) {
    const char = source[end]
    if (char === '\\') end += 2
    else if (char === '[') end = endOfClass(source, end)
    else {
      depth += char === '(' ? 1 : char === ')' ? -1 : 0
      end++
      if (depth === 0) return end
    }
  }
  return source.length
}

function splitTop(source: string, mark: string): string[] {
  const parts: string[] = []
  let start = 0
  for (let at = 0; at < source.length;) {
    const { text, end } = itemAt(source, at)
    if (text === mark) {
      parts.push(source.slice(start, at))
      start = end
    }
    at = end
  }
  return [...parts, source.slice(start)]
}

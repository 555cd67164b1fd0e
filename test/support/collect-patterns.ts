import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

/** A regular expression of the program, with the first place where it stands. */
export interface PlacedPattern {
  readonly place: string
  readonly source: string
  readonly flags: string
}

/**
 * Every regular expression of the program, each once: literals in src/; what is compiled while the rules, words and
 * measures are read, those of options with their rule's id; what modules make of words when they are loaded.
 */
export async function collectPatterns(): Promise<PlacedPattern[]> {
  const all = literalsIn('src')
  const restore = watchCompiled(all)
  try {
    const { compilePattern } = await import('../../src/language/pattern.ts')
    const { readReferenceFiles } = await import('../../src/host/load-reference.ts')
    const { composeChecker } = await import('../../src/host/compose-checker.ts')
    const { optionsOf } = await import('../../src/model/rule.ts')
    const { allPredicates } = await import('../../src/predicates/all-predicates.ts')
    const { compileDenials } = await import('../../src/report/claims/read-none.ts')
    const take = (place: string, { source, flags }: RegExp): number => all.push({ place, source, flags })
    for (const [name, { words, patterns, kinds, phrases }] of Object.entries(readReferenceFiles('rules').lexicon)) {
      for (const [entry, { match }] of Object.entries(patterns)) take(`rules/lexicon/${name} ${entry}`, compilePattern(match, words))
      for (const [entry, { of }] of Object.entries(kinds))
        for (const { kind, match } of of) take(`rules/lexicon/${name} ${entry}/${kind}`, compilePattern(match, words))
      for (const { say, anchor } of phrases) if (anchor) take(`rules/lexicon/${name} ${say}`, compilePattern(anchor, words))
    }
    const { checker } = composeChecker()
    for (const { id, checks } of checker.rules)
      for (const check of checks)
        for (const pattern of patternsIn(allPredicates.find(({ name }) => name === check.predicate)?.options.parse(optionsOf(check))))
          take(id, pattern)
    for (const { measure, match, limits } of compileDenials(checker.reference.lexicon, checker.reference.measures))
      for (const pattern of [match, limits]) if (pattern) take(`rules/measures ${measure}`, pattern)
  } finally {
    restore()
  }
  const unique = new Map<string, PlacedPattern>()
  for (const pattern of all) {
    const key = `${pattern.flags.replace(/[dgvy]/g, '')}/${pattern.source}`
    const known = unique.get(key)
    // A place in a file tells more than that it was compiled.
    if (!known || known.place === COMPILED) unique.set(key, pattern)
  }
  return [...unique.values()]
}

const COMPILED = 'compiled at run time'

function literalsIn(root: string): PlacedPattern[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    const text = readFileSync(path, 'utf8')
    const found: PlacedPattern[] = []
    const { program } = parseSync(path, text)
    new Visitor({
      Literal: (node) => {
        if (!('regex' in node) || !node.regex) return
        found.push({
          place: `${path}:${text.slice(0, node.start).split('\n').length}`,
          source: node.regex.pattern,
          flags: node.regex.flags,
        })
      },
    }).visit(program)
    return found
  })
}

/** Takes down what is compiled from strings until the function that it gives is called. */
function watchCompiled(all: PlacedPattern[]): () => void {
  const Original = globalThis.RegExp
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, given: [string | RegExp, string?], made) => {
      const pattern = Reflect.construct(target, given, made)
      // Libraries compile some of their own.
      const ours = /[\\/]src[\\/]/.test(new Error().stack?.split('\n')[2] ?? '')
      if (ours && typeof given[0] === 'string') all.push({ place: COMPILED, source: pattern.source, flags: pattern.flags })
      return pattern
    },
    apply: (target, _, given: [string | RegExp, string?]) => new target(...given),
  })
  return () => {
    globalThis.RegExp = Original
  }
}

function* patternsIn(value: unknown): Generator<RegExp> {
  if (value instanceof RegExp) yield value
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* patternsIn(inner)
}

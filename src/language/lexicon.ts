import { z } from 'zod'
import { compilePhrases, FixedPhrase, type NearMissFinder } from './fixed-phrases.ts'
import { Feature, mergeFeatures, wordsOf, type Features, type WordMeaning } from './features.ts'
import { compilePattern, guardPattern, PatternSource, type Parts } from './pattern.ts'
import { remember } from './remember.ts'
import { compileWords, type WordScanner } from './word-scan.ts'

const Taken = z.union([
  z.string(),
  z.strictObject({
    say: z.string(),
    /** The text that the pattern matches. */
    finds: z.string().optional(),
    groups: z.record(z.string(), z.string()).optional(),
  }),
])

const File = z.strictObject({
  /** One sentence: what the words are for. */
  about: z.string(),
  /** Word lists. Each may be used as `{name}` in patterns of the same file. */
  words: z.record(z.string(), z.array(z.string().min(1)).min(1)).default({}),
  patterns: z
    .record(
      z.string(),
      z.strictObject({ match: PatternSource, cases: z.strictObject({ takes: z.array(Taken).min(1), leaves: z.array(z.string()).min(1) }) }),
    )
    .default({}),
  /** Ordered classes: the first that fits. */
  kinds: z
    .record(
      z.string(),
      z.strictObject({
        of: z.array(z.strictObject({ kind: z.string(), match: PatternSource })).min(1),
        cases: z.array(z.strictObject({ say: z.string(), is: z.string().nullable() })).min(2),
      }),
    )
    .default({}),
  /** Words by what they say of a number. */
  features: z.record(z.string(), Feature).default({}),
  /** Names and phrases that are written in one way only. */
  phrases: z.array(FixedPhrase).default([]),
})

/** A file of rules/lexicon/: what words mean to the code that reads drafts or questions. */
export const LexiconFile = File.superRefine(({ words, patterns, kinds, phrases }, context) => {
  for (const [name, { match }] of Object.entries(patterns)) guardPattern(match, words, ['patterns', name, 'match'], context)
  for (const [name, { of }] of Object.entries(kinds))
    for (const [index, { match }] of of.entries()) guardPattern(match, words, ['kinds', name, 'of', index, 'match'], context)
  for (const [index, { anchor }] of phrases.entries()) if (anchor) guardPattern(anchor, words, ['phrases', index, 'anchor'], context)
})
export type LexiconFile = z.infer<typeof LexiconFile>

/** Compiled words of all files. A name is `<area>/<file>/<entry>`. An unknown name throws a RangeError. */
export interface Lexicon {
  /** Without the flag g: for `test`, `exec`, `search`, `replace` of the first. */
  readonly pattern: (name: string) => RegExp
  /** With the flag g: for `matchAll`, `replaceAll`. Never for `test` or `exec`, which would remember where they stopped. */
  readonly all: (name: string) => RegExp
  readonly words: (name: string) => readonly string[]
  /** The word lists of a file, for patterns that stand elsewhere. */
  readonly parts: (file: string) => Parts
  /** The first kind whose pattern matches, null where none does. */
  readonly classify: (name: string, text: string) => string | null
  /** All features of all files, by name. */
  readonly features: Features
  /** Finds the words of all features in a text. */
  readonly scan: WordScanner<WordMeaning>
  /** Finds the near misses of the fixed phrases of all files. */
  readonly nearMisses: NearMissFinder
}

/** Both are compiled when they are first asked for. */
const scannerOf = remember((features: Features): WordScanner<WordMeaning> => compileWords(wordsOf(features)))
const finderOf = remember((files: Readonly<Record<string, LexiconFile>>): NearMissFinder => compilePhrases(Object.values(files)))

/**
 * @param files by name without ending: `report/period`
 * @returns a lexicon that compiles each pattern when it is first asked for
 */
export function compileLexicon(files: Readonly<Record<string, LexiconFile>>): Lexicon {
  const compiled = new Map<string, RegExp>()
  const kinds = new Map<string, readonly (readonly [string, RegExp])[]>()
  const entryOf = <T>(name: string, read: (file: LexiconFile, entry: string) => T | undefined): T => {
    const cut = name.lastIndexOf('/')
    const file = files[name.slice(0, cut)]
    const entry = file && read(file, name.slice(cut + 1))
    if (entry === undefined) throw new RangeError(`no lexicon entry ${name}`)
    return entry
  }
  const partsOf = (name: string): Parts => files[name.slice(0, name.lastIndexOf('/'))]?.words ?? {}
  const compile = (name: string, flags: string): RegExp => {
    const key = `${flags}:${name}`
    const known = compiled.get(key)
    if (known) return known
    const pattern = compilePattern(entryOf(name, (file, entry) => file.patterns[entry]).match, partsOf(name), flags)
    compiled.set(key, pattern)
    return pattern
  }
  const kindsOf = (name: string): readonly (readonly [string, RegExp])[] => {
    const known = kinds.get(name)
    if (known) return known
    const made = entryOf(name, (file, entry) => file.kinds[entry]).of.map(
      ({ kind, match }) => [kind, compilePattern(match, partsOf(name))] as const,
    )
    kinds.set(name, made)
    return made
  }
  const features = mergeFeatures(Object.values(files).map((file) => file.features))
  return {
    features,
    scan: (text) => scannerOf(features)(text),
    nearMisses: (text, isValid) => finderOf(files)(text, isValid),
    pattern: (name) => compile(name, 'u'),
    all: (name) => compile(name, 'gu'),
    parts: (file) => files[file]?.words ?? {},
    words: (name) => entryOf(name, (file, entry) => file.words[entry]),
    classify: (name, text) => kindsOf(name).find(([, pattern]) => pattern.test(text))?.[0] ?? null,
  }
}

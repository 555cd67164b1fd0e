import { compileLexicon, type Lexicon, type LexiconFile } from './lexicon.ts'
import { expandWord } from './word-scan.ts'

/** Something wrong in a file of words or measures. The sentence for a person is `words.<code>` in prompts-templates. */
export interface WordFault {
  readonly area: 'lexicon' | 'measures'
  readonly file: string
  /** Where in the file. */
  readonly path: readonly (string | number)[]
  readonly code: 'case' | 'two-meanings' | 'bad-word' | 'unknown-feature' | 'no-member'
  readonly with: Readonly<Record<string, string>>
}

type Files = Readonly<Record<string, LexiconFile>>

/** What is wrong with the words of a lexicon: a word that cannot be read, or that has two meanings. */
export function faultsOfWords(files: Files): WordFault[] {
  const meanings = new Map<string, string>()
  const faults: WordFault[] = []
  for (const [file, { features }] of Object.entries(files))
    for (const [feature, { values }] of Object.entries(features))
      for (const [value, { words }] of Object.entries(values))
        for (const [index, word] of words.entries()) {
          const path = ['features', feature, 'values', value, 'words', index]
          const meaning = `${feature}/${value}`
          const forms = formsOf(word)
          const other = forms?.find((form) => (meanings.get(form) ?? meaning) !== meaning)
          if (!forms) faults.push({ area: 'lexicon', file, path, code: 'bad-word', with: { word } })
          else if (other !== undefined)
            faults.push({ area: 'lexicon', file, path, code: 'two-meanings', with: { word: other, meaning: meanings.get(other) ?? '' } })
          for (const form of forms ?? []) if (!meanings.has(form)) meanings.set(form, meaning)
        }
  return faults
}

function formsOf(word: string): string[] | null {
  try {
    return expandWord(word)
  } catch {
    return null
  }
}

/** Runs the cases that a lexicon carries; how many there are, and those that do not hold. Only after `faultsOfWords` finds none. */
export function runLexiconCases(files: Files): { readonly cases: number; readonly faults: readonly WordFault[] } {
  const lexicon = compileLexicon(files)
  const results = Object.entries(files).flatMap(([file, content]) => [
    ...patternResults(lexicon, file, content),
    ...kindResults(lexicon, file, content),
    ...featureResults(lexicon, file, content),
    ...phraseResults(lexicon, file, content),
  ])
  return { cases: results.length, faults: results.flatMap((fault) => fault ?? []) }
}

const patternResults = (lexicon: Lexicon, file: string, { patterns }: LexiconFile): (WordFault | null)[] =>
  Object.entries(patterns).flatMap(([entry, { cases }]) => {
    const at = (path: readonly (string | number)[], code: WordFault['code'], say: string, got: string): WordFault => ({
      area: 'lexicon',
      file,
      path: ['patterns', entry, ...path],
      code,
      with: { say, got },
    })
    const pattern = lexicon.pattern(`${file}/${entry}`)
    return [
      ...cases.takes.map((taken, index) => {
        const { say, finds, groups } = typeof taken === 'string' ? { say: taken } : taken
        const match = pattern.exec(say)
        const holds =
          match !== null &&
          (finds === undefined || match[0] === finds) &&
          Object.entries(groups ?? {}).every(([name, value]) => match.groups?.[name] === value)
        return holds ? null : at(['cases', 'takes', index], 'case', say, JSON.stringify(match?.groups ?? match?.[0] ?? null))
      }),
      ...cases.leaves.map((say, index) => {
        const match = pattern.exec(say)
        return match ? at(['cases', 'leaves', index], 'case', say, match[0]) : null
      }),
    ]
  })

const kindResults = (lexicon: Lexicon, file: string, { kinds }: LexiconFile): (WordFault | null)[] =>
  Object.entries(kinds).flatMap(([entry, { cases }]) =>
    cases.map(({ say, is }, index) => {
      const got = lexicon.classify(`${file}/${entry}`, say)
      return got === is
        ? null
        : { area: 'lexicon', file, path: ['kinds', entry, 'cases', index], code: 'case', with: { say, got: String(got) } }
    }),
  )

const featureResults = (lexicon: Lexicon, file: string, { features }: LexiconFile): (WordFault | null)[] =>
  Object.entries(features).flatMap(([feature, { values }]) =>
    Object.entries(values).flatMap(([value, { cases }]) =>
      cases.map((one, index) => {
        const { say, finds } = typeof one === 'string' ? { say: one, finds: undefined } : one
        const found = lexicon
          .scan(say)
          .filter(({ meaning }) => meaning.feature === feature && meaning.value === value)
          .map(({ start, end }) => say.slice(start, end))
        const holds = finds === null ? found.length === 0 : finds === undefined ? found.length > 0 : found.includes(finds)
        const path = ['features', feature, 'values', value, 'cases', index]
        return holds ? null : { area: 'lexicon', file, path, code: 'case', with: { say, got: found.join(' ') || String(null) } }
      }),
    ),
  )

const phraseResults = (lexicon: Lexicon, file: string, { phrases }: LexiconFile): (WordFault | null)[] =>
  phrases.flatMap(({ say: phrase, cases }, index) => {
    const foundIn = (say: string): string[] => lexicon.nearMisses(say).map(({ written, phrase: { say: right } }) => `${written} (${right})`)
    const at = (path: readonly (string | number)[], say: string, got: readonly string[]): WordFault => ({
      area: 'lexicon',
      file,
      path: ['phrases', index, 'cases', ...path],
      code: 'case',
      with: { say, got: got.join(' ') || String(null) },
    })
    return [
      ...cases.takes.map(({ say, finds }, which) => {
        const got = foundIn(say)
        return got.length === 1 && got[0] === `${finds} (${phrase})` ? null : at(['takes', which], say, got)
      }),
      ...cases.leaves.map((say, which) => {
        const got = foundIn(say)
        return got.length === 0 ? null : at(['leaves', which], say, got)
      }),
    ]
  })

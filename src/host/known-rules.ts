import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packCatalogue } from '../draft-work/packed-catalogue.ts'
import type { Entries } from '../model/checklist.ts'
import type { Profile } from '../model/rule.ts'
import { createWords, type Words } from '../reply/say.ts'
import { readBuiltCatalogue } from './built-catalogue.ts'
import type { Composed } from './compose-checker.ts'
import { projectFolder } from './project-folder.ts'

/** Where the build keeps the catalogue, below the project's folder. */
export const BUILT_CATALOGUE = 'dist/catalogue.built'

/** What a command that checks drafts knows of rules and sentences. */
export interface KnownRules {
  readonly words: Words
  readonly profiles: readonly Profile[]
  /** Rules that a drafter may not waive. */
  readonly neverWaived: ReadonlySet<string>
  /** The entries of a checklist that rules' notices are put into. */
  readonly entries: Entries
  /** The catalogue for the processes of drafts. */
  readonly packed: Uint8Array
  /** All of it, read from its files when first asked for. */
  whole(): Promise<Composed>
}

/**
 * The catalogue that the build made, while no file of it has changed; else rules and sentences are read and audited now.
 * @throws AppError bad-rule-file
 */
export async function readKnownRules(): Promise<KnownRules> {
  const built = readBuilt()
  if (built) {
    const { words, profiles, neverWaived, entries, packed } = built
    const whole = async (): Promise<Composed> => (await import('./compose-checker.ts')).composeRules()
    return { words: createWords(words, { isSound: true }), profiles, neverWaived: new Set(neverWaived), entries, packed, whole }
  }
  // Most commands find the built catalogue and need no predicate in this process.
  const { composeRules } = await import('./compose-checker.ts')
  const composed = composeRules()
  const { words, profiles, neverWaived, entries, catalogue } = composed
  return { words, profiles, neverWaived, entries, packed: packCatalogue(catalogue), whole: async () => composed }
}

/** Null if an office has rules of its own, or the program runs from its source. */
function readBuilt(): ReturnType<typeof readBuiltCatalogue> {
  const file = join(projectFolder, BUILT_CATALOGUE)
  if (process.env['NIANBAO_RULES'] || dirname(fileURLToPath(import.meta.url)) !== dirname(file)) return null
  return readBuiltCatalogue(file, projectFolder)
}

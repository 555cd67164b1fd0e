import { AppError } from '../../model/app-error.ts'
import type { Checklist } from '../../model/checklist.ts'
import { checkFile, checklistOf, reasonOf } from '../check-files.ts'
import { openDraftPool } from '../drafts/open-draft-pool.ts'
import { readKnownRules } from '../known-rules.ts'
import { readRecognise } from '../read-settings.ts'

/** What a question about a draft needs beside the answerer; loaded only for such questions. */
export interface DraftChecker {
  /** @throws AppError unreadable or not-found, with what to say */
  checklistOf(path: string): Promise<Checklist>
  close(): Promise<void>
}

/** @throws AppError bad-rule-file */
export async function openDraftChecker(): Promise<DraftChecker> {
  const { packed, neverWaived, entries, words, whole } = await readKnownRules()
  const drafts = openDraftPool({ catalogue: () => packed, recognise: readRecognise(process.env) })
  return {
    close: () => drafts.close(),
    checklistOf: async (path) => {
      // Of an archive the first draft is meant.
      const [checked] = await checkFile(path, drafts, { known: whole, unreached: words.plain('unknown.unreached') })
      if (!checked) throw new AppError('unreadable', 'ask: no draft in it', { key: 'cli.nothing-to-export' })
      if (checked.status === 'checked') return checklistOf({ ...checked, file: path }, { neverWaived, entries })
      const code = checked.reason === 'not-found' ? 'not-found' : 'unreadable'
      throw new AppError(code, `ask: ${checked.reason}`, reasonOf({ ...checked, file: path }, words))
    },
  }
}

import { limitsFromEnvironment } from '../../extract/limits.ts'
import { wantsRecognition } from '../../extract/recognition-line.ts'
import { createExtractor } from '../../extract/worker-pool.ts'
import { AppError } from '../../model/app-error.ts'
import type { Checklist } from '../../model/checklist.ts'
import { checkFile, checklistOf, reasonOf } from '../check-files.ts'
import { composeChecker } from '../compose-checker.ts'

/** What a question about a draft needs beside the answerer; loaded only for such questions. */
export interface DraftChecker {
  /** @throws AppError unreadable or not-found, with what to say */
  checklistOf(path: string): Promise<Checklist>
  close(): Promise<void>
}

/** @throws AppError bad-rule-file */
export function openDraftChecker(): DraftChecker {
  const { checker, neverWaived } = composeChecker()
  const extractor = createExtractor({ limits: limitsFromEnvironment(process.env), size: 1, recognise: wantsRecognition(process.env) })
  return {
    close: () => extractor.close(),
    checklistOf: async (path) => {
      // Of an archive the first draft is meant.
      const [checked] = await checkFile(path, extractor, checker)
      if (!checked) throw new AppError('unreadable', 'ask: no draft in it', { key: 'cli.nothing-to-export' })
      if (checked.status === 'checked') return checklistOf({ ...checked, file: path }, neverWaived)
      const code = checked.reason === 'not-found' ? 'not-found' : 'unreadable'
      throw new AppError(code, `ask: ${checked.reason}`, reasonOf({ ...checked, file: path }))
    },
  }
}

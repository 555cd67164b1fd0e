import { basename } from 'node:path'
import { buildChecklist } from '../../checklist/build-checklist.ts'
import { limitsFromEnvironment } from '../../extract/limits.ts'
import { wantsRecognition } from '../../extract/recognition-line.ts'
import { createExtractor } from '../../extract/worker-pool.ts'
import { AppError } from '../../model/app-error.ts'
import type { Checklist } from '../../model/checklist.ts'
import type { Extractor } from '../../model/ports/extractor.ts'
import { checkFile } from '../check-files.ts'
import { composeChecker, type Composed } from '../compose-checker.ts'
import { systemClock } from '../system.ts'

/** What a question about a draft needs beside the answerer; loaded only for such questions. */
export interface DraftChecker {
  /** @throws AppError unreadable or not-found, with what to say */
  checklistOf(path: string): Promise<Checklist>
  close(): Promise<void>
}

/** @throws AppError bad-rule-file */
export function openDraftChecker(): DraftChecker {
  const composed = composeChecker()
  const extractor = createExtractor({ limits: limitsFromEnvironment(process.env), size: 1, recognise: wantsRecognition(process.env) })
  return { checklistOf: (path) => checklistOf(path, extractor, composed), close: () => extractor.close() }
}

async function checklistOf(path: string, extractor: Extractor, { checker, neverWaived }: Composed): Promise<Checklist> {
  // Of an archive the first draft is meant.
  const [checked] = await checkFile(path, extractor, checker)
  if (!checked) throw new AppError('unreadable', 'ask: no draft in it', { key: 'cli.nothing-to-export' })
  if (checked.status === 'unreadable') {
    const key = checked.reason === 'not-found' ? 'cli.not-found' : `unreadable.${checked.reason}`
    throw new AppError(checked.reason === 'not-found' ? 'not-found' : 'unreadable', `ask: ${checked.reason}`, {
      key,
      with: { file: basename(path) },
    })
  }
  const { report, result } = checked
  return buildChecklist({
    id: 'cli',
    draftId: 'cli',
    file: basename(path),
    agency: report.agency.name,
    year: report.year,
    form: report.form.version,
    version: 1,
    checkedAt: systemClock.now().toISOString(),
    result,
    previous: null,
    waivers: [],
    neverWaived,
  })
}

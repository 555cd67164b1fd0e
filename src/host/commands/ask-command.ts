import { basename, join } from 'node:path'
import { createAnswerer } from '../../answer/create-answerer.ts'
import { buildChecklist } from '../../checklist/build-checklist.ts'
import { limitsFromEnvironment } from '../../extract/limits.ts'
import { wantsRecognition } from '../../extract/recognition-line.ts'
import { createExtractor } from '../../extract/worker-pool.ts'
import { AppError } from '../../model/app-error.ts'
import type { Checklist } from '../../model/checklist.ts'
import type { Extractor } from '../../model/ports/extractor.ts'
import { askCommand, standardInputLines } from '../ask-command.ts'
import { checkFile } from '../check-files.ts'
import { composeChecker, type Composed } from '../compose-checker.ts'
import { loadKnowledge } from '../load-knowledge.ts'
import { loadQuestionIndex } from '../load-question-index.ts'
import { projectFolder } from '../project-folder.ts'
import { systemClock } from '../system.ts'

/** `nianbao ask` with rules, knowledge and readers from disk. @returns the exit code */
export async function runAsk(args: readonly string[]): Promise<number> {
  const composed = composeChecker()
  const knowledge = { rules: composed.checker.rules, ...loadKnowledge(join(projectFolder, 'rules')) }
  const answerer = createAnswerer({ words: composed.words, ...knowledge }, await loadQuestionIndex(knowledge))
  const extractor = createExtractor({ limits: limitsFromEnvironment(process.env), size: 1, recognise: wantsRecognition(process.env) })
  try {
    return await askCommand(args, {
      words: composed.words,
      answerer,
      checkFile: (path) => checklistOf(path, extractor, composed),
      now: systemClock.now,
      lines: standardInputLines,
      print: (line) => console.log(line),
      complain: (line) => console.error(line),
    })
  } finally {
    await extractor.close()
  }
}

async function checklistOf(path: string, extractor: Extractor, { checker, neverWaived }: Composed): Promise<Checklist> {
  // Of an archive the first draft is meant.
  const [checked] = await checkFile(path, extractor, checker)
  if (!checked) throw new AppError('unreadable', 'ask: no draft in it', { key: 'cli.nothing-to-export' })
  if (checked.status === 'unreadable') {
    const key = checked.reason === 'not-found' ? 'cli.not-found' : `unreadable.${checked.reason}`
    throw new AppError(checked.reason === 'not-found' ? 'not-found' : 'unreadable', `ask: ${checked.reason}`, { key, with: { file: basename(path) } })
  }
  const { report, result } = checked
  return buildChecklist({
    id: 'cli',
    draftId: 'cli',
    file: basename(path),
    agency: report.agency.name,
    year: report.year,
    form: report.form,
    version: 1,
    checkedAt: systemClock.now().toISOString(),
    result,
    previous: null,
    waivers: [],
    neverWaived,
  })
}

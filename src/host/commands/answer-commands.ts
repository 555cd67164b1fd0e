import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { createAnswerer } from '../../answer/create-answerer.ts'
import { buildChecklist } from '../../checklist/build-checklist.ts'
import { limitsFromEnvironment } from '../../extract/limits.ts'
import { createExtractor } from '../../extract/worker-pool.ts'
import { AppError } from '../../model/app-error.ts'
import type { Checklist } from '../../model/checklist.ts'
import { openNodeSqlite } from '../../store/node-sqlite.ts'
import { createSqlStore } from '../../store/sql-store.ts'
import { askCommand } from '../ask-command.ts'
import { checkFile } from '../check-files.ts'
import { composeChecker } from '../compose-checker.ts'
import { loadKnowledge } from '../load-knowledge.ts'
import { projectFolder } from '../project-folder.ts'
import { questionsCommand } from '../questions-command.ts'

const print = (line: string): void => console.log(line)
const complain = (line: string): void => console.error(line)

/** `nianbao ask`: the answer that the server would give, without one. */
export async function runAsk(args: readonly string[]): Promise<number> {
  const composed = composeChecker()
  const { words, checker } = composed
  const extractor = createExtractor({ limits: limitsFromEnvironment(process.env) })
  const readChecklist = async (path: string): Promise<Checklist> => {
    const [checked] = await checkFile(path, extractor, checker)
    if (checked?.status !== 'checked') {
      const reason = checked?.reason ?? 'not-found'
      throw new AppError(reason === 'not-found' ? 'not-found' : 'unreadable', `ask: ${reason}`, { key: reason === 'not-found' ? 'cli.not-found' : `unreadable.${reason}`, with: { file: basename(path) } })
    }
    const { report, result } = checked
    return buildChecklist({ id: 'cli', draftId: 'cli', file: basename(path), agency: report.agency.name, year: report.year, form: report.form, version: 1, checkedAt: new Date().toISOString(), result, previous: null, waivers: [], neverWaived: composed.neverWaived })
  }
  try {
    const answerer = createAnswerer({ words, rules: checker.rules, ...loadKnowledge(join(projectFolder, 'rules')) })
    return await askCommand(args, { words, answerer, checkFile: readChecklist, now: () => new Date(), lines: () => createInterface({ input: process.stdin }), print, complain })
  } finally {
    await extractor.close()
  }
}

/** `nianbao questions --unanswered`, over the store in the data folder. */
export async function runQuestions(args: readonly string[]): Promise<number> {
  const { words } = composeChecker()
  const file = join(process.env['NIANBAO_DATA'] ?? 'data', 'nianbao.db')
  if (!existsSync(file)) throw new AppError('not-found', 'no store yet', { key: 'cli.no-store', with: { file } })
  const database = openNodeSqlite(file, join(projectFolder, 'migrations'))
  try {
    return await questionsCommand(args, { words, feedback: createSqlStore(database).feedback, print, complain })
  } finally {
    database.close()
  }
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../model/app-error.ts'
import { openNodeSqlite } from '../../store/node-sqlite.ts'
import { createSqlStore } from '../../store/sql-store.ts'
import { composeChecker } from '../compose-checker.ts'
import { projectFolder } from '../project-folder.ts'
import { questionsCommand } from '../questions-command.ts'

/** `nianbao questions --unanswered`, over the store in the data folder. */
export async function runQuestions(args: readonly string[]): Promise<number> {
  const { words } = composeChecker()
  const file = join(process.env['NIANBAO_DATA'] ?? 'data', 'nianbao.db')
  if (!existsSync(file)) throw new AppError('not-found', 'no store yet', { key: 'cli.no-store', with: { file } })
  const database = openNodeSqlite(file, join(projectFolder, 'migrations'))
  try {
    return await questionsCommand(args, {
      words,
      feedback: createSqlStore(database).feedback,
      print: (line) => console.log(line),
      complain: (line) => console.error(line),
    })
  } finally {
    database.close()
  }
}

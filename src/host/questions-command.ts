import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isItemMark } from '../model/answer.ts'
import { AppError } from '../model/app-error.ts'
import type { FeedbackStore } from '../model/ports/feedback-store.ts'
import { openNodeSqlite } from '../store/node-sqlite.ts'
import { createSqlStore } from '../store/sql-store.ts'
import type { CommandContext } from './command-context.ts'
import { composeChecker } from './compose-checker.ts'
import { readDataFolder } from './read-settings.ts'
import { projectFolder } from './project-folder.ts'
import { readFormat, readOptions } from './read-options.ts'

/** What `nianbao questions` works with. */
interface QuestionsDeps extends Pick<CommandContext, 'words' | 'print' | 'complain'> {
  readonly feedback: Pick<FeedbackStore, 'unanswered'>
}

const LIMIT = 200
const FORMATS = ['text', 'json'] as const
const OPTIONS = { unanswered: { type: 'boolean' }, limit: { type: 'string' }, format: { type: 'string' } } as const

/**
 * `nianbao questions --unanswered [--limit N] [--format json]`: what people asked and was not answered, or was given
 * a 👎, so that the office can add it to its files. Who asked is not printed.
 * @returns the exit code: 0 printed, 2 wrong use
 * @throws AppError bad-request for an option or format that there is not
 */
export async function questionsCommand(args: readonly string[], { words, feedback, print, complain }: QuestionsDeps): Promise<number> {
  const { values: options } = readOptions({ args: [...args], options: OPTIONS })
  const format = readFormat(FORMATS, options.format ?? 'text')
  const limit = Number(options.limit ?? LIMIT)
  if (!Number.isInteger(limit) || limit < 1)
    throw new AppError('bad-request', 'limit', { key: 'cli.bad-limit', with: { given: options.limit ?? '' } })
  if (!options.unanswered) {
    complain(words.plain('answer.questions.usage'))
    return 2
  }
  const asked = await feedback.unanswered(limit)
  if (format === 'json') {
    for (const { at, text, kind, route, answered, down } of asked)
      print(JSON.stringify({ at, question: text, kind, route, answered, down }))
    return 0
  }
  if (asked.length === 0) print(words.plain('answer.questions.none'))
  for (const { at, text, route, answered, down } of asked)
    print(
      words.plain('answer.questions.line', {
        date: at.slice(0, 10),
        question: text,
        why: words.plain(answered ? 'answer.questions.down' : 'answer.questions.unanswered', { down }),
        route: route.filter((id) => !isItemMark(id)).join(' '),
      }),
    )
  if (asked.length) print(words.plain('answer.questions.hint'))
  return 0
}

/** `nianbao questions --unanswered`, over the store in the data folder. */
export async function runQuestions(args: readonly string[]): Promise<number> {
  const { words } = composeChecker()
  const file = join(readDataFolder(), 'nianbao.db')
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

import { isItemMark } from '../model/answer.ts'
import type { FeedbackStore } from '../model/ports/feedback-store.ts'
import type { Words } from '../reply/say.ts'
import { optionsOrNull } from './read-options.ts'

/** What `nianbao questions` works with. */
export interface QuestionsDeps {
  readonly words: Words
  readonly feedback: Pick<FeedbackStore, 'unanswered'>
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

const LIMIT = 200
const OPTIONS = { unanswered: { type: 'boolean' }, limit: { type: 'string' }, format: { type: 'string' } } as const

/**
 * `nianbao questions --unanswered [--limit N] [--format json]`: what people asked and was not answered, or was given
 * a 👎, so that the office can add it to its files. Who asked is not printed.
 * @returns the exit code: 0 printed, 2 wrong use
 */
export async function questionsCommand(args: readonly string[], { words, feedback, print, complain }: QuestionsDeps): Promise<number> {
  const options = optionsOrNull({ args: [...args], options: OPTIONS })?.values
  const limit = Number(options?.limit ?? LIMIT)
  if (!options?.unanswered || !Number.isInteger(limit) || limit < 1 || !['json', 'text', undefined].includes(options.format)) {
    complain(words.plain('answer.questions.usage'))
    return 2
  }
  const asked = await feedback.unanswered(limit)
  if (options.format === 'json') {
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

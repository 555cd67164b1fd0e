import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { AskContext } from '../answer/answer-context.ts'
import { createAnswerer, type Answerer } from '../answer/create-answerer.ts'
import type { Answer } from '../model/answer.ts'
import { AppError } from '../model/app-error.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Rule } from '../model/rule.ts'
import { answerReply } from '../reply/answer-reply.ts'
import { replyText } from '../reply/reply-text.ts'
import type { Words } from '../reply/say.ts'
import type { CommandContext } from './command-context.ts'
import type { DraftChecker } from './commands/draft-checker.ts'
import { loadCatalogue } from './load-catalogue.ts'
import { loadKnowledge } from './load-knowledge.ts'
import { loadQuestionIndex } from './load-question-index.ts'
import { loadReference } from './load-reference.ts'
import { loadWords } from './load-words.ts'
import { projectFolder } from './project-folder.ts'
import { optionsOrFault, readFormat } from './read-options.ts'
import { sayFault } from './say-fault.ts'
import { systemClock } from './system.ts'

/** What `nianbao ask` works with. */
export interface AskDeps extends Pick<CommandContext, 'words' | 'print' | 'complain'> {
  readonly answerer: Answerer
  /** Reads and checks a draft from disk. @throws AppError `unreadable` or `not-found`, with what to say */
  readonly checkFile: (path: string) => Promise<Checklist>
  readonly now: () => Date
  /** Lines of standard input, for --batch. */
  readonly lines: () => AsyncIterable<string>
}

/** What is printed for one question with --format json and --batch. */
export interface AskOutput {
  readonly kind: Answer['kind']
  readonly route: readonly string[]
  /** Plain text, the legal basis behind it. */
  readonly text: string
  readonly next: Answer['next']
}

const BatchLine = z.object({ q: z.string(), draft: z.string().optional() })
const OPTIONS = { draft: { type: 'string' }, role: { type: 'string' }, format: { type: 'string' }, batch: { type: 'boolean' } } as const
const FORMATS = ['text', 'json'] as const
const ROLES = ['drafter', 'supervisor', 'administrator'] as const

/**
 * `nianbao ask "问题" [--draft FILE] [--role drafter] [--format json] [--batch]`: the answer that the server would give.
 * With --batch reads a JSON object a line ({ q, draft? }) and prints one a line.
 * @returns the exit code: 0 answered, 2 wrong use or a draft that cannot be read
 */
export async function askCommand(args: readonly string[], deps: AskDeps): Promise<number> {
  const { words, complain, print } = deps
  const options = readAsked(args)
  if (options instanceof AppError) {
    complain(sayFault(options, words))
    return 2
  }
  const { role } = options
  const checklistOf = rememberChecklists(deps.checkFile)
  const ask = async (question: string, draft: string | undefined): Promise<AskOutput> => {
    const context: AskContext = { role, now: deps.now(), checklist: draft === undefined ? null : await checklistOf(draft) }
    return outputOf(deps.answerer.answer(question, context), words)
  }
  if (options.batch) return askBatch(ask, deps)
  try {
    const output = await ask(options.question, options.draft)
    print(options.format === 'json' ? JSON.stringify(output) : textOf(output, words))
    return 0
  } catch (error) {
    complain(sayRefusal(error, words))
    return 2
  }
}

/** What was asked, and how; or what is wrong with it. */
function readAsked(args: readonly string[]) {
  const given = optionsOrFault({ args: [...args], options: OPTIONS, allowPositionals: true })
  if (given instanceof AppError) return given
  const { values, positionals } = given
  const question = positionals.join(' ').trim()
  const refuse = (key: string, value = ''): AppError =>
    new AppError('bad-request', 'ask', { key, with: { given: value, roles: ROLES.join('、') } })
  const role = ROLES.find((candidate) => candidate === (values.role ?? 'administrator'))
  if (!role) return refuse('answer.ask.no-role', values.role)
  if (!values.batch && question === '') return refuse('answer.ask.usage')
  try {
    return { ...values, role, question, format: readFormat(FORMATS, values.format ?? 'text') }
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

async function askBatch(
  ask: (question: string, draft: string | undefined) => Promise<AskOutput>,
  { words, lines, print }: AskDeps,
): Promise<number> {
  let code = 0
  for await (const line of lines()) {
    if (line.trim() === '') continue
    try {
      const { q, draft } = readBatchLine(line)
      print(JSON.stringify(await ask(q, draft)))
    } catch (error) {
      // Each input line gets one output line, also a broken one.
      print(JSON.stringify({ kind: 'unknown', route: [], text: sayRefusal(error, words), next: [] } satisfies AskOutput))
      code = 2
    }
  }
  return code
}

function readBatchLine(line: string): z.infer<typeof BatchLine> {
  const fault = new AppError('bad-request', 'ask: a line is no { q, draft? }', { key: 'answer.ask.bad-line' })
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw fault
  }
  const parsed = BatchLine.safeParse(value)
  if (!parsed.success) throw fault
  return parsed.data
}

function outputOf(answer: Answer, words: Words): AskOutput {
  // The command line performs no action: it says where to do it.
  const said = answer.action ? { ...answer, text: words.say(`answer.ask.elsewhere.${placeOf(answer.action)}`) } : answer
  return { kind: answer.kind, route: answer.route, text: replyText(answerReply(said, words, '')).trim(), next: answer.next }
}

function placeOf({ command, value }: NonNullable<Answer['action']>): string {
  if (command === 'download') return value.endsWith('/fixes') ? 'fixes' : 'annotated'
  return command === 'blank-form' || command === 'digest' ? command : 'chat'
}

const textOf = ({ text, next }: AskOutput, words: Words): string =>
  [text, ...(next.length ? ['', words.plain('answer.ask.next'), ...next.map(({ question }) => `  ${question}`)] : [])].join('\n')

/** A batch asks many questions about one draft, which is read once. */
function rememberChecklists(checkFile: AskDeps['checkFile']): AskDeps['checkFile'] {
  const known = new Map<string, Promise<Checklist>>()
  return (path) => {
    const checklist = known.get(path) ?? checkFile(path)
    known.set(path, checklist)
    return checklist
  }
}

function sayRefusal(error: unknown, words: Words): string {
  if (!(error instanceof AppError)) throw error
  return sayFault(error, words)
}

/** `nianbao ask` with rules, knowledge and readers from disk. @returns the exit code */
export async function runAsk(args: readonly string[]): Promise<number> {
  const words = loadWords()
  const folder = join(projectFolder, 'rules')
  const knowledge = { rules: await loadRules(folder), ...loadKnowledge(folder), lexicon: loadReference(folder).lexicon }
  const answerer = createAnswerer({ words, ...knowledge }, await loadQuestionIndex(knowledge))
  let drafts: DraftChecker | null = null
  const open = async (): Promise<DraftChecker> => (drafts ??= await (await import('./commands/draft-checker.ts')).openDraftChecker())
  try {
    return await askCommand(args, {
      words,
      answerer,
      checkFile: async (path) => (await open()).checklistOf(path),
      now: systemClock.now,
      lines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
      print: (line) => console.log(line),
      complain: (line) => console.error(line),
    })
  } finally {
    await (drafts as DraftChecker | null)?.close()
  }
}

/** The catalogue is audited by its tests; with an office's own rules all are, here as everywhere. */
async function loadRules(folder: string): Promise<readonly Rule[]> {
  if (!process.env['NIANBAO_RULES']) return loadCatalogue(folder).rules
  return (await import('./compose-checker.ts')).composeChecker().checker.rules
}

import type { CommandContext } from './host/command-context.ts'
import { sayFault } from './host/say-fault.ts'
import { AppError } from './model/app-error.ts'
import type { Words } from './reply/say.ts'

type Command = (args: readonly string[]) => Promise<number>

/** Each command loads only what it needs: `check` should not wait for a web server to be read. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  agencies: async () => (await import('./host/commands/agencies-command.ts')).agenciesCommand,
  backup: async () => (await import('./host/commands/backup-command.ts')).backupCommand,
  check: async () => (await import('./host/commands/check-command.ts')).checkCommand,
  digest: async () => (await import('./host/commands/digest-command.ts')).digestCommand,
  explain: async () => (await import('./host/commands/rules-command.ts')).explainCommand,
  restore: async () => (await import('./host/commands/backup-command.ts')).restoreCommand,
  rules: async () => (await import('./host/commands/rules-command.ts')).rulesCommand,
  ask: async () => (await import('./host/ask-command.ts')).runAsk,
  questions: async () => (await import('./host/questions-command.ts')).runQuestions,
  users: async () => (await import('./host/commands/users-command.ts')).usersCommand,
  serve: async () => (await import('./host/commands/serve-command.ts')).serveCommand,
  template: async () => withContext((await import('./host/template-command.ts')).runTemplate),
  fill: async () => withContext((await import('./host/fill-command.ts')).runFill),
  'test-questions': async () => (await import('./host/commands/test-questions-command.ts')).testQuestionsCommand,
  'test-rules': async () => (await import('./host/commands/test-rules-command.ts')).testRulesCommand,
}

/** Where the usage begins to say what a command does. */
const USAGE_COLUMN = 18

/** Gives a command the words and a pool of processes for drafts, and closes the pool afterwards. */
const withContext =
  (run: (args: readonly string[], context: CommandContext) => Promise<number>): Command =>
  async (args) => {
    const [{ loadWords }, { loadReference }, { projectFolder }, { openDraftPool }] = await Promise.all([
      import('./host/load-words.ts'),
      import('./host/load-reference.ts'),
      import('./host/project-folder.ts'),
      import('./host/drafts/open-draft-pool.ts'),
    ])
    const drafts = openDraftPool()
    try {
      return await run(args, {
        words: loadWords(),
        reference: loadReference(`${projectFolder}/rules`),
        drafts,
        print: (line) => console.log(line),
        complain: (line) => console.error(line),
      })
    } finally {
      await drafts.close()
    }
  }

/**
 * The command line. Prints for people; exit status 0 fine, 1 found errors, 2 wrong usage or unreadable.
 * @param args without node and script
 */
export async function main(args: readonly string[]): Promise<number> {
  // Whoever reads the output may stop early: nianbao rules | head
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))
  try {
    return await run(args)
  } catch (error) {
    console.error(await sayAny(error))
    return 2
  }
}

async function run([name, ...rest]: readonly string[]): Promise<number> {
  const load = await findCommand(name)
  if (load && !rest.includes('--help') && !rest.includes('-h')) return (await load())(rest)
  const words = await readWords()
  const asked = load !== undefined || ['help', '--help', '-h'].includes(name ?? '')
  if (!asked && name !== undefined) console.error(words.plain('cli.unknown-command', { command: name }))
  else (asked ? console.log : console.error)(words.plain('cli.usage', { doctors: await doctorLines(words) }))
  return asked ? 0 : 2
}

/** A command by its name; a platform's name is one, too. */
async function findCommand(name = ''): Promise<(() => Promise<Command>) | undefined> {
  if (name === '' || Object.hasOwn(COMMANDS, name)) return COMMANDS[name]
  const { DOCTORS, doctorCommand } = await import('./host/commands/doctor-command.ts')
  return DOCTORS.includes(name) ? async () => (args) => doctorCommand(name, args) : undefined
}

async function doctorLines(words: Words): Promise<string[]> {
  const { DOCTORS } = await import('./host/commands/doctor-command.ts')
  return DOCTORS.map((name) => `${`${name} doctor`.padEnd(USAGE_COLUMN)}${words.plain(`${name}.doctor.head`)}`)
}

/** Commands read the words themselves; here they are needed for help and faults only. */
const readWords = async (): Promise<Words> => (await import('./host/load-words.ts')).loadWords()

async function sayAny(fault: unknown): Promise<string> {
  // Broken words may be the fault.
  const words = await readWords().catch(() => null)
  if (fault instanceof AppError) return words ? sayFault(fault, words) : fault.message
  const { code, path, stack } = fault as NodeJS.ErrnoException
  if (words && code !== undefined && path !== undefined) return words.plain('cli.file-fault', { file: path, code })
  return [words?.plain('cli.internal'), stack ?? String(fault)].filter(Boolean).join('\n')
}

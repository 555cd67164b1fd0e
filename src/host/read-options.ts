import { parseArgs, type ParseArgsConfig } from 'node:util'
import { AppError } from '../model/app-error.ts'

type Read<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>

/** Reads a command's options. @throws AppError `bad-request` saying which one is wrong, and which there are */
export function readOptions<Config extends ParseArgsConfig>(config: Config): Read<Config> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw faultOf(error, config)
  }
}

/** The same for a command that says its faults itself. @returns the fault in place of the options */
export function optionsOrFault<Config extends ParseArgsConfig>(config: Config): Read<Config> | AppError {
  try {
    return parseArgs(config)
  } catch (error) {
    return faultOf(error, config)
  }
}

/** Node's message is English; the option or word that it means stands in it between quotes. */
function faultOf(error: unknown, { options = {} }: ParseArgsConfig): AppError {
  const { code = '', message = '' } = error as NodeJS.ErrnoException
  const [, quoted = ''] = /'([^']*)'/.exec(message) ?? []
  // “-o, --output <value>”
  const given = quoted.replace(/ <value>$/, '')
  const fault = (key: string): AppError => new AppError('bad-request', 'bad option', { key: `cli.${key}`, with: { given, known } })
  const known = Object.keys(options)
    .map((name) => `--${name}`)
    .join('、')
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return fault('extra-word')
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return fault(known === '' ? 'no-options' : 'bad-option')
  return fault(message.includes('does not take an argument') ? 'option-takes-none' : 'option-needs-value')
}

/** Words beyond those that a command takes are mistakes. @throws AppError `bad-request` naming the first of them */
export function refuseMore(words: readonly string[], most: number): void {
  const given = words[most]
  if (given !== undefined) throw new AppError('bad-request', 'extra word', { key: 'cli.extra-word', with: { given } })
}

/** What a command with several acts is to do. @throws AppError `bad-request` naming the acts that there are; undefined where none is given */
export function readVerb<Act>(acts: Readonly<Record<string, Act>>, command: string, given: string | undefined): Act | undefined {
  if (given === undefined) return undefined
  if (Object.hasOwn(acts, given)) return acts[given]
  throw new AppError('bad-request', 'verb', { key: 'cli.no-verb', with: { given, command, verbs: Object.keys(acts).join('、') } })
}

/** A report year as an option gives it. @throws AppError `bad-request` */
export function readYear(text: string): number {
  if (!/^20\d{2}$/.test(text)) throw new AppError('bad-request', 'year', { key: 'cli.bad-year', with: { given: text } })
  return Number(text)
}

/** One of the forms that a command can print. @throws AppError `bad-request` naming those that there are */
export function readFormat<Format extends string>(formats: readonly Format[], given: string): Format {
  const format = formats.find((one) => one === given)
  if (!format) throw new AppError('bad-request', 'format', { key: 'cli.bad-format', with: { format: given, formats: formats.join('、') } })
  return format
}

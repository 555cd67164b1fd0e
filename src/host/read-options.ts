import { parseArgs, type ParseArgsConfig } from 'node:util'
import { AppError } from '../model/app-error.ts'

type Read<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>

/** Reads a command's options. @throws AppError `bad-request` saying which one is wrong */
export function readOptions<Config extends ParseArgsConfig>(config: Config): Read<Config> {
  try {
    return parseArgs(config)
  } catch (error) {
    const problem = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    throw new AppError('bad-request', 'bad option', { key: 'cli.bad-option', with: { problem } })
  }
}

/** The same for a command that says its whole usage: null if an option is wrong. */
export function optionsOrNull<Config extends ParseArgsConfig>(config: Config): Read<Config> | null {
  try {
    return parseArgs(config)
  } catch {
    return null
  }
}

/** A report year as an option gives it. @throws AppError `bad-request` */
export function readYear(text: string): number {
  if (!/^20\d{2}$/.test(text)) throw new AppError('bad-request', 'year', { key: 'cli.bad-year' })
  return Number(text)
}

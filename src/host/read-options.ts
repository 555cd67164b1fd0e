import { parseArgs, type ParseArgsConfig } from 'node:util'
import { AppError } from '../model/app-error.ts'

/** Reads a command's options. @throws AppError `bad-request` saying which one is wrong */
export function readOptions<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new AppError('bad-request', 'bad option', {
      key: 'cli.bad-option',
      with: { problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '' },
    })
  }
}

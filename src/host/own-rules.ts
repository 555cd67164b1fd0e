import { readdirSync } from 'node:fs'
import { AppError } from '../model/app-error.ts'

/**
 * The folder of the office's own rules, NIANBAO_RULES.
 * @returns undefined where it is not set
 * @throws AppError bad-setting where it is no folder, or may not be read
 */
export function ownRulesFolder(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const folder = env['NIANBAO_RULES']
  if (!folder) return undefined
  refuseRulesFolder(folder, 'startup.bad-rules')
  return folder
}

/** @param key of a family of sentences: `none`, `no-folder`, `denied`. @throws AppError bad-setting */
export function refuseRulesFolder(folder: string, key: string): void {
  try {
    readdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const word = code === 'ENOENT' ? 'none' : code === 'ENOTDIR' ? 'no-folder' : 'denied'
    throw new AppError('bad-setting', 'rules folder', { key: `${key}.${word}`, with: { folder } })
  }
}

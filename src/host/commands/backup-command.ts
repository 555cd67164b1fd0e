import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '../../model/app-error.ts'
import { backupStore, restoreStore } from '../../store/backup-store.ts'
import { loadWords } from '../load-words.ts'
import { keepPrivate } from '../secure-folder.ts'
import { dataFolder } from '../open-store-office.ts'
import { refuseOutput } from '../output-file.ts'
import { readOptions } from '../read-options.ts'

/** `nianbao backup FILE [--data FOLDER]`, also while the server runs. @returns 0 */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const { file, dataDir } = read(args)
  if (!existsSync(join(dataDir, 'nianbao.db')))
    throw new AppError('not-found', 'no store', { key: 'users.no-store', with: { folder: dataDir } })
  if (existsSync(file)) throw new AppError('conflict', 'file is there', { key: 'users.backup-there', with: { file } })
  if (!existsSync(dirname(file)))
    throw new AppError('not-found', 'no folder', { key: 'users.backup-no-folder', with: { folder: dirname(file) } })
  refuseOutput(file)
  keepPrivate()
  const counts = backupStore(dataDir, file)
  console.log(loadWords().plain('users.backed-up', { file, ...counts }))
  return 0
}

/** `nianbao restore FILE [--data FOLDER]`, into a folder that has no store. @returns 0 */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const { file, dataDir } = read(args)
  if (!existsSync(file)) throw new AppError('not-found', 'no file', { key: 'cli.not-found', with: { file } })
  keepPrivate()
  const restored = await restoreStore(file, dataDir)
  if (restored === 'store-there')
    throw new AppError('conflict', 'store is there', { key: 'users.restore-there', with: { folder: dataDir } })
  if (restored === 'no-backup') throw new AppError('unreadable', 'no backup', { key: 'users.no-backup', with: { file } })
  console.log(loadWords().plain('users.restored', { folder: dataDir, ...restored }))
  return 0
}

function read(args: readonly string[]): { file: string; dataDir: string } {
  const given = readOptions({ args: [...args], options: { data: { type: 'string' } }, allowPositionals: true })
  const [file, ...more] = given.positionals
  if (file === undefined || more.length) throw new AppError('bad-request', 'usage', { key: 'users.backup-usage' })
  return { file: resolve(file), dataDir: dataFolder(given.values.data) }
}

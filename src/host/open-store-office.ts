import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Office } from '../office/office.ts'
import { openingFault } from '../store/storage-fault.ts'
import { composeRules, type Composed } from './compose-checker.ts'
import { composeOffice } from './compose-office.ts'
import { keepPrivate, secureFolder } from './secure-folder.ts'
import { readDataFolder } from './read-settings.ts'
import { projectFolder } from './project-folder.ts'

/** Where data is kept: `--data`, NIANBAO_DATA, `./data`. */
export const dataFolder = (given?: string): string => resolve(given || readDataFolder())

/**
 * The office for commands that look at what is kept, beside a server that may be running. Reads no drafts.
 * @param mustExist a command that only reads does not create an empty store in a mistyped folder
 */
export function openStoreOffice({ data, mustExist = false }: { readonly data?: string | undefined; readonly mustExist?: boolean }) {
  const dataDir = dataFolder(data)
  if (mustExist && !existsSync(join(dataDir, 'nianbao.db')))
    throw new AppError('not-found', 'no store there', { key: 'users.no-store', with: { folder: dataDir } })
  keepPrivate()
  if (existsSync(dataDir)) secureFolder(dataDir)
  const composed = composeRules(projectFolder)
  const { office, database } = openOffice(dataDir, composed)
  return { office, dataDir, database, close: () => database.close() }
}

/** A file stands where the folder should be. */
const IN_THE_WAY: ReadonlySet<string> = new Set(['EEXIST', 'ENOTDIR'])

/** @throws StorageFault with a sentence of startup.yaml */
function openOffice(dataDir: string, composed: Composed): Pick<ReturnType<typeof composeOffice>, 'office' | 'database'> {
  try {
    return composeOffice({
      dataDir,
      folder: projectFolder,
      composed,
      drafts: { attempt: refuse },
      answerer: { answer: refuse },
    })
  } catch (error) {
    if (IN_THE_WAY.has((error as NodeJS.ErrnoException).code ?? ''))
      throw new AppError('bad-setting', 'data folder', { key: 'startup.data-denied', with: { folder: dataDir } })
    throw openingFault(error, dataDir)
  }
}

async function refuse(): Promise<never> {
  throw new AppError('internal', 'this command reads and answers nothing')
}

/** The person at the machine's shell, who can read the store's files anyway. */
export const shellPerson = ({ words }: Pick<Office, 'words'>): Actor => ({
  userId: 'shell',
  name: words.plain('users.role.administrator'),
  roles: ['administrator'],
  agencyIds: [],
  supervises: [],
})

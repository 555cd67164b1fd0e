import { FILE_KINDS } from '../model/ports/exporter.ts'
import { createAgencyDirectory } from '../office/agency-directory.ts'
import { ALL_COMMANDS } from '../office/all-commands.ts'
import type { Office } from '../office/office.ts'
import { PLATFORMS } from './platform-list.ts'
import { systemClock, systemIds } from './system.ts'

type Shared = 'fileKinds' | 'clock' | 'ids' | 'agencies' | 'platforms' | 'commands'

/** The office over a host's parts, with what is the same on every host. */
export const createOffice = (parts: Omit<Office, Shared> & Partial<Pick<Office, Shared>>): Office => ({
  clock: systemClock,
  ids: systemIds,
  agencies: createAgencyDirectory(parts.checker.reference.lexicon, parts.store.agencies),
  platforms: PLATFORMS,
  commands: ALL_COMMANDS,
  fileKinds: FILE_KINDS,
  ...parts,
})

import { limitsFromEnvironment } from '../../extract/limits.ts'
import { createDraftPool, type DraftPool, type PoolOptions } from './draft-pool.ts'

/** Two files are worked on at once on the command line. */
const PROCESSES = 2

/**
 * The pool of a command, under the limits of the environment. Rules are read when the first process starts.
 * @param catalogue packed, if the command has read the rules anyway
 */
export const openDraftPool = ({
  catalogue = readCatalogue,
  ...options
}: Partial<Pick<PoolOptions, 'catalogue' | 'recognise'>> = {}): DraftPool =>
  createDraftPool({ limits: limitsFromEnvironment(process.env), most: PROCESSES, catalogue, ...options })

/** @throws AppError bad-rule-file */
async function readCatalogue(): Promise<Uint8Array> {
  const { readKnownRules } = await import('../known-rules.ts')
  return (await readKnownRules()).packed
}

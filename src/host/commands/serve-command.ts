import { serve } from '../../node.ts'
import { readOptions } from '../read-options.ts'

/** `nianbao serve`: everything is set by the environment. @returns 0 once it is stopped */
export async function serveCommand(args: readonly string[]): Promise<number> {
  readOptions({ args: [...args], options: {} })
  return serve()
}

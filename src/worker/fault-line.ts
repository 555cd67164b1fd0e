import { errorCode, errorPlaces } from '../office/run-jobs.ts'

/** One structured line in the Worker's log: what failed and where, never an error's message, which may hold a draft's words. */
export function logFault(where: string, error: unknown, more: Readonly<Record<string, string | number | boolean>> = {}): void {
  console.error(JSON.stringify({ level: 'error', name: 'nianbao', where, code: errorCode(error), ...more, at: errorPlaces(error) }))
}

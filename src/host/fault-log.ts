import pino from 'pino'
import { errorCode, errorPlaces } from '../office/run-jobs.ts'

export interface FaultLog {
  fault(where: string, error: unknown, more?: Readonly<Record<string, string | number | boolean>>): void
}

/** Structured lines on stderr: what failed and where in the code, never an error's message, which may hold a draft's words. */
export function createFaultLog(level: string): FaultLog {
  const logger = pino({ name: 'nianbao', level }, pino.destination({ dest: 2, sync: true }))
  return {
    fault: (where, error, more = {}) => logger.error({ where, code: errorCode(error), ...more, at: errorPlaces(error) }, 'fault'),
  }
}

/** Our own faults and refusals, told apart by code; `interrupted`: the work was stopped from outside, again and again. A draft's defect is a Finding, never one of these. */
export type AppErrorCode =
  | 'bad-request'
  | 'not-found'
  | 'forbidden'
  | 'unauthenticated'
  | 'too-large'
  | 'too-long'
  | 'too-many'
  | 'too-slow'
  | 'unsupported-type'
  | 'unreadable'
  | 'conflict'
  | 'bad-rule-file'
  | 'bad-setting'
  | 'unavailable'
  | 'interrupted'
  | 'busy'
  | 'no-room'
  | 'storage'
  | 'internal'

/** Faults of our own: trying again may help, and the person has done nothing wrong. */
const OURS: ReadonlySet<AppErrorCode> = new Set(['internal', 'unavailable', 'interrupted', 'busy', 'no-room', 'storage'])

/** Whether an error is a refusal that a person can do something about, rather than a fault of our own. */
export const isRefusal = (error: unknown): error is AppError => error instanceof AppError && !OURS.has(error.code)

/** Whether nothing could be kept, which is nobody's fault and passes: the disk is full, the database locked. */
export const isStorageFault = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'no-room' || error.code === 'storage')

/** A sentence by its key, with its words. */
export interface AppErrorSay {
  readonly key: string
  readonly with?: Readonly<Record<string, string | number | readonly string[]>>
}

export class AppError extends Error {
  readonly code: AppErrorCode
  readonly say: AppErrorSay | undefined
  readonly retryAfter: number | undefined

  /**
   * @param code what went wrong, from a closed set
   * @param message for developers and logs; never holds a draft's words
   * @param say key of a sentence in prompts-templates/…/errors.yaml with its words, for the person
   * @param retryAfter seconds after which another try makes sense
   */
  constructor(code: AppErrorCode, message: string, say?: AppErrorSay, retryAfter?: number) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.say = say
    this.retryAfter = retryAfter
  }
}

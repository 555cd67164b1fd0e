/** Our own faults and refusals, told apart by code. A draft's defect is a Finding, never one of these. */
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
  | 'busy'
  | 'internal'

export class AppError extends Error {
  /**
   * @param code what went wrong, from a closed set
   * @param message for developers and logs; never holds a draft's words
   * @param say key of a sentence in prompts-templates/…/errors.yaml with its words, for the person
   * @param retryAfter seconds after which another try makes sense
   */
  constructor(
    readonly code: AppErrorCode,
    message: string,
    readonly say?: { readonly key: string; readonly with?: Readonly<Record<string, string | number | readonly string[]>> },
    readonly retryAfter?: number,
  ) {
    super(message)
    this.name = 'AppError'
  }
}

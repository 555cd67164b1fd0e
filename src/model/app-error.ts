/** Our own faults and refusals, told apart by code; `interrupted`: the work was stopped from outside, again and again. A draft's defect is a Finding, never one of these. */
export type AppErrorCode =
  | 'bad-request'
  | 'not-found'
  | 'forbidden'
  | 'unauthenticated'
  | 'too-large'
  | 'too-long'
  | 'too-slow'
  | 'unsupported-type'
  | 'unreadable'
  | 'conflict'
  | 'bad-rule-file'
  | 'bad-setting'
  | 'unavailable'
  | 'interrupted'
  | 'busy'
  | 'internal'

/** A sentence by its key, with its words. */
export interface AppErrorSay {
  readonly key: string
  readonly with?: Readonly<Record<string, string | number | readonly string[]>>
}

export class AppError extends Error {
  readonly code: AppErrorCode
  readonly say: AppErrorSay | undefined

  /**
   * @param code what went wrong, from a closed set
   * @param message for developers and logs; never holds a draft's words
   * @param say key of a sentence in prompts-templates/…/errors.yaml with its words, for the person
   */
  constructor(code: AppErrorCode, message: string, say?: AppErrorSay) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.say = say
  }
}

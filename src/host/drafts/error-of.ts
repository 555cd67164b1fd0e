import type { Thrown } from '../../draft-work/messages.ts'
import { AppError } from '../../model/app-error.ts'

/** An error that work on a draft threw, as the host throws it: with the places in the code, without the message. */
export function errorOf({ name, places, code, say }: Thrown): Error {
  const error = code ? new AppError(code, 'work on a draft', say) : Object.assign(new Error('work on a draft'), { name })
  error.stack = [name, ...places].join('\n')
  return error
}

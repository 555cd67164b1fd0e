import type { AppError } from '../model/app-error.ts'
import type { Words } from '../reply/say.ts'

/** The sentence of a fault; its message, which is for developers, where it has none. */
export const sayFault = ({ say, message }: Pick<AppError, 'say' | 'message'>, words: Words): string =>
  say && words.has(say.key) ? words.plain(say.key, say.with ?? {}) : message

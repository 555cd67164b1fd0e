import { AppError, isRefusal } from '../model/app-error.ts'
import type { Words } from './say.ts'

/** What a person is told of an error: the sentence that it names, or that something went wrong and was noted. */
export function sayError(words: Words, error: unknown): string {
  const say = error instanceof AppError ? error.say : undefined
  if (!say) return words.plain('errors.internal')
  return words.plain(words.has(say.key) ? say.key : `errors.${say.key}`, say.with ?? {})
}

/** What a refusal says to the person; null for a fault of our own, which is tried again. */
export function sayRefusal(words: Words, error: unknown): string | null {
  if (!isRefusal(error) || !error.say) return null
  return sayError(words, error)
}

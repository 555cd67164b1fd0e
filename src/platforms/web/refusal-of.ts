import type { Context } from 'hono'
import { AppError } from '../../model/app-error.ts'
import type { Words } from '../../reply/say.ts'
import { sayError } from '../../reply/say-error.ts'

const STATUS = { conflict: 409, 'too-many': 429, busy: 503 } as const

/** What a refused form says above itself, and its status. @throws what is no refusal */
export function refusalOf(c: Context, words: Words, error: unknown): { readonly problem: string; readonly status: 400 | 409 | 429 | 503 } {
  if (!(error instanceof AppError) || error.code === 'internal') throw error
  if (error.retryAfter !== undefined) c.header('retry-after', String(error.retryAfter))
  return { problem: sayError(words, error), status: STATUS[error.code as keyof typeof STATUS] ?? 400 }
}

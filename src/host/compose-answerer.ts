import type { Answerer } from '../model/ports/answerer.ts'
import type { Composed } from './compose-checker.ts'

/** What answers questions. */
export function composeAnswerer({ words }: Composed, _folder: string): Answerer {
  return {
    answer: () => ({ kind: 'unknown', route: [], text: words.say('chat.answerer-off'), basis: [], next: [], action: null }),
  }
}

import type { Lexicon } from '../../language/lexicon.ts'

export type Slash =
  | { readonly what: 'check' }
  | { readonly what: 'help' }
  | { readonly what: 'progress' }
  /** A question, or the id of a rule to explain. */
  | { readonly what: 'ask'; readonly question: string }

/** `/nianbao 检查 | 解释 T3-001 | 进度 | 帮助`; anything else is a question. */
export function readSlash(lexicon: Lexicon, text: string): Slash {
  const question = text.trim()
  const what = lexicon.classify('chat/addressed/command', question.toLowerCase())
  return what === 'check' || what === 'help' || what === 'progress' ? { what } : { what: 'ask', question }
}

export type Slash =
  | { readonly what: 'check' }
  | { readonly what: 'help' }
  | { readonly what: 'progress' }
  /** A question, or the id of a rule to explain. */
  | { readonly what: 'ask'; readonly question: string }

/** `/nianbao 检查 | 解释 T3-001 | 进度 | 帮助`; anything else is a question. */
export function readSlash(text: string): Slash {
  const words = text.trim()
  if (words === '' || /^(帮助|help|\?|？)$/i.test(words)) return { what: 'help' }
  if (/^(检查|check)$/i.test(words)) return { what: 'check' }
  if (/^(进度|status)$/i.test(words)) return { what: 'progress' }
  return { what: 'ask', question: words }
}

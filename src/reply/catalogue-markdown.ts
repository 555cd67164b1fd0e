import type { Rule } from '../model/rule.ts'
import { plainText } from './markup.ts'
import { ruleFacts } from './rule-reply.ts'
import type { Words } from './say.ts'

/** The whole catalogue as one Markdown page. */
export function catalogueMarkdown(rules: readonly Rule[], words: Words): string {
  const pages = rules.map((rule) => {
    const { facts, examples } = ruleFacts(rule, words)
    const lines = [...facts, ...examples].map((spans) => `- ${plainText(spans)}`)
    return [`## ${rule.id} ${rule.title}`, '', words.plain(`checklist.severity.${rule.severity}`), '', ...lines].join('\n')
  })
  return `# ${words.plain('cli.catalogue-title')}\n\n${words.plain('cli.catalogue-lead', { count: rules.length })}\n\n${pages.join('\n\n')}\n`
}

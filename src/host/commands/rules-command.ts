import { parseArgs } from 'node:util'
import { AppError } from '../../model/app-error.ts'
import { ruleReply } from '../../reply/rule-reply.ts'
import { catalogueMarkdown } from '../../reply/catalogue-markdown.ts'
import { replyText } from '../../reply/reply-text.ts'
import { composeChecker } from '../compose-checker.ts'

/** `nianbao explain T3-001`: a rule's page. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const { checker, words } = composeChecker()
  const id = (args[0] ?? '').toUpperCase()
  const rule = checker.rules.find((candidate) => candidate.id === id)
  if (!rule) throw new AppError('not-found', 'no such rule', { key: 'cli.no-rule', with: { id } })
  process.stdout.write(replyText(ruleReply(rule, words)))
  return 0
}

/** `nianbao rules [--format text|md|json]`: the whole catalogue. */
export async function rulesCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { format: { type: 'string', default: 'text' } }, strict: false })
  const { checker, words } = composeChecker()
  if (values.format === 'json') process.stdout.write(`${JSON.stringify(checker.rules, null, 1)}\n`)
  else if (values.format === 'md') process.stdout.write(catalogueMarkdown(checker.rules, words))
  else
    for (const { id, severity, title } of checker.rules)
      console.log(words.plain('cli.rule-line', { id, severity: words.plain(`checklist.severity.${severity}`), title }))
  return 0
}

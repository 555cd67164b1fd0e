import { z } from 'zod'
import { AppError } from '../../model/app-error.ts'
import { ruleReply } from '../../reply/rule-reply.ts'
import { catalogueMarkdown } from '../../reply/catalogue-markdown.ts'
import { replyText } from '../../reply/reply-text.ts'
import { allPredicates } from '../../predicates/all-predicates.ts'
import type { Predicate } from '../../predicates/predicate.ts'
import { composeChecker } from '../compose-checker.ts'
import { readFormat, readOptions } from '../read-options.ts'

const FORMATS = ['text', 'md', 'json'] as const

/** `nianbao explain T3-001`: a rule's page, or those of several. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const { positionals } = readOptions({ args: [...args], options: {}, allowPositionals: true })
  if (positionals.length === 0) throw new AppError('bad-request', 'no rule', { key: 'cli.which-rule' })
  const { checker, words } = composeChecker()
  const pages = positionals.map((given) => {
    const rule = checker.rules.find(({ id }) => id === given.toUpperCase())
    if (!rule) throw new AppError('not-found', 'no such rule', { key: 'cli.no-rule', with: { id: given } })
    return replyText(ruleReply(rule, words))
  })
  process.stdout.write(pages.join('\n'))
  return 0
}

/** `nianbao rules [--format text|md|json]`: the whole catalogue; `--predicates`: what a rule's checks may use. */
export async function rulesCommand(args: readonly string[]): Promise<number> {
  const { values } = readOptions({
    args: [...args],
    options: { format: { type: 'string', default: 'text' }, predicates: { type: 'boolean', default: false } },
  })
  const format = readFormat(FORMATS, values.format)
  const { checker, words } = composeChecker()
  if (values.predicates) for (const predicate of allPredicates) console.log(words.plain('cli.predicate-line', linePartsOf(predicate)))
  else if (format === 'json') process.stdout.write(`${JSON.stringify(checker.rules, null, 1)}\n`)
  else if (format === 'md') process.stdout.write(catalogueMarkdown(checker.rules, words))
  else
    for (const { id, severity, title } of checker.rules)
      console.log(words.plain('cli.rule-line', { id, severity: words.plain(`checklist.severity.${severity}`), title }))
  return 0
}

/** A predicate's options (`?` behind those that may be left out) and placeholders, each as one text. */
function linePartsOf({ name, options, evidence }: Predicate): Record<'name' | 'options' | 'placeholders', string> {
  const schema = z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' })
  const variants = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const named = variants.flatMap(({ properties = {}, required = [] }) =>
    Object.keys(properties).map((key) => (required.includes(key) ? key : `${key}?`)),
  )
  return { name, options: [...new Set(named)].join(' '), placeholders: evidence.map((key) => `{${key}}`).join(' ') }
}

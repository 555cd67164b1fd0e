import type { Rule } from '../model/rule.ts'
import { basisText } from './rule-reply.ts'
import type { Words } from './say.ts'

/** The whole catalogue as one Markdown page. */
export function catalogueMarkdown(rules: readonly Rule[], words: Words): string {
  const pages = rules.map((rule) => {
    const severity = words.plain(`checklist.severity.${rule.severity}`)
    const lines = [
      `## ${rule.id} ${rule.title}`,
      '',
      `${severity}`,
      '',
      `- ${words.plain('cli.rule-why', { why: rule.inGeneral.why ?? rule.why })}`,
      `- ${words.plain('cli.rule-fix', { fix: rule.inGeneral.fix ?? rule.fix })}`,
      `- ${words.plain('cli.rule-basis', { basis: basisText(rule, words) })}`,
      ...(rule.doubt ? [`- ${words.plain('cli.rule-doubt', { doubt: rule.doubt })}`] : []),
      ...rule.cases.map(
        (test) =>
          `- ${words.plain('cli.rule-example', { name: test.name, expect: words.plain(`cli.expect.${typeof test.expect === 'string' ? test.expect : 'fail'}`) })}`,
      ),
    ]
    return lines.join('\n')
  })
  return `# ${words.plain('cli.catalogue-title')}\n\n${words.plain('cli.catalogue-lead', { count: rules.length })}\n\n${pages.join('\n\n')}\n`
}

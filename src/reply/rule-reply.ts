import type { Reply, ReplySpan } from '../model/reply.ts'
import type { Rule } from '../model/rule.ts'
import { heading, list, paragraph } from './blocks.ts'
import { basisSpans } from './finding-lines.ts'
import { plainText } from './markup.ts'
import type { Words } from './say.ts'

/** A rule's page: what it asks, why, on what basis, how to mend it, and its examples. */
export function ruleReply(rule: Rule, words: Words): Reply {
  const { id, title, severity } = rule
  const { facts, examples } = ruleFacts(rule, words)
  const head = words.spans('cli.rule-head', { id, title, severity: words.plain(`checklist.severity.${severity}`) })
  return { text: `${id} ${title}`, blocks: [heading(1, head), ...facts.map(paragraph), list(examples)], files: [] }
}

/** Why a rule is there, how to mend it, its bases in one line (those not seen in the original are marked), doubts; its examples. */
export function ruleFacts(rule: Rule, words: Words): { readonly facts: ReplySpan[][]; readonly examples: ReplySpan[][] } {
  const facts = [
    words.spans('cli.rule-why', { why: rule.inGeneral.why ?? rule.why }),
    words.spans('cli.rule-fix', { fix: rule.inGeneral.fix ?? rule.fix }),
    words.spans('cli.rule-basis', { basis: plainText(basisSpans(rule, words)) }),
    ...(rule.returns ? [words.spans('cli.rule-returns', {})] : []),
    ...(rule.doubt ? [words.spans('cli.rule-doubt', { doubt: rule.doubt })] : []),
  ]
  const examples = rule.cases.map(({ name, expect }) =>
    words.spans('cli.rule-example', { name, expect: words.plain(`cli.expect.${typeof expect === 'string' ? expect : 'fail'}`) }),
  )
  return { facts, examples }
}

import type { Reply, ReplyBlock } from '../model/reply.ts'
import type { Rule } from '../model/rule.ts'
import type { Words } from './say.ts'

/** A rule's page: what it asks, why, on what basis, how to mend it, and its examples. */
export function ruleReply(rule: Rule, words: Words): Reply {
  const severity = words.plain(`checklist.severity.${rule.severity}`)
  const say = (key: string, values: Record<string, unknown>): ReplyBlock => ({
    kind: 'paragraph',
    spans: words.spans(`cli.${key}`, values),
  })
  const blocks: ReplyBlock[] = [
    { kind: 'heading', level: 1, spans: words.spans('cli.rule-head', { id: rule.id, title: rule.title, severity }) },
    say('rule-why', { why: rule.inGeneral.why ?? rule.why }),
    say('rule-fix', { fix: rule.inGeneral.fix ?? rule.fix }),
    say('rule-basis', { basis: basisText(rule, words) }),
    ...(rule.doubt ? [say('rule-doubt', { doubt: rule.doubt })] : []),
    {
      kind: 'list',
      items: rule.cases.map((test) =>
        words.spans('cli.rule-example', {
          name: test.name,
          expect: words.plain(`cli.expect.${typeof test.expect === 'string' ? test.expect : 'fail'}`),
        }),
      ),
    },
  ]
  return { text: `${rule.id} ${rule.title}`, blocks, files: [] }
}

/** The bases of a rule as one line; those not seen in the original are marked. */
export const basisText = (rule: Pick<Rule, 'basis'>, words: Words): string =>
  rule.basis
    .map(({ document, place, source }) => words.plain('checklist.basis', { document, place: place ?? null, memory: source === 'memory' }))
    .join('；')

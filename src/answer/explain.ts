import type { Answer } from '../model/answer.ts'
import type { ChecklistItem } from '../model/checklist.ts'
import type { Rule } from '../model/rule.ts'
import { type AnswerKit, type AskContext, nextOf } from './answer-context.ts'
import type { Topic } from './knowledge.ts'

const PLACES = 3

/** A rule in general, and below it the asker's own finding where the draft has one. */
export function explainRule(rule: Rule, kit: AnswerKit, { checklist }: AskContext): Answer {
  const own = checklist?.items.filter(({ finding }) => finding.rule === rule.id) ?? []
  if (own.length === 1) return explainItem(own[0] as ChecklistItem, kit)
  const { words } = kit
  const lines = [words.say('answer.rule', { id: rule.id, title: rule.title, severity: words.plain(`answer.severity.${rule.severity}`), why: rule.inGeneral.why ?? rule.why, fix: rule.inGeneral.fix ?? rule.fix })]
  if (rule.doubt) lines.push(words.say('answer.doubt', { doubt: rule.doubt }))
  for (const { number, finding } of own.slice(0, PLACES)) lines.push(words.say('answer.rule-in-draft', { number, message: finding.message }))
  const waived = checklist?.waived.find(({ finding }) => finding.rule === rule.id)
  const unknown = checklist?.unknown.find((each) => each.rule === rule.id)
  if (checklist && own.length === 0)
    lines.push(waived ? words.say('answer.rule-waived', { reason: waived.waiver.reason }) : unknown ? words.say('answer.rule-unknown-in-draft', { reason: unknown.reason }) : words.say('answer.rule-absent'))
  return {
    kind: own.length ? 'finding' : 'rule',
    route: [rule.id],
    text: lines.join('\n'),
    basis: [...rule.basis],
    next: nextOf(kit, nextToRule(rule.id, kit)),
    action: null,
  }
}

/** An entry of the asker's checklist, with her own numbers and places. */
export function explainItem({ number, finding }: ChecklistItem, kit: AnswerKit): Answer {
  const { words } = kit
  const lines = [
    words.say('answer.item.head', { number, title: finding.title, rule: finding.rule, severity: words.plain(`answer.severity.${finding.severity}`) }),
    words.say('answer.item.message', { message: finding.message }),
  ]
  const places = finding.where.slice(0, PLACES).map(({ label, quote }) => words.say('answer.item.place', { label, quote: quote ?? null }))
  if (finding.where.length > PLACES) places.push(words.say('answer.item.places-more', { count: finding.where.length }))
  if (places.length) lines.push(words.say('answer.item.where', { places: places.join('；') }))
  if (finding.actual !== null) lines.push(words.say('answer.item.values', { actual: finding.actual, expected: finding.expected }))
  else if (finding.expected !== null) lines.push(words.say('answer.item.expected', { expected: finding.expected }))
  lines.push(words.say('answer.item.why', { why: finding.why }), words.say('answer.item.fix', { fix: finding.fix }))
  if (finding.consequences.length)
    lines.push(words.say('answer.item.consequences', { count: finding.consequences.length, rules: [...new Set(finding.consequences.map(({ rule }) => rule))].join('、') }))
  return {
    kind: 'finding',
    route: [finding.rule, 'CHECKLIST/item'],
    text: lines.join('\n'),
    basis: [...finding.basis],
    next: nextOf(kit, [...nextToRule(finding.rule, kit), 'CHECKLIST/remaining', 'CHECKLIST/errors']),
    action: null,
  }
}

/** A topic as it stands, with what was worked out for this question in front. */
export function explainTopic(topic: Topic, kit: AnswerKit, front: readonly string[] = []): Answer {
  return {
    kind: topic.kind === 'refusal' ? 'refusal' : topic.kind === 'topic' ? 'topic' : topic.kind,
    route: [topic.id, ...topic.rules],
    text: [...front, topic.answer].join('\n'),
    basis: [...topic.basis],
    next: nextOf(kit, topic.next),
    action: null,
  }
}

function nextToRule(id: string, { topicsOfRule, rules }: AnswerKit): string[] {
  const [group, number] = id.split('-') as [string, string]
  const sibling = `${group}-${String(Number(number) + 1).padStart(3, '0')}`
  const waive = rules.get(id)?.waivable === false ? [] : ['BOT/waive']
  return [...(topicsOfRule.get(id) ?? []).map((topic) => topic.id), ...waive, ...(rules.has(sibling) ? [sibling] : [])]
}

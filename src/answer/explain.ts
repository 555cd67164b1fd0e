import { trimEndOf } from '../language/trim-characters.ts'
import type { Answer } from '../model/answer.ts'
import { type Checklist, type ChecklistItem, findingsOf } from '../model/checklist.ts'
import type { Finding } from '../model/finding.ts'
import type { Rule } from '../model/rule.ts'
import { type AnswerKit, answerOf, type AskContext, type Next, nextOf } from './answer-context.ts'
import type { Topic } from './knowledge.ts'
import type { AnswerPart } from './read-question-form.ts'

const PLACES = 3
/** In characters: a value longer than SHORT is not repeated; one longer than LONG stands on a line of its own. */
const SHORT = 8
const LONG = 24

/** Explains a rule in general, and below it the asker's own finding if the draft has one. */
export function explainRule(rule: Rule, kit: AnswerKit, { checklist }: AskContext): Answer {
  const own = (checklist?.items ?? []).flatMap((item) =>
    findingsOf(item).flatMap((finding) => (finding.rule === rule.id ? [{ ...item, finding }] : [])),
  )
  if (checklist && own.length === 1) return explainItem(own[0] as ChecklistItem, kit, checklist)
  const { words } = kit
  const lines = [
    words.say('answer.rule', {
      id: rule.id,
      title: rule.title,
      severity: words.plain(`answer.severity.${rule.severity}`),
      why: rule.inGeneral.why ?? rule.why,
      fix: rule.inGeneral.fix ?? rule.fix,
    }),
  ]
  if (rule.doubt) lines.push(words.say('answer.doubt', { doubt: rule.doubt }))
  for (const { number, finding } of own.slice(0, PLACES))
    lines.push(words.say('answer.rule-in-draft', { number, message: finding.message }))
  const waived = checklist?.waived.find(({ finding }) => finding.rule === rule.id)
  const unknown = checklist?.unknown.find((each) => each.rule === rule.id)
  if (checklist && own.length === 0)
    lines.push(
      waived
        ? words.say('answer.rule-waived', { reason: waived.waiver.reason })
        : unknown
          ? words.say('answer.rule-unknown-in-draft', { reason: unknown.reason })
          : words.say('answer.rule-absent'),
    )
  const next = [...own.slice(0, 2).map((item) => itemButton(item, kit)), ...nextOf(kit, nextToRule(rule.id, kit))].slice(0, 3)
  return answerOf(own.length ? 'finding' : 'rule', [rule.id], lines, next, { basis: [...rule.basis] })
}

/** Explains an entry of the asker's checklist with its numbers and places. */
export function explainItem(item: ChecklistItem, kit: AnswerKit, checklist: Checklist | null = null): Answer {
  const { finding } = item
  const { words } = kit
  const lines = [
    itemHead(item, kit),
    words.say('answer.item.message', { message: finding.message }),
    ...tellPlaces(finding, kit),
    ...tellValues(finding, kit),
    words.say('answer.item.why', { why: finding.why }),
    words.say('answer.item.fix', { fix: finding.fix }),
  ]
  const rules = [...new Set(finding.consequences.map(({ rule }) => rule))].join('、')
  if (rules) lines.push(words.say('answer.item.consequences', { count: finding.consequences.length, rules }))
  return answerOfItem(item, lines, kit, checklist)
}

/** Answers one aspect of an entry that has just been explained. */
export function explainItemPart(item: ChecklistItem, part: Exclude<AnswerPart, 'all'>, kit: AnswerKit, checklist: Checklist): Answer {
  const { finding } = item
  const { words } = kit
  const told: Readonly<Record<typeof part, () => string[]>> = {
    fix: () => [...tellValues(finding, kit, true), words.say('answer.item.fix', { fix: finding.fix })],
    why: () => [words.say('answer.item.message', { message: finding.message }), words.say('answer.item.why', { why: finding.why })],
    basis: () => [words.say('answer.item.why', { why: finding.why })],
    value: () =>
      finding.expected === null
        ? [words.say('answer.item.no-value', { fix: finding.fix })]
        : [
            ...tellValues(finding, kit, true),
            ...(/\d/.test(finding.expected) && finding.expected.length <= LONG ? [words.say('answer.item.own-value')] : []),
          ],
  }
  const answer = answerOfItem(item, [itemHead(item, kit), ...told[part]()], kit, checklist)
  return part === 'basis' ? answer : { ...answer, basis: [] }
}

const itemHead = ({ number, finding }: ChecklistItem, { words }: AnswerKit): string =>
  words.say('answer.item.head', {
    number,
    title: finding.title,
    rule: finding.rule,
    severity: words.plain(`answer.severity.${finding.severity}`),
  })

const answerOfItem = ({ number, finding }: ChecklistItem, lines: readonly string[], kit: AnswerKit, checklist: Checklist | null): Answer =>
  answerOf('finding', [finding.rule, 'CHECKLIST/item'], lines, nextToItem(number, finding.rule, kit, checklist), {
    item: number,
    basis: [...finding.basis],
  })

/** Places with their quotes. A quote that the message already has is left out. */
function tellPlaces({ where, message }: Finding, { words }: AnswerKit): string[] {
  const places = where.slice(0, PLACES).map(({ label, quote }) =>
    words.say('answer.item.place', {
      label,
      quote: quote === undefined || (quote.length > SHORT && message.includes(quote)) ? null : trimEndOf(quote, /[，,。；;、\s]/),
    }),
  )
  if (where.length > PLACES) places.push(words.say('answer.item.places-more', { count: where.length }))
  return places.length ? [words.say('answer.item.where', { places: places.join('；') })] : []
}

function tellValues({ actual: found, expected, message, where }: Finding, { words }: AnswerKit, again = false): string[] {
  const long = !again && found !== null && found.length > SHORT
  if (long && expected !== null && message.includes(found) && message.includes(expected)) return []
  const told = long && (message.includes(found) || where.some(({ quote }) => quote?.includes(found)))
  const actual = told ? null : found
  if (actual === null) return expected === null ? [] : [words.say('answer.item.expected', { expected })]
  if (expected !== null && (actual.length > LONG || actual.includes('→')))
    return [words.say('answer.item.values', { actual, expected: null }), words.say('answer.item.expected', { expected })]
  return [words.say('answer.item.values', { actual, expected })]
}

/** Buttons after an entry: what belongs to it, then the next entry. */
function nextToItem(number: number, rule: string, kit: AnswerKit, checklist: Checklist | null): Next[] {
  const at = checklist?.items.findIndex((item) => item.number === number) ?? -1
  const after = at < 0 ? undefined : checklist?.items[at + 1]
  const [first] = nextToRule(rule, kit)
  const buttons = [
    ...nextOf(kit, first === undefined ? [] : [first]),
    ...(after ? [itemButton(after, kit)] : []),
    ...nextOf(kit, [...waiveOf(rule, kit), 'CHECKLIST/remaining', 'CHECKLIST/errors']),
  ]
  return buttons.slice(0, 3)
}

export const itemButton = ({ number, finding }: ChecklistItem, { words }: AnswerKit): Next => ({
  label: words.plain('answer.item.label', { number, title: finding.title }),
  question: words.plain('answer.item.question', { number }),
})

/** Answers one aspect of a rule that has just been explained. */
export function explainRulePart(rule: Rule, part: 'fix' | 'why' | 'basis', kit: AnswerKit): Answer {
  const { words } = kit
  const why = rule.inGeneral.why ?? rule.why
  const text = [
    words.say('answer.rule-head', { id: rule.id, title: rule.title }),
    part === 'fix' ? words.say('answer.item.fix', { fix: rule.inGeneral.fix ?? rule.fix }) : words.say('answer.item.why', { why }),
  ]
  return answerOf('rule', [rule.id], text, nextOf(kit, nextToRule(rule.id, kit)), part === 'basis' ? { basis: [...rule.basis] } : {})
}

/** The documents a topic rests on. */
export function explainTopicBasis(topic: Topic, kit: AnswerKit): Answer {
  const answer = explainTopic(topic, kit)
  return { ...answer, text: kit.words.say(answer.basis.length ? 'answer.basis-of' : 'answer.basis-none', { title: topic.title }) }
}

/** A topic's own text, after the lines computed for this question. The program's manual is not cited. */
export const explainTopic = (topic: Topic, kit: AnswerKit, front: readonly string[] = []): Answer =>
  answerOf(topic.kind, [topic.id, ...topic.rules], [...front, topic.answer], nextOf(kit, topic.next), {
    basis: topic.basis.filter(({ document }) => document !== kit.words.plain('answer.own-manual')),
  })

function nextToRule(id: string, kit: AnswerKit): string[] {
  const { topicsOfRule, rules } = kit
  const [group, number] = id.split('-') as [string, string]
  const sibling = `${group}-${String(Number(number) + 1).padStart(3, '0')}`
  return [
    ...(rules.get(id)?.next ?? []),
    ...(topicsOfRule.get(id) ?? []).map((topic) => topic.id),
    ...waiveOf(id, kit),
    ...(rules.has(sibling) ? [sibling] : []),
  ]
}

const waiveOf = (id: string, { rules }: AnswerKit): string[] => ((rules.get(id)?.waivable ?? true) === true ? ['BOT/waive'] : [])

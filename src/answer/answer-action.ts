import type { Answer } from '../model/answer.ts'
import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import { type AnswerKit, type AskContext, nextOf } from './answer-context.ts'
import { explainTopic } from './explain.ts'
import type { Topic } from './knowledge.ts'
import { findItemReference, resolveItem } from './refer.ts'
import { namedAgencies } from './answer-supervision.ts'
import { findRuleNumbers } from './rule-number.ts'

type Action = NonNullable<Answer['action']>

/** What the person asked to have done: the office command for it, checked again by the office when it is done. */
// Long: one case for each thing that can be asked for.
export function answerAction(topic: Topic, question: string, kit: AnswerKit, context: AskContext): Answer {
  const { words } = kit
  const { checklist, role } = context
  const answer = (text: string, action: Action | null = null): Answer => ({
    kind: 'action',
    route: [topic.id],
    text,
    basis: [],
    next: nextOf(kit, topic.next),
    action,
  })
  const forSupervisors = topic.id === 'ACTION/digest' || topic.id === 'ACTION/remind'
  if (forSupervisors && role === 'drafter')
    return {
      ...answer(words.say('answer.action.denied')),
      kind: 'refusal',
      next: nextOf(kit, ['CHECKLIST/remaining', 'LAW/deadline', 'BOT/help']),
    }
  switch (topic.id) {
    case 'ACTION/digest':
      return answer(words.say('answer.action.digest'), { command: 'digest', value: '' })
    case 'ACTION/remind':
      return remind(question, kit, context, answer)
    case 'ACTION/blank-form':
      return answer(topic.answer, { command: 'blank-form', value: /(20[12]\d)/.exec(question)?.[1] ?? '' })
    case 'ACTION/annotated':
      return checklist
        ? answer(words.say('answer.action.annotated', { version: checklist.version }), {
            command: 'download',
            value: `${checklist.draftId}/annotated`,
          })
        : explainTopic(topic, kit)
    case 'ACTION/checklist-file':
      return checklist
        ? answer(words.say('answer.action.fixes', { version: checklist.version }), {
            command: 'download',
            value: `${checklist.draftId}/fixes`,
          })
        : explainTopic(topic, kit)
    case 'ACTION/waive':
      return checklist ? waive(question, checklist, kit, context, answer) : explainTopic(topic, kit)
    case 'ACTION/take-back':
      return checklist ? takeBack(question, checklist, kit, answer) : explainTopic(topic, kit)
    default:
      return explainTopic(topic, kit)
  }
}

type Say = (text: string, action?: Action | null) => Answer

/** An agency that is named is reminded alone; all of them only where none is. */
function remind(question: string, { words }: AnswerKit, { supervision }: AskContext, answer: Say): Answer {
  const { agencies, sure } = supervision ? namedAgencies(question, supervision.agencies) : { agencies: [], sure: true }
  const [first] = agencies
  if (first && sure && agencies.length === 1) {
    if (first.state !== 'missing' && first.state !== 'errors')
      return answer(words.say('answer.action.remind-needless', { name: first.name }))
    return answer(words.say('answer.action.remind-one', { name: first.name }), { command: 'remind', value: first.id })
  }
  if (agencies.length > 0 || NAMES_AN_AGENCY.test(question)) {
    const next = agencies.slice(0, 3).map(({ name }) => ({ label: name, question: words.plain('answer.action.remind-question', { name }) }))
    return { ...answer(words.say('answer.action.remind-which')), kind: 'choice', next }
  }
  const behind = supervision?.agencies.filter(({ state }) => state === 'missing').length ?? null
  if (behind === 0) return answer(words.say('answer.action.remind-none'))
  return answer(words.say('answer.action.remind', { count: behind }), { command: 'remind', value: '' })
}

const NAMES_AN_AGENCY = /[^我本各所全的几些个家有没哪些未]{2}(局|委|镇|乡|街道|中心|大队|管委会|政府办?)(?!们)/

function waive(question: string, checklist: Checklist, kit: AnswerKit, { lastAnswer }: AskContext, answer: Say): Answer {
  const { words, rules } = kit
  const item = namedItem(question, checklist, lastAnswer?.route ?? [])
  if (!item) return answer(words.say('answer.action.waive-which'))
  const { number, finding } = item
  const values = { number, title: finding.title, rule: finding.rule }
  // So that “理由是……” in the next message is about this entry.
  const of = (said: Answer): Answer => ({ ...said, route: [...said.route, finding.rule], item: number })
  if (rules.get(finding.rule)?.waivable === false) return of({ ...answer(words.say('answer.action.waive-never', values)), kind: 'refusal' })
  const reason = findReason(question)
  if (!reason) return of(answer(words.say('answer.action.waive-reason', values)))
  return of(
    answer(words.say('answer.action.waive', { ...values, reason }), {
      command: 'waive',
      value: `${checklist.draftId}/${finding.fingerprint}`,
      reason,
    }),
  )
}

type Waived = Checklist['waived'][number]

function takeBack(question: string, checklist: Checklist, { words }: AnswerKit, answer: Say): Answer {
  const { waived } = checklist
  if (waived.length === 0) return answer(words.say('answer.action.take-back-none'))
  const matching = namedWaived(question, waived)
  const [only] = matching
  if (matching.length === 1 && only)
    return answer(words.say('answer.action.take-back', { title: only.finding.title, rule: only.finding.rule }), {
      command: 'unwaive',
      value: `${checklist.draftId}/${only.finding.fingerprint}`,
    })
  const lines = waived.map(({ finding, number = null, waiver }) =>
    words.say('answer.action.take-back-line', { number, title: finding.title, rule: finding.rule, reason: waiver.reason }),
  )
  const next = waived.slice(0, 3).map(({ finding, number }) => ({
    label: finding.title,
    question: words.plain('answer.action.take-back-question', {
      name: number === undefined ? finding.rule : words.plain('answer.action.number', { number }),
    }),
  }))
  return { ...answer([words.say('answer.action.take-back-which', { count: waived.length }), ...lines].join('\n')), kind: 'choice', next }
}

/** By rule, by the number it had in the list, or the one waived last: “刚才的”. All of them where none is named. */
function namedWaived(question: string, waived: readonly Waived[]): readonly Waived[] {
  const rules = findRuleNumbers(question)
  if (rules.length) return waived.filter(({ finding }) => rules.includes(finding.rule))
  const reference = findItemReference(question.replace(/刚才|刚刚/g, ''))
  if (reference && reference.position > 0 && reference.among === null)
    return waived.filter(({ number }) => number === undefined || number === reference.position)
  if (/刚才|刚刚|刚|上一[条个]|最近|最后/.test(question))
    return waived.toSorted((a, b) => b.waiver.at.localeCompare(a.waiver.at)).slice(0, 1)
  return waived
}

function namedItem(question: string, checklist: Checklist, lastRoute: readonly string[]): ChecklistItem | null {
  const named = findRuleNumbers(question)
  const byRule = checklist.items.filter(({ finding }) => named.includes(finding.rule))
  if (byRule.length === 1) return byRule[0] as ChecklistItem
  const reference = findItemReference(question)
  return resolveItem(reference ?? { among: null, position: 0 }, checklist, lastRoute)
}

/** What stands behind 理由 or 因为, without which nothing is waived. */
function findReason(question: string): string | null {
  const reason = /(?:理由|原因)(?:是|为|[:,，：])?\s*(.{2,200})$|因为\s*(.{2,200})$/.exec(question)
  return (reason?.[1] ?? reason?.[2])?.trim().replace(/[。.]$/, '') ?? null
}

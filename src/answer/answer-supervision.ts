import type { Answer } from '../model/answer.ts'
import { type AnswerKit, type AskContext, type Next, nextOf } from './answer-context.ts'
import { explainTopic } from './explain.ts'
import type { Topic } from './knowledge.ts'
import { findAgencies, type SupervisedAgency, type SupervisionView } from './supervision-view.ts'

const SHOWN = 10

/** What a supervisor asks of the agencies below. Others are told that it is not for them. */
export function answerSupervision(topic: Topic, question: string, kit: AnswerKit, context: AskContext): Answer {
  const { words } = kit
  const answer = (text: string, next: Next[] = nextOf(kit, topic.next)): Answer => ({ kind: 'supervision', route: [topic.id], text, basis: [], next, action: null })
  if (context.role === 'drafter') return { ...answer(words.say('answer.supervision.denied'), nextOf(kit, ['CHECKLIST/remaining', 'BOT/privacy', 'LAW/deadline'])), kind: 'refusal' }
  const view = context.supervision
  if (!view) return explainTopic(topic, kit)
  if (topic.id === 'SUPERVISION/agency') return answerAgency(question, view, kit, answer)
  const telling = tellings[topic.id]
  return telling ? answer(telling(view, kit).join('\n')) : explainTopic(topic, kit)
}

const tellings: Readonly<Record<string, (view: SupervisionView, kit: AnswerKit) => string[]>> = {
  'SUPERVISION/summary': (view, kit) => [head(view, kit), ...missing(view, kit), ...most(view, kit)],
  'SUPERVISION/not-submitted': (view, kit) => missing(view, kit),
  'SUPERVISION/most': (view, kit) => most(view, kit),
  'SUPERVISION/common': ({ common }, { words }) =>
    common.length
      ? [words.say('answer.supervision.common-head'), ...common.slice(0, SHOWN).map(({ title, rule, agencies }) => words.say('answer.supervision.common-line', { title, rule, count: agencies }))]
      : [words.say('answer.supervision.common-none')],
}

function head({ year, agencies }: SupervisionView, { words }: AnswerKit): string {
  const count = (status: SupervisedAgency['status']) => agencies.filter((agency) => agency.status === status).length
  return words.say('answer.supervision.head', { year, total: agencies.length, passed: count('passed'), errors: count('has-errors'), missing: count('not-submitted') })
}

function missing({ agencies }: SupervisionView, { words }: AnswerKit): string[] {
  const names = agencies.filter(({ status }) => status === 'not-submitted').map(({ name }) => name)
  if (names.length === 0) return [words.say('answer.supervision.missing-none')]
  const shown = words.say('answer.supervision.names', { names: names.slice(0, SHOWN * 3).join('、') })
  const more = names.length > SHOWN * 3 ? words.say('answer.supervision.names-more', { count: names.length }) : ''
  return [words.say('answer.supervision.missing-head', { count: names.length }), `${shown}${more}`]
}

function most({ agencies }: SupervisionView, { words }: AnswerKit): string[] {
  const worst = agencies.filter(({ status }) => status === 'has-errors').toSorted((a, b) => b.errors - a.errors || b.days - a.days)
  if (worst.length === 0) return [words.say('answer.supervision.most-none')]
  return [
    words.say('answer.supervision.most-head'),
    ...worst.slice(0, SHOWN).map(({ name, version, errors, days }) => words.say('answer.supervision.most-line', { name, version: version ?? 1, errors, days })),
  ]
}

function answerAgency(question: string, view: SupervisionView, kit: AnswerKit, answer: (text: string, next?: Next[]) => Answer): Answer {
  const { words } = kit
  const found = findAgencies(question, view.agencies)
  if (found.length === 0) return answer(words.say('answer.supervision.agency-unknown'))
  if (found.length > 1) {
    const choices = found.slice(0, 3).map(({ name }) => ({ label: name, question: words.plain('answer.supervision.agency-question', { name }) }))
    return { ...answer(words.say('answer.supervision.agency-which'), choices), kind: 'choice' }
  }
  const { name, status, version, errors, days } = found[0] as SupervisedAgency
  const key = { passed: 'agency-passed', 'has-errors': 'agency-errors', 'not-submitted': 'agency-missing' }[status]
  return answer(words.say(`answer.supervision.${key}`, { name, version: version ?? 1, errors, days }))
}

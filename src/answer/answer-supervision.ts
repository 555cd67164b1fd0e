import type { Lexicon } from '../language/lexicon.ts'
import type { Answer } from '../model/answer.ts'
import type { AgencyState } from '../model/agency.ts'
import type { SupervisedAgency, SupervisionView } from '../model/supervision-view.ts'
import { type AnswerKit, answerOf, type AskContext, type Next, nextOf } from './answer-context.ts'
import { explainTopic } from './explain.ts'
import { findAgencies } from './find-agencies.ts'
import type { Topic } from './knowledge.ts'
import type { QuestionForm } from './read-question-form.ts'

const SHOWN = 10

/** Answers what a supervisor asks about the agencies below. A drafter gets a refusal. */
export function answerSupervision(topic: Topic, form: QuestionForm, kit: AnswerKit, context: AskContext): Answer {
  const { words } = kit
  const answer = (text: string | readonly string[], next = nextOf(kit, topic.next)) => answerOf('supervision', [topic.id], text, next)
  if (context.role === 'drafter') {
    const next = nextOf(kit, ['CHECKLIST/remaining', 'BOT/privacy', 'LAW/deadline'])
    return answerOf('refusal', [topic.id], words.say('answer.supervision.denied'), next)
  }
  const view = context.supervision
  if (!view) return explainTopic(topic, kit)
  if (view.agencies.length === 0) return answer(words.say('answer.supervision.no-agencies'))
  if (topic.id === 'SUPERVISION/agency') return answerAgency(form, view, kit, answer)
  const telling = TELLINGS[topic.id]
  return telling ? answer(telling(view, kit, form)) : explainTopic(topic, kit)
}

const TELLINGS: Readonly<Record<string, (view: SupervisionView, kit: AnswerKit, form: QuestionForm) => string[]>> = {
  'SUPERVISION/summary': (view, kit) => [head(view, kit), ...missing(view, kit), ...most(view, kit)],
  'SUPERVISION/not-submitted': missing,
  'SUPERVISION/most': most,
  'SUPERVISION/shared': ({ shared }, { words }) =>
    shared.length === 0
      ? [words.say('answer.supervision.shared-none')]
      : [
          words.say('answer.supervision.shared-head', { count: shared.length }),
          ...shared.slice(0, SHOWN).map((pair) => words.say('answer.supervision.shared-line', { ...pair })),
        ],
  'SUPERVISION/common': ({ common }, kit, { rules: numbers }) => {
    const { words } = kit
    if (numbers.length === 0)
      return common.length
        ? [
            words.say('answer.supervision.common-head'),
            ...common
              .slice(0, SHOWN)
              .map(({ title, rule, agencies }) => words.say('answer.supervision.common-line', { title, rule, count: agencies.length })),
          ]
        : [words.say('answer.supervision.common-none')]
    return numbers.map((id) => {
      const agencies = common.find(({ rule }) => rule === id)?.agencies ?? []
      const rest = { rule: id, title: kit.rules.get(id)?.title ?? id, count: agencies.length }
      return agencies.length
        ? words.say('answer.supervision.rule-held', { ...rest, names: listNames(agencies, kit) })
        : words.say('answer.supervision.rule-free', rest)
    })
  },
}

function head({ year, agencies }: SupervisionView, { words }: AnswerKit): string {
  const count = (...states: readonly AgencyState[]) => agencies.filter(({ state }) => states.includes(state)).length
  return words.say('answer.supervision.head', {
    year,
    total: agencies.length,
    passed: count('passed', 'published'),
    warnings: count('warnings'),
    errors: count('errors'),
    missing: count('missing'),
  })
}

function missing({ agencies }: SupervisionView, kit: AnswerKit): string[] {
  const names = agencies.filter(({ state }) => state === 'missing').map(({ name }) => name)
  if (names.length === 0) return [kit.words.say('answer.supervision.missing-none')]
  return [kit.words.say('answer.supervision.missing-head', { count: names.length }), listNames(names, kit)]
}

function listNames(names: readonly string[], { words }: AnswerKit): string {
  const shown = words.say('answer.supervision.names', { names: names.slice(0, SHOWN * 3).join('、') })
  return names.length > SHOWN * 3 ? `${shown}${words.say('answer.supervision.names-more', { count: names.length })}` : shown
}

function most({ agencies }: SupervisionView, { words }: AnswerKit): string[] {
  const worst = agencies.filter(({ state }) => state === 'errors').toSorted((a, b) => b.errors - a.errors || b.days - a.days)
  if (worst.length === 0) return [words.say('answer.supervision.most-none')]
  return [
    words.say('answer.supervision.most-head'),
    ...worst
      .slice(0, SHOWN)
      .map(({ version, ...agency }) => words.say('answer.supervision.most-line', { ...agency, version: version ?? 1 })),
  ]
}

function answerAgency(
  form: QuestionForm,
  view: SupervisionView,
  kit: AnswerKit,
  answer: (text: string | readonly string[], next?: Next[]) => Answer,
): Answer {
  const { words } = kit
  const { agencies, sure } = namedAgencies(kit.lexicon, form.normal, view.agencies)
  if (agencies.length === 0) return answer(words.say('answer.supervision.agency-unknown'))
  if (!sure) {
    const choices = agencies
      .slice(0, 3)
      .map(({ name }) => ({ label: name, question: words.plain('answer.supervision.agency-question', { name }) }))
    return { ...answer(words.say('answer.supervision.agency-which'), choices), kind: 'choice' }
  }
  return answer(
    agencies
      .slice(0, SHOWN)
      .map(({ version, ...agency }) => words.say(`answer.supervision.agency-${agency.state}`, { ...agency, version: version ?? 1 })),
  )
}

/** Agencies of a question that may name several: “石门镇和水利局交没交”. */
export function namedAgencies(
  lexicon: Lexicon,
  question: string,
  agencies: readonly SupervisedAgency[],
): { readonly agencies: readonly SupervisedAgency[]; readonly sure: boolean } {
  const whole = findAgencies(lexicon, question, agencies)
  const parts = question
    .split(lexicon.pattern('questions/agencies/between'))
    .map((part) => findAgencies(lexicon, part, agencies))
    .filter(({ agencies: found, sure }) => sure && found.length > 0)
  const each = [...new Set(parts.flatMap(({ agencies: found }) => found))]
  return each.length > whole.agencies.length || (each.length > 1 && !whole.sure) ? { agencies: each, sure: true } : whole
}

import type { Lexicon } from '../language/lexicon.ts'
import type { Answer } from '../model/answer.ts'
import { type Checklist, type ChecklistItem, findingsOf } from '../model/checklist.ts'
import { type AnswerKit, answerOf, type AskContext, nextOf } from './answer-context.ts'
import { explainTopic } from './explain.ts'
import type { Topic } from './knowledge.ts'
import { findItemReference, resolveItem } from './refer.ts'
import { namedAgencies } from './answer-supervision.ts'
import type { QuestionForm } from './read-question-form.ts'

type Action = NonNullable<Answer['action']>

/** In characters; anything longer is not a reason. */
const LONGEST_REASON = 200

/** Turns a request for an action into the office command, which the office checks again. */
export function answerAction(topic: Topic, form: QuestionForm, kit: AnswerKit, context: AskContext): Answer {
  const { words } = kit
  const { checklist, role } = context
  const answer: Say = (text, action = null) => answerOf('action', [topic.id], text, nextOf(kit, topic.next), { action })
  if (['ACTION/digest', 'ACTION/remind'].includes(topic.id) && role === 'drafter')
    return answerOf(
      'refusal',
      [topic.id],
      words.say('answer.action.denied'),
      nextOf(kit, ['CHECKLIST/remaining', 'LAW/deadline', 'BOT/help']),
    )
  if (topic.id === 'ACTION/digest') return answer(words.say('answer.action.digest'), { command: 'digest', value: '' })
  if (topic.id === 'ACTION/remind') return remind(form, kit, context, answer)
  if (topic.id === 'ACTION/blank-form')
    return answer(topic.answer, { command: 'blank-form', value: /20[12]\d/.exec(form.normal)?.[0] ?? '' })
  if (!checklist) return explainTopic(topic, kit)
  const download = (key: string, file: string): Answer =>
    answer(words.say(key, { version: checklist.version }), { command: 'download', value: `${checklist.draftId}/${file}` })
  if (topic.id === 'ACTION/annotated') return download('answer.action.annotated', 'annotated')
  if (topic.id === 'ACTION/checklist-file') return download('answer.action.fixes', 'fixes')
  if (topic.id === 'ACTION/waive') return waive(form, checklist, kit, context, answer)
  return topic.id === 'ACTION/take-back' ? takeBack(form, checklist, kit, answer) : explainTopic(topic, kit)
}

type Say = (text: string, action?: Action | null) => Answer

/** Reminds the agency that is named, or all agencies if none is. */
function remind(form: QuestionForm, { words, lexicon }: AnswerKit, { supervision }: AskContext, answer: Say): Answer {
  const { agencies, sure } = supervision ? namedAgencies(lexicon, form.normal, supervision.agencies) : { agencies: [], sure: true }
  const [first] = agencies
  if (first && sure && agencies.length === 1) {
    if (first.state !== 'missing' && first.state !== 'errors')
      return answer(words.say('answer.action.remind-needless', { name: first.name }))
    return answer(words.say('answer.action.remind-one', { name: first.name }), { command: 'remind', value: first.id })
  }
  if (agencies.length > 0 || lexicon.pattern('questions/agencies/names-one').test(form.normal)) {
    const next = agencies.slice(0, 3).map(({ name }) => ({ label: name, question: words.plain('answer.action.remind-question', { name }) }))
    return { ...answer(words.say('answer.action.remind-which')), kind: 'choice', next }
  }
  const behind = supervision?.agencies.filter(({ state }) => state === 'missing').length ?? null
  if (behind === 0) return answer(words.say('answer.action.remind-none'))
  return answer(words.say('answer.action.remind', { count: behind }), { command: 'remind', value: '' })
}

function waive(form: QuestionForm, checklist: Checklist, kit: AnswerKit, { lastAnswer }: AskContext, answer: Say): Answer {
  const { words, rules } = kit
  const item = namedItem(form, checklist, lastAnswer?.route ?? [])
  if (!item) return answer(words.say('answer.action.waive-which'))
  const { number, finding } = item
  const values = { number, title: finding.title, rule: finding.rule }
  // The next message may be “理由是……”, about this entry.
  const of = (said: Answer): Answer => ({ ...said, route: [...said.route, finding.rule], item: number })
  if (findingsOf(item).some(({ rule }) => (rules.get(rule)?.waivable ?? true) !== true))
    return of({ ...answer(words.say('answer.action.waive-never', values)), kind: 'refusal' })
  const reason = findReason(kit.lexicon, form.normal)
  if (!reason) return of(answer(words.say('answer.action.waive-reason', values)))
  const action = { command: 'waive', value: `${checklist.draftId}/${finding.fingerprint}`, reason }
  return of(answer(words.say('answer.action.waive', { ...values, reason }), action))
}

type Waived = Checklist['waived'][number]

function takeBack(form: QuestionForm, checklist: Checklist, { words, lexicon }: AnswerKit, answer: Say): Answer {
  const { waived } = checklist
  if (waived.length === 0) return answer(words.say('answer.action.take-back-none'))
  const matching = namedWaived(form, waived, lexicon)
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

/** Waivers named by rule, by number or as the latest one (“刚才的”); all waivers if none is named. */
function namedWaived({ rules, bare, has }: QuestionForm, waived: readonly Waived[], lexicon: Lexicon): readonly Waived[] {
  if (rules.length) return waived.filter(({ finding }) => rules.includes(finding.rule))
  const reference = findItemReference(lexicon, bare.replace(lexicon.all('questions/waive/just-now'), ''))
  if (reference && reference.position > 0 && reference.among === null)
    return waived.filter(({ number }) => number === undefined || number === reference.position)
  if (has('questions/waive/latest')) return waived.toSorted((a, b) => b.waiver.at.localeCompare(a.waiver.at)).slice(0, 1)
  return waived
}

function namedItem({ rules, item }: QuestionForm, checklist: Checklist, lastRoute: readonly string[]): ChecklistItem | null {
  const [byRule, other] = checklist.items.flatMap((item) =>
    findingsOf(item).flatMap((finding) => (rules.includes(finding.rule) ? [{ ...item, finding }] : [])),
  )
  return byRule && !other ? byRule : resolveItem(item ?? { among: null, position: 0 }, checklist, lastRoute)
}

/** The reason after 理由 or 因为. Nothing is waived without one. */
function findReason(lexicon: Lexicon, normal: string): string | null {
  const match = lexicon.pattern('questions/waive/reason').exec(normal)
  const reason =
    match &&
    normal
      .slice(match.index + match[0].length)
      .trim()
      .replace(/[。.]$/, '')
  return reason && reason.length <= LONGEST_REASON ? reason : null
}

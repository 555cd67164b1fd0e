import { findingsOf } from '../model/checklist.ts'
import type { Answer } from '../model/answer.ts'
import { type AnswerKit, answerOf, type AskContext, nextOf, topicOf } from './answer-context.ts'
import { answerEntry } from './answer-entry.ts'
import type { Reading } from './create-router.ts'
import { explainTopic } from './explain.ts'
import type { Match } from './judge-readings.ts'
import type { QuestionForm } from './read-question-form.ts'

/** Within this share of the best, the answer asks which one is meant (bench/answer). */
const NEAR = 0.06
/** From this share a runner-up joins the route and becomes a button; one on the same matter counts more. */
const ALSO = { share: 0.015, same: 1.5, most: 3 }
/** Factor for a rule that the asker's draft has a finding of. */
const OWN = 4
/** A refusal surer than this offers no entry of ours; a less sure one offers an entry from this share. */
const FOREIGN_SURELY = 0.9
const OURS_MAYBE = 0.2

/** Answers the likeliest reading, asks which of two is meant, or says that nothing is known. */
export function answerByContent(
  form: QuestionForm,
  kit: AnswerKit,
  context: AskContext,
  { matches: read, unsure, foreign }: Reading,
): Answer {
  const matches = ownFirst(read, context)
  const [best, second] = matches
  if (!best || unsure) return answerUnsure(form, kit, matches)
  if (second && best.share - second.share < best.share * NEAR && mayBeAsked(best.id, second.id, kit))
    return askWhich([best.id, second.id], runnersUp(best, matches, kit), kit)
  const answer = answerEntry(asksHowToWaive(best.id, form, kit) ? 'BOT/waive' : best.id, form, kit, context)
  if (answer.kind === 'unknown') return answer
  if (answer.kind === 'refusal') return best.id.startsWith('OUT/') && foreign < FOREIGN_SURELY ? offerOurs(answer, matches, kit) : answer
  const also = runnersUp(best, matches, kit)
  const route = [...new Set([answer.route[0] as string, ...also, ...answer.route])].slice(0, ALSO.most)
  return { ...answer, route, next: also.length && answer.kind !== 'choice' ? offerAlso(answer, also[0] as string, kit) : answer.next }
}

/** An unsure refusal offers the likeliest entry of ours. */
function offerOurs(answer: Answer, matches: readonly Match[], kit: AnswerKit): Answer {
  const ours = matches.find(({ id, share }) => !id.startsWith('OUT/') && share >= OURS_MAYBE)
  return ours ? { ...answer, route: [...answer.route, ours.id], next: offerAlso(answer, ours.id, kit) } : answer
}

/** A rule that the asker has a finding of is the likelier meaning. */
function ownFirst(matches: readonly Match[], { checklist }: AskContext): readonly Match[] {
  if (!checklist || matches[0]?.id.startsWith('OUT/')) return matches
  const found = new Set(checklist.items.flatMap(findingsOf).map(({ rule }) => rule))
  return matches
    .map((match) => (found.has(match.id) ? { ...match, share: match.share * OWN } : match))
    .sort((one, other) => other.share - one.share)
}

/** Readings near the best that may be offered, the nearest first. */
function runnersUp(best: Match, matches: readonly Match[], kit: AnswerKit): string[] {
  const value = ({ id, share }: Match): number => share * (sameMatter(best.id, id, kit) ? ALSO.same : 1)
  return matches
    .filter((match) => match !== best && match.share >= ALSO.share && !match.id.startsWith('OUT/') && match.id !== 'CHECKLIST/item')
    .sort((a, b) => value(b) - value(a))
    .slice(0, ALSO.most - 1)
    .map(({ id }) => id)
}

/** Puts the other reading first among the buttons, unless it is there already. */
function offerAlso(answer: Answer, id: string, kit: AnswerKit): Answer['next'] {
  const [button] = nextOf(kit, [id])
  if (!button || answer.next.some((each) => JSON.stringify(each) === JSON.stringify(button))) return answer.next
  return [button, ...answer.next].slice(0, 3)
}

/** “这条核过了，怎么让它别再报” asks how to waive and names no entry. */
const asksHowToWaive = (id: string, { normal }: QuestionForm, { lexicon }: AnswerKit): boolean =>
  id === 'ACTION/waive' && !lexicon.pattern('questions/waive/names-what').test(normal)

/** Whether two entries are on one matter, so that either answers the question. */
function sameMatter(one: string, other: string, { topics }: AnswerKit): boolean {
  const linked = (a: string, b: string): boolean => topics.get(a)?.rules.includes(b) === true || topics.get(a)?.next.includes(b) === true
  return linked(one, other) || linked(other, one)
}

function mayBeAsked(one: string, other: string, kit: AnswerKit): boolean {
  const plain = (id: string): boolean => kit.rules.has(id) || kit.topics.get(id)?.kind === 'topic'
  return plain(one) && plain(other) && !sameMatter(one, other, kit)
}

function askWhich(ids: readonly string[], also: readonly string[], kit: AnswerKit): Answer {
  const { words, rules, topics } = kit
  const lines = ids.map((id) => {
    const rule = rules.get(id)
    const topic = topics.get(id)
    const gist = firstSentence(rule ? (rule.inGeneral.why ?? rule.why) : (topic?.answer ?? '').replace(/\*\*/g, ''))
    return words.say('answer.choice.line', { title: rule ? `${id} ${rule.title}` : (topic?.title ?? id), gist })
  })
  const route = [...new Set([...ids, ...also])].slice(0, ALSO.most)
  return answerOf('choice', route, [words.say('answer.choice.head'), ...lines], nextOf(kit, ids))
}

const firstSentence = (text: string): string => /^[^。！？\n]{1,120}/.exec(text.trim())?.[0] ?? ''

/** Nothing fits: out of scope if no word of ours is in the question, else unknown. */
function answerUnsure(form: QuestionForm, kit: AnswerKit, matches: readonly Match[]): Answer {
  if (!kit.lexicon.pattern('questions/manner/ours').test(form.normal)) return explainTopic(topicOf(kit, 'OUT/general'), kit)
  const near = matches.slice(0, 3).flatMap(({ id }) => (id.startsWith('OUT/') ? [] : [id]))
  return answerOf('unknown', near.slice(0, 1), kit.words.say('answer.unknown'), nextOf(kit, [...near, 'LAW/who-to-ask', 'BOT/help']))
}

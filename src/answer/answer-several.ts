import { trimOf } from '../language/trim-characters.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Answer } from '../model/answer.ts'
import { type AnswerKit, answerOf, basisOf } from './answer-context.ts'

/** Entries of the route, and buttons. */
const MOST = 3
/** Shortest question, in characters, and the most questions of one message. */
const SHORTEST = 5
const MOST_QUESTIONS = 3

/** Splits a message into its questions. A message with one question and its circumstances stays whole. */
export function splitQuestions(lexicon: Lexicon, text: string): string[] {
  const [asks, leans] = [lexicon.pattern('questions/several/asks'), lexicon.pattern('questions/several/leans')]
  const parts = text
    .split(lexicon.pattern('questions/several/between'))
    .map((part) => trimOf(part.trim(), /[,，、]/))
    .filter((part) => part !== '')
  const several =
    parts.length > 1 &&
    parts.length <= MOST_QUESTIONS &&
    parts.every((part) => part.length >= SHORTEST && asks.test(part) && !leans.test(part))
  return several ? parts : [text]
}

/** Answers several questions in one message, if each has its own answer; else null, and the message is read as one question. */
export function answerSeveral(questions: readonly string[], answers: readonly Answer[], kit: AnswerKit): Answer | null {
  const own = answers.every(
    ({ kind, action }) => kind !== 'unknown' && kind !== 'refusal' && kind !== 'choice' && kind !== 'action' && action === null,
  )
  if (!own || new Set(answers.map(({ route }) => route[0])).size < answers.length) return null
  const next = new Map(answers.flatMap((answer) => answer.next.slice(0, 2).map((one) => [one.question, one])))
  const route = new Set([...answers.map(({ route: [first] }) => first as string), ...answers.flatMap((answer) => answer.route)])
  const texts = answers.map(({ text }, at) => `${kit.words.say('answer.several', { number: at + 1, question: questions[at] })}\n${text}`)
  const basis = basisOf(answers)
  const most = Math.max(MOST, answers.length)
  return answerOf((answers[0] as Answer).kind, [...route].slice(0, most), texts.join('\n\n'), [...next.values()].slice(0, MOST), { basis })
}

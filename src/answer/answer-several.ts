import type { Answer } from '../model/answer.ts'
import type { AnswerKit } from './answer-context.ts'

/** Entries of the route, and buttons. */
const MOST = 3

/** Answers several questions in one message, if each has its own answer; else null, and the message is read as one question. */
export function answerSeveral(questions: readonly string[], answers: readonly Answer[], kit: AnswerKit): Answer | null {
  const own = answers.every(
    ({ kind, action }) => kind !== 'unknown' && kind !== 'refusal' && kind !== 'choice' && kind !== 'action' && action === null,
  )
  if (!own || new Set(answers.map(({ route }) => route[0])).size < answers.length) return null
  const basis = new Map(answers.flatMap((answer) => answer.basis.map((one) => [JSON.stringify(one), one])))
  const next = new Map(answers.flatMap((answer) => answer.next.slice(0, 2).map((one) => [one.question, one])))
  return {
    kind: (answers[0] as Answer).kind,
    route: [...new Set([...answers.map(({ route }) => route[0] as string), ...answers.flatMap(({ route }) => route)])].slice(
      0,
      Math.max(MOST, answers.length),
    ),
    text: answers
      .map(({ text }, at) => `${kit.words.say('answer.several', { number: at + 1, question: questions[at] })}\n${text}`)
      .join('\n\n'),
    basis: [...basis.values()],
    next: [...next.values()].slice(0, MOST),
    action: null,
  }
}

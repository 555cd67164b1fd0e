import type { Answer } from '../model/answer.ts'
import { type AnswerKit, answerOf, nextOf, topicOf } from './answer-context.ts'
import type { Fee } from './processing-fee.ts'
import type { FeeReading } from './read-fees.ts'

const STEPS = 12
/** Counts that are named one by one. */
const MOST_COUNTS = 6

/** The fees for the requests and pages of a question, step by step, and on what they hang. */
export function answerFees(readings: readonly FeeReading[], kit: AnswerKit): Answer {
  const topic = topicOf(kit, 'LAW/fee')
  const { words } = kit
  const units = new Set(readings.map((reading) => unitOf(reading)))
  const lines = readings.flatMap((reading) => tellReading(reading, kit))
  if (units.size > 1) lines.push(words.say('answer.fee.either'))
  lines.push(words.say('answer.fee.condition'))
  if (readings.some((reading) => reading.kind === 'one' && reading.fee.unit === 'item')) lines.push(words.say('answer.fee.condition-items'))
  if (readings.some((reading) => reading.kind === 'one' && reading.fee.unit === 'page')) lines.push(words.say('answer.fee.condition-pages'))
  return answerOf('topic', [topic.id, ...topic.rules], lines, nextOf(kit, topic.next), { basis: [...topic.basis] })
}

function unitOf(reading: FeeReading): Fee['unit'] {
  if (reading.kind === 'one') return reading.fee.unit
  return reading.by === 'requests' ? 'page' : 'item'
}

function tellReading(reading: FeeReading, kit: AnswerKit): string[] {
  if (reading.kind === 'one') return tellFee(reading.fee, kit)
  if (reading.kind === 'open') return reading.by === 'requests' ? tellPages(reading, kit) : tellOpen(reading, kit)
  const { words } = kit
  const total = reading.parts.reduce((sum, { fee, times }) => sum + fee.total * times, 0)
  return [
    words.say(`answer.fee.several-${reading.by}`, { total }),
    ...reading.parts.map(({ label, fee: { count, total: amount }, times }) =>
      times > 1
        ? words.say(`answer.fee.part-${reading.by}`, { count, amount, times })
        : words.say('answer.fee.part', { label, count, amount }),
    ),
  ]
}

type Open = Extract<FeeReading, { kind: 'open' }>

/** Both sums where both can be told; else the most that it can be. */
function tellOpen({ by, together, apart }: Open, { words }: AnswerKit): string[] {
  const { count, total } = together
  const head = [words.say(`answer.fee.open-${by}`, { count }), words.say('answer.fee.open-together', { count, total })]
  if (!apart.length) return [...head, words.say('answer.fee.open-fewer')]
  const sum = apart.map((fee) => fee.total)
  const counts = apart.map((fee) => fee.count)
  return [...head, words.say('answer.fee.open-apart', { counts, sum: sum.join(' + '), total: sum.reduce((all, one) => all + one, 0) })]
}

function tellPages({ together, apart }: Open, { words }: AnswerKit): string[] {
  const total = apart.reduce((sum, fee) => sum + fee.total, 0)
  const counts = apart.slice(0, MOST_COUNTS).map(({ count }) => count)
  return [
    words.say('answer.fee.pages-open'),
    words.say('answer.fee.pages-apart', { counts, total }),
    words.say('answer.fee.pages-together', { count: together.count, total: together.total }),
  ]
}

function tellFee({ unit, count, steps, total }: Fee, { words }: AnswerKit): string[] {
  const lines = [words.say(`answer.fee.${unit}s`, { count, total })]
  if (total === 0) return [...lines, words.say('answer.fee.free')]
  const many = steps.length > STEPS
  const tell = ({ from, to, count: number, price, amount }: Fee['steps'][number]): string =>
    words.say(`answer.fee.step-${unit}s${price === 0 ? '-free' : ''}`, { from, to, number, price, amount })
  lines.push(
    ...(many
      ? [
          ...steps.slice(0, STEPS - 2).map(tell),
          words.say('answer.fee.step-more', { count: steps.length - STEPS + 1 }),
          ...steps.slice(-1).map(tell),
        ]
      : steps.map(tell)),
  )
  const sum = steps.filter(({ amount }) => amount > 0).map(({ amount }) => amount)
  if (sum.length > 1 && !many) lines.push(words.say('answer.fee.sum', { sum: sum.join(' + '), total }))
  return lines
}

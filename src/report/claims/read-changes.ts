import type { ChangeStatement, Claim, Passage } from '../../model/annual-report.ts'
import { saidNumber } from './said-number.ts'
import { leftOf, rightOf, splitSentences, type Sentence } from './split-sentences.ts'

const up = /(?:增加|增长|上升|上涨|提高|增多|多|增幅(?:为|达)?|增)(?:了|约|达|至)?$/
const down = /(?:减少|下降|降低|回落|减幅(?:为|达)?|降幅(?:为|达)?|少|减)(?:了|约|达)?$/
const comparing = /比|较|同期|相比|环比|上年|去年|20\d{2}年/

/** “较上年增加X件，增长p%”, “与2023年收到的28件相比，减少3件”. */
export function readChanges(passages: readonly Passage[], claims: readonly Claim[], year: number | null): ChangeStatement[] {
  return splitSentences(passages.filter(({ part }) => part !== 7)).flatMap((sentence) => {
    if (!comparing.test(sentence.text) || sentence.numbers.length === 0) return []
    return changesOf(sentence, claims, year)
  })
}

function changesOf(sentence: Sentence, claims: readonly Claim[], year: number | null): ChangeStatement[] {
  const found: ChangeStatement[] = []
  let last: number | null = null
  for (const [index, number] of sentence.numbers.entries()) {
    const { left, clause } = leftOf(sentence, index)
    if (isLastYear(left, clause, rightOf(sentence, index), year)) last = index
    const direction = up.test(clause) ? 'up' : down.test(clause) ? 'down' : null
    if (
      !direction ||
      !/比|较|同期/.test(sentence.text.slice(0, number.start)) ||
      /个百分点|倍/.test(sentence.text.slice(number.start, number.end + 1))
    )
      continue
    const said = saidNumber(sentence, index)
    const open = found.at(-1)
    if (
      open &&
      open.direction === direction &&
      (number.percent ? open.rate === null : open.difference === null) &&
      !/[;。]/.test(sentence.text.slice(sentence.numbers[index - 1]?.end ?? 0, number.start)) &&
      followsOn(sentence, index)
    ) {
      found[found.length - 1] = number.percent ? { ...open, rate: said } : { ...open, difference: said }
      continue
    }
    const measure = measureOf(sentence, claims, index, last)
    found.push({
      measure,
      current: currentOf(sentence, index, last, number.percent ? null : number.unit),
      last: last === null ? null : saidNumber(sentence, last),
      difference: number.percent ? null : said,
      rate: number.percent ? said : null,
      direction,
      sentence: sentence.squeezed.span(sentence.start, sentence.end),
      part: sentence.part,
    })
  }
  return found
}

/** “增加6件，增长20%”: the second number goes with the first when nothing else is counted in between. */
function followsOn(sentence: Sentence, index: number): boolean {
  const between = sentence.text.slice(sentence.numbers[index - 1]?.end ?? 0, sentence.numbers[index]?.start ?? 0)
  return between.length <= 12
}

function isLastYear(left: string, clause: string, right: string, year: number | null): boolean {
  const named = [...clause.matchAll(/(20\d{2})年/g)].at(-1)?.[1]
  const words =
    /(?:与|比|较|同)?(?:上年|去年|上一年度?)(?:度)?(?:同期)?(?:的)?(?:收到|受理|新收)?(?:的)?(?:申请)?(?:数|量)?$/.test(clause) ||
    (named !== undefined && year !== null && Number(named) === year - 1)
  return words && (/^(?:的)?(?:相比|相较)/.test(right) || /(?:与|比|较|由|从)/.test(clause)) && !up.test(left) && !down.test(left)
}

/** The number that has changed: the last one before of the same unit that is not last year's, in the same sentence. */
function currentOf(sentence: Sentence, index: number, last: number | null, unit: string | null): ChangeStatement['current'] {
  const clauseStart = Math.max(sentence.text.lastIndexOf(';', sentence.numbers[index]?.start ?? 0), 0)
  for (let at = index - 1; at >= 0; at--) {
    const number = sentence.numbers[at]
    if (!number || at === last || number.start < clauseStart) continue
    if (number.percent || (unit !== null && number.unit !== unit)) return null
    // Only the number right in front of the comparison is surely the one compared.
    const between = sentence.text.slice(number.end, sentence.numbers[index]?.start ?? 0)
    return between.length <= 24 && !/其中|分别/.test(between) ? saidNumber(sentence, at) : null
  }
  return null
}

function measureOf(sentence: Sentence, claims: readonly Claim[], index: number, last: number | null): string | null {
  const own = claims.filter(
    (claim) =>
      claim.sentence.anchor === sentence.squeezed.anchor &&
      claim.span.end <=
        sentence.squeezed.span(
          sentence.start + (sentence.numbers[index]?.start ?? 0),
          sentence.start + (sentence.numbers[index]?.start ?? 0),
        ).start,
  )
  const inSentence = own.filter((claim) => claim.sentence.start === sentence.squeezed.span(sentence.start, sentence.end).start)
  const words = sentence.text.slice(0, sentence.numbers[index]?.start ?? 0)
  if (last !== null && /收到|受理|新收|申请/.test(words) && /申请/.test(words + sentence.before + sentence.item)) return 'requests/new'
  const nearest = inSentence.at(-1)
  if (nearest && nearest.time !== 'last') return nearest.measure
  return /申请(?:数量|量|数)?(?:同比|比|较|与)/.test(words) ? 'requests/new' : null
}

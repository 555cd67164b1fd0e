import type { Claim, Passage } from '../../model/annual-report.ts'
import { measurePatterns, normativeContext, requestContext, type MeasurePattern } from './measure-patterns.ts'
import type { NumberToken } from './read-numbers.ts'
import { readNone } from './read-none.ts'
import { readOutcome } from './read-outcome.ts'
import { leftOf, rightOf, splitSentences, type Sentence } from './split-sentences.ts'

/**
 * Every number of the text that counts something we know, with what it counts.
 * A number that fits no wording is no claim: nothing is asserted from it.
 * @param year the report year, for telling last year's figures and carry-overs
 */
export function readClaims(passages: readonly Passage[], year: number | null): Claim[] {
  return splitSentences(passages.filter(({ part }) => part !== 7)).flatMap((sentence) => {
    const said = sentence.numbers.flatMap((number, index) => {
      const claim = number.percent ? null : claimOf(sentence, number, index, year)
      return claim ? [claim] : []
    })
    return [...said, ...readNone(sentence)]
  })
}

function claimOf(sentence: Sentence, number: NumberToken, index: number, year: number | null): Claim | null {
  const { left, clause } = leftOf(sentence, index)
  const right = rightOf(sentence, index)
  if (/(?:增加|增长|减少|下降|上升|多|少|提高|降低|增|减|上涨)(?:了)?$/.test(clause)) return null
  const outcome = readOutcome(sentence, number, left, right)
  const measure = outcome ?? measurePatterns.find((pattern) => fits(pattern, sentence, number, left, clause, right))?.measure
  if (!measure) return null
  const settled = measure.startsWith('motions/') ? motionOf(measure, clause) : settleCarry(measure, left + right, year)
  return {
    id: `${sentence.squeezed.anchor}:${sentence.start + number.start}`,
    measure: settled,
    quantity: number.quantity,
    unit: number.unit,
    time: timeOf(clause, left, right, year, sentence, settled),
    topic:
      topicOf(settled, clause, right, sentence.text.slice(0, number.start)) ??
      reviewTopic(settled, sentence) ??
      subjectTopic(settled, sentence, number),
    negated: false,
    span: sentence.squeezed.span(sentence.start + number.start - labelLength(clause), sentence.start + number.end),
    sentence: sentence.squeezed.span(sentence.start, sentence.end),
    part: sentence.part,
  }
}

function fits(pattern: MeasurePattern, sentence: Sentence, number: NumberToken, left: string, clause: string, right: string): boolean {
  if (pattern.left && !pattern.left.test(unquoted(left))) return false
  if (pattern.right && !pattern.right.test(unquoted(right))) return false
  if (pattern.after && !pattern.after.test(sentence.text.slice(0, number.start))) return false
  if (pattern.not?.test(clause + (pattern.right ? right : ''))) return false
  if (pattern.within === 'request' && documentClasses.test(sentence.text)) return false
  if (pattern.within === 'request')
    return requestContext.test(sentence.text) || requestContext.test(sentence.item) || /申请/.test(sentence.before)
  if (pattern.within === 'normative') return normativeContext.test(sentence.text.slice(0, number.start))
  return true
}

/** “予以公开”17件 is said as 予以公开17件. */
const unquoted = (text: string): string => text.replace(/[“”"‘’「」『』]/g, '')

/** Documents sorted by 公开属性 are no requests: “发文156件，主动公开45件，不予公开51件”. */
const documentClasses = /发文|公文|公开属性|制发文件|印发文件|文件(?:总数|共)/

/** “结转2025年” in a report of 2024 goes out; “结转2023年” comes in. */
function settleCarry(measure: string, words: string, year: number | null): string {
  if (!measure.startsWith('requests/carried_') || year === null) return measure
  const named = /(20\d{2})年?/.exec(words)
  if (!named) return measure
  const said = Number(named[1])
  if (said === year + 1) return 'requests/carried_out'
  if (said === year - 1 && measure === 'requests/carried_out') return 'requests/carried_in'
  return measure
}

/** Motions of another level, or handled in another role, are another measure: `motions/proposal/市/all`. */
function motionOf(measure: string, clause: string): string {
  const level = /(全国|省|市|州|区|县|旗|镇)(?:级)?(?:人大|政协|“?两会|代表|委员)/.exec(clause)?.[1] ?? ''
  const role = /主办|独办|协办|会办|分办|领办|答复|公开/.exec(clause)?.[0] ?? ''
  return `${measure}/${level}/${role}`
}

function timeOf(clause: string, left: string, right: string, year: number | null, sentence: Sentence, measure: string): Claim['time'] {
  if (measure === 'requests/carried_in' || measure === 'requests/carried_out') return 'this'
  const named = [...clause.matchAll(/(20\d{2})年/g)].at(-1)?.[1] ?? [...left.matchAll(/(20\d{2})年/g)].at(-1)?.[1]
  if (/^(?:的)?(?:相比|相较|相对)/.test(right)) return 'last'
  if (/(?:上|去|前)(?:一)?年(?:度)?(?:同期)?(?:的)?[^,;]{0,12}$/.test(clause) && !/(?:与|比|较|同)(?:上|去)/.test(clause)) return 'last'
  if (measure.endsWith('/in_force')) return 'this'
  if (
    /累计|历年|截至|自\d{4}年以来|成立以来/.test(clause) &&
    !/全年累计|本年度?累计|\d{4}年累计|截至(?:年底|年末|12月|\d{4}年(?:底|末|12月))/.test(clause)
  )
    return 'cumulative'
  if (year !== null && named && Number(named) < year) return 'last'
  if (year !== null && named && Number(named) > year) return 'next'
  if (year !== null && !named && /(?:20\d{2})年(?!度?问题)/.test(sentence.item)) {
    const item = Number(/(20\d{2})年/.exec(sentence.item)?.[1])
    if (item !== year) return 'unknown'
  }
  return 'this'
}

const channel = /通过|网站|网络|网上|在线|平台|信函|邮寄|邮政|信件|电子邮件|邮箱|邮件|当面|现场|窗口|传真|线上|线下|书面|口头|EMS|快递/
const regions = /全[省市县区州旗镇乡](?!政府)|各(?:级|单位|部门|镇街|乡镇|县区)|所属|下属|辖区|本系统|全系统/g

/** Words that narrow a claim to a part of the whole. */
function topicOf(measure: string, clause: string, right: string, before: string): string | null {
  if (measure.startsWith('requests/') || measure.startsWith('results/')) {
    const words = clause.replace(/涉及政府信息公开/, '')
    const narrow =
      channel.exec(clause) ??
      /涉及|关于|有关|内容为/.exec(words) ??
      (measure.startsWith('requests/') ? /其中(?!.*(?:收到|受理|新收|结转))/.exec(words) : null)
    if (narrow) return narrow[0]
    const other = /(?:超期|逾期(?!不|未)|不规范|延期|配合|协助|协查|协同|转办|代拟)/.exec(clause)
    if (other) return other[0]
  }
  // “全市共收到…，办结…件。” speaks of the region to its end, unless it comes back to “我局”.
  const own = Math.max(
    ...['我局', '我办', '我委', '我厅', '我镇', '我街道', '本机关', '本单位', '本局', '其中'].map((word) => before.lastIndexOf(word)),
  )
  const where = [...before.slice(own + 1).matchAll(regions)].at(-1)
  return where ? `区域：${where[0]}` : /^(?:涉及|为关于)/.test(right) ? '涉及' : null
}

/** Reconsideration and lawsuits are ours only where the text ties them to disclosure; a district handles many others. */
function reviewTopic(measure: string, sentence: Sentence): string | null {
  if (!measure.startsWith('review/') && !measure.startsWith('outcome/')) return null
  const about = sentence.text + sentence.item + sentence.before
  return /信息公开|政务公开|依申请|申请公开|公开申请/.test(about) ? null : '复议诉讼'
}

/** What requests were about (“涉及行政处罚6件”) is no count of decisions. */
function subjectTopic(measure: string, sentence: Sentence, number: NumberToken): string | null {
  if (!measure.startsWith('decisions/')) return null
  return /依申请/.test(sentence.item) || /申请/.test(sentence.text.slice(0, number.start)) ? '申请内容' : null
}

/** How much of the clause in front belongs to the quote. */
const labelLength = (clause: string): number => Math.min(clause.length, 24)

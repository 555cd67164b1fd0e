import type { Claim } from '../../model/annual-report.ts'
import type { Sentence } from './split-sentences.ts'

const zero = { low: 0, high: 0, value: 0, exact: true } as const

interface NonePattern {
  readonly measures: readonly string[]
  readonly pattern: RegExp
  /** Words that limit the denial to a part (“未收到信函申请”): then nothing is said of the whole. */
  readonly limits: RegExp
}

const no = '(?:没有|未曾|尚未|均未|暂未|未|无|零)'
const requestLimits =
  /信函|邮寄|邮件|网络|网上|网站|在线|平台|当面|现场|传真|电话|通过|涉及|企业|法人|个人|超期|逾期|不予|其[他它]|收费|补正|重复|要求|因|复议|诉讼|投诉|举报|上年|结转|有效|符合|予以公开/
const reviewLimits = /败诉|纠错|纠正|撤销|不公开|不服|超期|逾期|责令|确认违法|变更|尚未|引发舆情|被维持|审结|负面|其[他它]/

const patterns: readonly NonePattern[] = [
  {
    measures: ['requests/new'],
    pattern: new RegExp(
      `${no}(?:有)?(?:收到|接到|受理|接收到?|新收到?|收悉|新受理)(?:过)?(?:任何)?(?:[^,;。\\d]{0,20}?)(?:信息公开|依申请公开|公开|书面|该项|相关|此类)(?:政府信息|信息)?(?:的)?(?:申请|工单|件)?`,
    ),
    limits: requestLimits,
  },
  {
    measures: ['requests/new'],
    pattern:
      /(?:本年度?|全年|20\d{2}年(?:度)?|我[局办委院]|本机关|本单位)[,]?(?:暂)?(?:无|没有)(?:任何)?(?:依申请公开|政府信息公开申请|信息公开申请)(?:事项|件|情况|的?政府信息)?$/,
    limits: requestLimits,
  },
  {
    measures: ['review/reconsideration', 'review/litigation'],
    pattern: new RegExp(
      `${no}(?:有|任何)?(?:发生|产生|出现|收到|接到|涉及|引发|引起|被提起|提起|被申请)?(?:过|任何)?(?:[^,;。\\d]{0,26}?)行政复议(?:案件|申请)?(?:、|和|及|与|或|或者|以及)(?:被?提起)?(?:行政)?诉讼`,
    ),
    limits: reviewLimits,
  },
  {
    measures: ['review/reconsideration'],
    pattern: new RegExp(
      `${no}(?:有|任何)?(?:发生|产生|出现|收到|接到|涉及|引发|引起|被申请)?(?:过|任何)?(?:[^,;。\\d讼]{0,26}?)行政复议(?:案件|申请|情况)?(?!、|和|及|与|或|机关|机构|决定|后)`,
    ),
    limits: reviewLimits,
  },
  {
    measures: ['review/litigation'],
    pattern: new RegExp(
      `${no}(?:有|任何)?(?:发生|产生|出现|收到|接到|涉及|引发|引起|被提起|提起)?(?:过|任何)?(?:[^,;。\\d议]{0,26}?)行政诉讼(?:案件|情况)?`,
    ),
    limits: reviewLimits,
  },
  { measures: ['outcome/all-maintained'], pattern: /(?:均|全部|都)(?:已)?(?:获|被|予以|为|得到|经)?(?:审理)?维持/, limits: /(?!)/ },
  {
    measures: ['applicant/organisations'],
    pattern: /(?:申请人?|均|全部|都)(?:全部|均|都)?(?:为|是|系|由)自然人(?:申请|提出|提交)?/,
    limits: /复议|诉讼/,
  },
  {
    measures: ['fee/collected'],
    pattern: new RegExp(
      `${no}(?:有)?(?:收取|产生|发生|征收|涉及|收缴)(?:过|任何|相关)?(?:[^,;。\\d]{0,10}?)(?:信息)?(?:公开)?(?:处理)?(?:费用?|收费)`,
    ),
    limits: /减免|其[他它]|滞纳/,
  },
]

/** What a sentence says there was none of, as claims of 0. A denial with a limit to it is left out. */
export function readNone(sentence: Sentence): Claim[] {
  return clausesOf(sentence.text).flatMap(({ text, at }) => {
    const found = patterns.find(({ pattern, limits }) => {
      const match = pattern.exec(text)
      return (
        match !== null &&
        !limits.test(text.slice(match.index).replace(/因政府信息公开(?:工作|申请)?|政府信息公开(?:工作)?(?:引起|引发|产生)?的?/g, '')) &&
        !contradicted(text)
      )
    })
    if (!found) return []
    const match = found.pattern.exec(text)
    const start = sentence.start + at + (match?.index ?? 0)
    return found.measures.map((measure): Claim => ({
      id: `${sentence.squeezed.anchor}:${start}:${measure}`,
      measure,
      quantity: zero,
      unit: null,
      time: /(?:上|去)(?:一)?年|20\d{2}年(?=.{0,6}问题)/.test(text) ? 'last' : 'this',
      topic: null,
      negated: true,
      span: sentence.squeezed.span(start, start + (match?.[0].length ?? 0)),
      sentence: sentence.squeezed.span(sentence.start, sentence.end),
      part: sentence.part,
    }))
  })
}

/** A plan or a demand denies nothing (“确保不发生行政复议”, “力争无…”). */
const contradicted = (text: string): boolean => /确保|力争|避免|防止|杜绝|如|若|假如|减少|降低|要求|规定/.test(text)

function clausesOf(text: string): { text: string; at: number }[] {
  return [...text.matchAll(/[^,;。]+/g)].map((match) => ({ text: match[0], at: match.index }))
}

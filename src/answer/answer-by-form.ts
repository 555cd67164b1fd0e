import type { Answer } from '../model/answer.ts'
import type { Rule } from '../model/rule.ts'
import { answerAction } from './answer-action.ts'
import { answerBefore } from './answer-before.ts'
import { answerItem, answerItems } from './answer-checklist.ts'
import { type AnswerKit, type AskContext, nextOf } from './answer-context.ts'
import { answerEntry } from './answer-entry.ts'
import { answerFollowUp } from './answer-follow-up.ts'
import { answerArticle, answerFees } from './answer-law.ts'
import { answerSupervision } from './answer-supervision.ts'
import type { Reading } from './create-router.ts'
import { explainRule, explainTopic } from './explain.ts'
import { isInstruction } from './guard.ts'
import { askedPart } from './half-sentence.ts'
import type { Topic } from './knowledge.ts'
import { findArticle } from './law-article.ts'
import { findFees } from './processing-fee.ts'
import { findItemReference, namedNumbers, spokenItem } from './refer.ts'
import { findRuleNumbers } from './rule-number.ts'
import { isEnglish, isThanks } from './small-talk.ts'

/** From here the best reading is taken at its word. */
const SURE = 0.6
const LIKELY = 0.25

/** Questions told by their form: a rule's number, an entry's number, a law's article, a sum of money, an instruction. */
// Long: the forms of a question in the order in which they are tried.
export function answerByForm(normal: string, kit: AnswerKit, context: AskContext, route: (question: string) => Reading): Answer | null {
  const topic = (id: string) => kit.topics.get(id) as Topic
  if (isInstruction(normal)) return explainTopic(topic('OUT/injection'), kit)
  const bare = normal.replace(/\s/g, '')
  if (TAKES_BACK.test(bare)) return answerAction(topic('ACTION/take-back'), normal, kit, context)
  const numbers = findRuleNumbers(normal)
  const item = findItemReference(normal)
  if (WAIVES.test(bare) && !ASKS_HOW.test(bare) && (numbers.length > 0 || item !== null))
    return answerAction(topic('ACTION/waive'), normal, kit, context)
  if (item === null && numbers.length === 0 && waivesSpoken(bare, context)) return answerAction(topic('ACTION/waive'), normal, kit, context)
  if (numbers.length && context.role !== 'drafter' && ASKS_WHO.test(bare))
    return answerSupervision(topic('SUPERVISION/common'), normal, kit, context)
  if (numbers.length) return answerNumbers(numbers, kit, context)
  const fees = findFees(normal)
  if (fees.length) return answerFees(fees, kit)
  const article = findArticle(normal)
  if (
    article &&
    (article.law !== '旧条例' || ASKS_WORDS.test(bare)) &&
    (article.law !== null || item === null) &&
    !ASKS_TO_FILL.test(bare)
  ) {
    const [best] = route(normal).matches
    // “引用第二十条第八项报错” is about the rule on citing, unless it asks what the article says.
    if (!(best && kit.rules.has(best.id) && COMPLAINS.test(bare) && best.share > (CITES.test(bare) ? LIKELY : SURE)))
      return answerArticle(article, kit)
  }
  const before = answerBefore(bare, kit, context)
  if (before) return before
  const several = item ? answerItems(namedNumbers(normal), kit, context) : null
  if (several) return several
  if (
    item &&
    !(item.position > 0 && item.among === null && TABLE_PLACE.test(bare)) &&
    !(ASKS_TO_DO.test(bare) && route(normal).matches[0]?.id.startsWith('OUT/'))
  )
    return answerItem(item, kit, context)
  const last = context.lastAnswer?.route ?? []
  if (context.role !== 'drafter' && last[0] === 'SUPERVISION/agency' && ANOTHER.test(bare))
    return answerSupervision(topic('SUPERVISION/agency'), normal, kit, context)
  const part = askedPart(bare)
  if (part && last.length)
    return answerFollowUp(part, last, kit, context, (id) =>
      kit.rules.has(id) || kit.topics.has(id) ? answerEntry(id, normal, kit, context) : explainTopic(topic('BOT/help'), kit),
    )
  return answerSmallTalk(normal, kit, context)
}

/** “这条核过了是对的 别再报” after an entry, and “理由是…” after the question for it. */
function waivesSpoken(bare: string, { checklist, lastAnswer }: AskContext): boolean {
  const last = lastAnswer?.route ?? []
  if (!checklist || !spokenItem(checklist, last)) return false
  return (
    (WAIVES.test(bare) && POINTS.test(bare) && !ASKS_HOW.test(bare) && !ASKS_WHETHER.test(bare)) ||
    (GIVES_REASON.test(bare) && last[0] === 'ACTION/waive')
  )
}

/** A file of a kind that we do not make. */
const OTHER_FILE =
  /^(请|麻烦|能不能|能|可以)?(帮我|给我|我要)?(导出|下载|生成|转成|输出|存成|要|来一?份)(一份|成|为|个)*(pdf|ppt|图片|jpg|png|截图)(版|格式|文件)?(的|吗|么|给我|吧)*[?。]?$/

/** Thanks, English, a file that is not to be had. */
function answerSmallTalk(normal: string, kit: AnswerKit, { checklist }: AskContext): Answer | null {
  if (OTHER_FILE.test(normal.replace(/\s/g, '')))
    return {
      kind: 'topic',
      route: ['ACTION/annotated', 'ACTION/checklist-file'],
      text: kit.words.say('answer.no-such-file'),
      basis: [],
      next: nextOf(kit, ['ACTION/annotated', 'ACTION/checklist-file', 'ACTION/blank-form']),
      action: null,
    }
  if (isThanks(normal))
    return {
      kind: 'topic',
      route: ['BOT/help'],
      text: kit.words.say('answer.thanks', { left: checklist?.items.length ?? 0 }),
      basis: [],
      next: nextOf(kit, ['CHECKLIST/remaining', 'CHECKLIST/verdict', 'BOT/help']),
      action: null,
    }
  return isEnglish(normal)
    ? { ...explainTopic(kit.topics.get('OUT/general') as Topic, kit), text: kit.words.say('answer.chinese-only') }
    : null
}

const WAIVES =
  /豁免|误报|忽略|别再?报|不用(再)?报|不要再?报|跳过|别再?提示|不再提示|不再报|放过|(不改了|保留|算了|有异议).{0,4}(理由|因为|原因)/
const TAKES_BACK =
  /(撤回|撤销|撤掉|取消|收回|恢复|解除|去掉|作废).{0,8}(豁免|误报|忽略)|(豁免|误报|忽略)的?(标记|记录)?(给我|都|全)?(撤|取消|作废|解除|去掉|收回)|(已|标了|标过)(豁免|误报).{0,10}(恢复|撤|取消)|(豁免|误报).{0,12}(撤了|撤掉|撤吧|撤回)|不豁免了|恢复第|取消第.{1,4}条的?(豁免|误报)/
/** The entry just spoken of: “这条核过了是对的 别再报”. */
const POINTS = /^(我)?(这|那|上面|刚才|它|核过|核对过|我核)/
const ASKS_WHETHER = /怎么|咋|如何|能不能|可不可以|可以.*吗/
const GIVES_REASON = /^(理由|原因|因为)/
const ASKS_HOW = /怎么豁免|如何豁免|怎样豁免|能豁免吗|可以豁免吗|豁免.{0,6}(是什么|什么意思)/
const COMPLAINS = /引用|引错|依据写|报错|为什么|不对|错了|写成|提示/
const ASKS_WORDS = /原文|内容|条文|讲|说的?(是|了)?(什么|啥)|规定了?(什么|啥)/
/** Of an entry that is named it is asked to do what we do not: “替我把第3条改了”, “把第3条降成提示”. */
const ASKS_TO_DO = /替我|帮我|给我改|降成|降为|改成(提示|建议)|改为(提示|建议)|(局|镇|委|街道)(的)?第/
const ASKS_WHO = /几家|多少家|哪几?家|哪些(单位|局|镇|部门)|谁/
/** After an agency, the next: “那水利局呢”. */
const ANOTHER =
  /^(?!.*(提醒|催|发给|通知))((那|那么|还有|再看看?).{2,16}(局|委|办|镇|乡|街道|中心|政府|大队)(呢|怎么样|咋样)?|.{2,16}(局|委|办|镇|乡|街道|中心|政府|大队)呢)[?？]?$/
const CITES = /引用|引成|引错|引的|写成|写错/
/** “第二十条第（五）项怎么填”: the table's heading names the article, and it is the row that is asked about. */
const ASKS_TO_FILL = /怎么填|咋填|填(哪|啥|什么|多少|吗|不填|0|零)|要填|不用填|那(张|个)?表|那一?[行格栏]/
const TABLE_PLACE = /表[二三四].{0,4}第|第.{1,3}个?(部分|小标题|月|季度)/

function answerNumbers(numbers: readonly string[], kit: AnswerKit, context: AskContext): Answer {
  const known = numbers.map((id) => kit.rules.get(id)).filter((rule): rule is Rule => rule !== undefined)
  const [first] = known
  if (!first) {
    const text = kit.words.say('answer.no-such-rule', { id: numbers[0], count: kit.rules.size })
    return {
      kind: 'unknown',
      route: ['BOT/model'],
      text,
      basis: [],
      next: nextOf(kit, ['BOT/model', 'BOT/help', 'CHECKLIST/remaining']),
      action: null,
    }
  }
  const answers = known.slice(0, 2).map((rule) => explainRule(rule, kit, context))
  const [answer, other] = answers as [Answer, Answer | undefined]
  const related = (kit.topicsOfRule.get(first.id) ?? []).map(({ id }) => id)
  if (!other) return { ...answer, route: [...new Set([...answer.route, ...related])] }
  return {
    ...answer,
    route: [...new Set([...answer.route, ...other.route])],
    text: `${answer.text}\n\n${other.text}`,
    basis: [...answer.basis, ...other.basis],
  }
}

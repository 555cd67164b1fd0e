import type { Answer } from '../model/answer.ts'
import type { Rule } from '../model/rule.ts'
import { answerAction } from './answer-action.ts'
import { answerBefore } from './answer-before.ts'
import { answerChecklist, answerItem, answerItems } from './answer-checklist.ts'
import { type AnswerKit, type AskContext, nextOf } from './answer-context.ts'
import { answerFollowUp } from './answer-follow-up.ts'
import { answerArticle, answerDeadline, answerFees } from './answer-law.ts'
import { answerSupervision } from './answer-supervision.ts'
import type { AnswerWords } from './answer-words.ts'
import { createRouter, type Reading } from './create-router.ts'
import { explainRule, explainTopic } from './explain.ts'
import { isInstruction } from './guard.ts'
import { askedPart } from './half-sentence.ts'
import type { Match } from './judge-readings.ts'
import type { Topic } from './knowledge.ts'
import { findArticle } from './law-article.ts'
import { normaliseQuestion } from './normalise-question.ts'
import { findFees } from './processing-fee.ts'
import type { QuestionIndex } from './question-index.ts'
import type { RouterKnowledge } from './read-evidence.ts'
import { findItemReference, namedNumbers, spokenItem } from './refer.ts'
import { findRuleNumbers } from './rule-number.ts'
import { simplifyCharacters } from './simplify-characters.ts'
import { isEnglish, isThanks } from './small-talk.ts'
import { answerSeveral } from './answer-several.ts'
import { splitQuestions } from './split-questions.ts'

export interface AnswererParts extends RouterKnowledge {
  readonly words: AnswerWords
}

export interface Answerer {
  /** Finds an answer among rules, topics and the asker's own checklist. Pure: no clock, no network, no model. */
  answer(question: string, context: AskContext): Answer
}

/** Where the second is so near to the best, it is asked which (bench/answer). */
const NEAR = 0.06
/** The runner-up stands in the route behind the best and is offered as a button from this share; one on the same matter is preferred. */
const ALSO = { share: 0.015, same: 1.5, most: 3 }
/** A rule of which the asker's draft has a finding counts so many times. */
const OWN = 4
/** From here the best reading is taken at its word. */
const SURE = 0.6
const LIKELY = 0.25

/**
 * Puts the knowledge together: once at start.
 * @param index made from the same knowledge (index-questions.ts), when the program was built
 */
export function createAnswerer(parts: AnswererParts, index: QuestionIndex): Answerer {
  const kit = createKit(parts)
  const router = createRouter(parts, index)
  return {
    answer(question, context) {
      const normal = normaliseQuestion(question)
      if (!/[\p{L}\p{N}]/u.test(normal)) return explainTopic(kit.topics.get('BOT/help') as Topic, kit)
      const one = (text: string): Answer => {
        const read = normaliseQuestion(text)
        return answerByForm(read, kit, context, router.route) ?? answerByContent(read, kit, context, router.route(simplifyCharacters(text)))
      }
      const parts = isInstruction(normal) ? [question] : splitQuestions(question)
      return (parts.length > 1 ? answerSeveral(parts, parts.map(one), kit) : null) ?? one(question)
    },
  }
}

function createKit({ rules, topics, words }: AnswererParts): AnswerKit {
  const topicsOfRule = new Map<string, Topic[]>()
  for (const topic of topics) for (const rule of topic.rules) topicsOfRule.set(rule, [...(topicsOfRule.get(rule) ?? []), topic])
  return { words, rules: new Map(rules.map((rule) => [rule.id, rule])), topics: new Map(topics.map((topic) => [topic.id, topic])), topicsOfRule }
}

/** Questions told by their form: a rule's number, an entry's number, a law's article, a sum of money, an instruction. */
function answerByForm(normal: string, kit: AnswerKit, context: AskContext, route: (question: string) => Reading): Answer | null {
  const topic = (id: string) => kit.topics.get(id) as Topic
  if (isInstruction(normal)) return explainTopic(topic('OUT/injection'), kit)
  const bare = normal.replace(/\s/g, '')
  if (TAKES_BACK.test(bare)) return answerAction(topic('ACTION/take-back'), normal, kit, context)
  const numbers = findRuleNumbers(normal)
  const item = findItemReference(normal)
  if (WAIVES.test(bare) && !ASKS_HOW.test(bare) && (numbers.length > 0 || item !== null)) return answerAction(topic('ACTION/waive'), normal, kit, context)
  if (item === null && numbers.length === 0 && waivesSpoken(bare, context)) return answerAction(topic('ACTION/waive'), normal, kit, context)
  if (numbers.length && context.role !== 'drafter' && ASKS_WHO.test(bare)) return answerSupervision(topic('SUPERVISION/common'), normal, kit, context)
  if (numbers.length) return answerNumbers(numbers, kit, context)
  const fees = findFees(normal)
  if (fees.length) return answerFees(fees, kit)
  const article = findArticle(normal)
  if (article && (article.law !== '旧条例' || ASKS_WORDS.test(bare)) && (article.law !== null || item === null) && !ASKS_TO_FILL.test(bare)) {
    const [best] = route(normal).matches
    // “引用第二十条第八项报错” is about the rule on citing, unless it asks what the article says.
    if (!(best && kit.rules.has(best.id) && COMPLAINS.test(bare) && best.share > (CITES.test(bare) ? LIKELY : SURE))) return answerArticle(article, kit)
  }
  const before = answerBefore(bare, kit, context)
  if (before) return before
  const several = item ? answerItems(namedNumbers(normal), kit, context) : null
  if (several) return several
  if (item && !(item.position > 0 && item.among === null && TABLE_PLACE.test(bare)) && !(ASKS_TO_DO.test(bare) && route(normal).matches[0]?.id.startsWith('OUT/'))) return answerItem(item, kit, context)
  const last = context.lastAnswer?.route ?? []
  if (context.role !== 'drafter' && last[0] === 'SUPERVISION/agency' && ANOTHER.test(bare)) return answerSupervision(topic('SUPERVISION/agency'), normal, kit, context)
  const part = askedPart(bare)
  if (part && last.length) return answerFollowUp(part, last, kit, context, (id) => (kit.rules.has(id) || kit.topics.has(id) ? answerOf(id, normal, kit, context) : explainTopic(topic('BOT/help'), kit)))
  return answerSmallTalk(normal, kit, context)
}

/** “这条核过了是对的 别再报” after an entry, and “理由是…” after the question for it. */
function waivesSpoken(bare: string, { checklist, lastAnswer }: AskContext): boolean {
  const last = lastAnswer?.route ?? []
  if (!checklist || !spokenItem(checklist, last)) return false
  return (WAIVES.test(bare) && POINTS.test(bare) && !ASKS_HOW.test(bare) && !ASKS_WHETHER.test(bare)) || (GIVES_REASON.test(bare) && last[0] === 'ACTION/waive')
}

/** A file of a kind that we do not make. */
const OTHER_FILE = /^(请|麻烦|能不能|能|可以)?(帮我|给我|我要)?(导出|下载|生成|转成|输出|存成|要|来一?份)(一份|成|为|个)*(pdf|ppt|图片|jpg|png|截图)(版|格式|文件)?(的|吗|么|给我|吧)*[?。]?$/

/** Thanks, English, a file that is not to be had. */
function answerSmallTalk(normal: string, kit: AnswerKit, { checklist }: AskContext): Answer | null {
  if (OTHER_FILE.test(normal.replace(/\s/g, '')))
    return { kind: 'topic', route: ['ACTION/annotated', 'ACTION/checklist-file'], text: kit.words.say('answer.no-such-file'), basis: [], next: nextOf(kit, ['ACTION/annotated', 'ACTION/checklist-file', 'ACTION/blank-form']), action: null }
  if (isThanks(normal))
    return { kind: 'topic', route: ['BOT/help'], text: kit.words.say('answer.thanks', { left: checklist?.items.length ?? 0 }), basis: [], next: nextOf(kit, ['CHECKLIST/remaining', 'CHECKLIST/verdict', 'BOT/help']), action: null }
  return isEnglish(normal) ? { ...explainTopic(kit.topics.get('OUT/general') as Topic, kit), text: kit.words.say('answer.chinese-only') } : null
}

const WAIVES = /豁免|误报|忽略|别再?报|不用(再)?报|不要再?报|跳过|别再?提示|不再提示|不再报|放过|(不改了|保留|算了|有异议).{0,4}(理由|因为|原因)/
const TAKES_BACK = /(撤回|撤销|撤掉|取消|收回|恢复|解除|去掉|作废).{0,8}(豁免|误报|忽略)|(豁免|误报|忽略)的?(标记|记录)?(给我|都|全)?(撤|取消|作废|解除|去掉|收回)|(已|标了|标过)(豁免|误报).{0,10}(恢复|撤|取消)|(豁免|误报).{0,12}(撤了|撤掉|撤吧)|不豁免了|恢复第|取消第.{1,4}条的?(豁免|误报)/
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
const ANOTHER = /^(?!.*(提醒|催|发给|通知))((那|那么|还有|再看看?).{2,16}(局|委|办|镇|乡|街道|中心|政府|大队)(呢|怎么样|咋样)?|.{2,16}(局|委|办|镇|乡|街道|中心|政府|大队)呢)[?？]?$/
const CITES = /引用|引成|引错|引的|写成|写错/
/** “第二十条第（五）项怎么填”: the table's heading names the article, and it is the row that is asked about. */
const ASKS_TO_FILL = /怎么填|咋填|填(哪|啥|什么|多少|吗|不填|0|零)|要填|不用填|那(张|个)?表|那一?[行格栏]/
const TABLE_PLACE = /表[二三四].{0,4}第|第.{1,3}个?(部分|小标题|月|季度)/

function answerNumbers(numbers: readonly string[], kit: AnswerKit, context: AskContext): Answer {
  const known = numbers.map((id) => kit.rules.get(id)).filter((rule): rule is Rule => rule !== undefined)
  const [first] = known
  if (!first) {
    const text = kit.words.say('answer.no-such-rule', { id: numbers[0], count: kit.rules.size })
    return { kind: 'unknown', route: ['BOT/model'], text, basis: [], next: nextOf(kit, ['BOT/model', 'BOT/help', 'CHECKLIST/remaining']), action: null }
  }
  const answers = known.slice(0, 2).map((rule) => explainRule(rule, kit, context))
  const [answer, other] = answers as [Answer, Answer | undefined]
  const related = (kit.topicsOfRule.get(first.id) ?? []).map(({ id }) => id)
  if (!other) return { ...answer, route: [...new Set([...answer.route, ...related])] }
  return { ...answer, route: [...new Set([...answer.route, ...other.route])], text: `${answer.text}\n\n${other.text}`, basis: [...answer.basis, ...other.basis] }
}

function answerByContent(normal: string, kit: AnswerKit, context: AskContext, { matches: read, unsure }: Reading): Answer {
  const matches = ownFirst(read, context)
  const [best, second] = matches
  if (!best || unsure) return answerUnsure(normal, kit, matches)
  if (second && best.share - second.share < best.share * NEAR && mayBeAsked(best.id, second.id, kit)) return askWhich([best.id, second.id], runnersUp(best, matches, kit), kit)
  const answer = answerOf(asksHowToWaive(best.id, normal) ? 'BOT/waive' : best.id, normal, kit, context)
  if (answer.kind === 'refusal' || answer.kind === 'unknown') return answer
  const also = runnersUp(best, matches, kit)
  const route = [...new Set([answer.route[0] as string, ...also, ...answer.route])].slice(0, ALSO.most)
  return { ...answer, route, next: also.length && answer.kind !== 'choice' ? offerAlso(answer, also[0] as string, kit) : answer.next }
}

/** Who has a finding of a rule in her checklist more likely asks about that rule than about its neighbours. */
function ownFirst(matches: readonly Match[], { checklist }: AskContext): readonly Match[] {
  if (!checklist || matches[0]?.id.startsWith('OUT/')) return matches
  const found = new Set(checklist.items.map(({ finding }) => finding.rule))
  return matches.map((match) => (found.has(match.id) ? { ...match, share: match.share * OWN } : match)).sort((one, other) => other.share - one.share)
}

/** Readings that come near the best, the nearest first, that a person may be offered. */
function runnersUp(best: Match, matches: readonly Match[], kit: AnswerKit): string[] {
  const value = ({ id, share }: Match): number => share * (sameMatter(best.id, id, kit) ? ALSO.same : 1)
  return matches
    .filter((match) => match !== best && match.share >= ALSO.share && !match.id.startsWith('OUT/') && match.id !== 'CHECKLIST/item')
    .sort((a, b) => value(b) - value(a))
    .slice(0, ALSO.most - 1)
    .map(({ id }) => id)
}

/** The other reading as the first button, where it is not there already. */
function offerAlso(answer: Answer, id: string, kit: AnswerKit): Answer['next'] {
  const [button] = nextOf(kit, [id])
  if (!button || answer.next.some((each) => JSON.stringify(each) === JSON.stringify(button))) return answer.next
  return [button, ...answer.next].slice(0, 3)
}

function answerOf(id: string, normal: string, kit: AnswerKit, context: AskContext): Answer {
  const rule = kit.rules.get(id)
  if (rule) return explainRule(rule, kit, context)
  const topic = kit.topics.get(id) as Topic
  if (topic.kind === 'checklist') return answerChecklist(topic, kit, context)
  if (topic.kind === 'supervision') return answerSupervision(topic, normal, kit, context)
  if (topic.kind === 'action') return answerAction(topic, normal, kit, context)
  if (topic.id === 'LAW/deadline') return answerDeadline(topic, normal, kit, context)
  return explainTopic(topic, kit)
}

/** “这条核过了，怎么让它别再报”: how it is done, rather than doing it to an entry that nobody has named. */
function asksHowToWaive(id: string, normal: string): boolean {
  return id === 'ACTION/waive' && !/理由|因为|第.{1,4}[条个]/.test(normal)
}

/** Two entries on one matter: answering the one does not mislead who asked for the other. */
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
  return { kind: 'choice', route: [...new Set([...ids, ...also])].slice(0, ALSO.most), text: [words.say('answer.choice.head'), ...lines].join('\n'), basis: [], next: nextOf(kit, ids), action: null }
}

function firstSentence(text: string): string {
  return /^[^。！？\n]{1,120}/.exec(text.trim())?.[0] ?? ''
}

/** Nothing fits: none of ours where no word of ours is in it, else that we do not know. */
function answerUnsure(normal: string, kit: AnswerKit, matches: readonly Match[]): Answer {
  if (!OURS.test(normal)) return explainTopic(kit.topics.get('OUT/general') as Topic, kit)
  const near = matches.slice(0, 3).map(({ id }) => id).filter((id) => !id.startsWith('OUT/'))
  const text = kit.words.say('answer.unknown')
  return { kind: 'unknown', route: near.slice(0, 1), text, basis: [], next: nextOf(kit, [...near, 'LAW/who-to-ask', 'BOT/help']), action: null }
}

const OURS = /年报|[填格稿数栏]|件数|口径|写|部分|单位|提示|报错|误报|上年|去年|文号|括号|公开|申请|表[二三四]|复议|诉讼|条例|规章|规范性|结转|答复|统计|信息处理费|草稿|清单|规则|核对|必改|提示|标题|落款|许可|处罚|收费|格式/

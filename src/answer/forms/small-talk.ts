import { answerOf, nextOf, topicOf } from '../answer-context.ts'
import { explainTopic } from '../explain.ts'
import type { AnswerForm } from './answer-form.ts'

const LONGEST_THANKS = 16

/** A file of a kind that is not made: “导出pdf”. */
export const OTHER_FILE: AnswerForm = {
  fits: ({ form }) => form.has('questions/small-talk/other-file'),
  answer: ({ kit }) => {
    const files = ['ACTION/annotated', 'ACTION/checklist-file']
    return answerOf('topic', files, kit.words.say('answer.no-such-file'), nextOf(kit, [...files, 'ACTION/blank-form']))
  },
}

/** “谢谢”, “好的 收到”: asks for nothing. */
export const THANKS: AnswerForm = {
  fits: ({ form: { normal }, kit }) => normal.length <= LONGEST_THANKS && kit.lexicon.pattern('questions/small-talk/thanks').test(normal),
  answer: ({ kit, context: { checklist } }) => {
    const text = kit.words.say('answer.thanks', { left: checklist?.items.length ?? 0 })
    return answerOf('topic', ['BOT/help'], text, nextOf(kit, ['CHECKLIST/remaining', 'CHECKLIST/verdict', 'BOT/help']))
  },
}

/** A question in English: without a Chinese character, and in words that are no pinyin. */
export const ENGLISH: AnswerForm = {
  fits: ({ form: { normal }, kit }) => !/\p{Script=Han}/u.test(normal) && kit.lexicon.pattern('questions/small-talk/english').test(normal),
  answer: ({ kit }) => ({ ...explainTopic(topicOf(kit, 'OUT/general'), kit), text: kit.words.say('answer.chinese-only') }),
}

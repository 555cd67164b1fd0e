import { answerAction } from '../answer-action.ts'
import { topicOf } from '../answer-context.ts'
import { spokenItem } from '../refer.ts'
import type { AnswerForm, Asking } from './answer-form.ts'

const waive = ({ form, kit, context }: Asking) => answerAction(topicOf(kit, 'ACTION/waive'), form, kit, context)

/** “撤回刚才的豁免”. */
export const TAKE_BACK: AnswerForm = {
  fits: ({ form }) => form.has('questions/waive/takes-back'),
  answer: ({ form, kit, context }) => answerAction(topicOf(kit, 'ACTION/take-back'), form, kit, context),
}

/** “豁免第3条，理由是…”. */
export const WAIVE_NAMED: AnswerForm = {
  fits: ({ form }) =>
    (form.rules.length > 0 || form.item !== null) && form.has('questions/waive/waives') && !form.has('questions/waive/asks-how'),
  answer: waive,
}

/** “这条核过了是对的 别再报” after an entry, and “理由是…” after the question for it. */
export const WAIVE_SPOKEN: AnswerForm = {
  fits: ({ form, context: { checklist, lastAnswer } }) => {
    const last = lastAnswer?.route ?? []
    if (form.item !== null || form.rules.length > 0 || !checklist || !spokenItem(checklist, last)) return false
    if (form.has('questions/waive/gives-reason') && last[0] === 'ACTION/waive') return true
    return (
      form.has('questions/waive/waives') &&
      form.has('questions/waive/points') &&
      !form.has('questions/waive/asks-how') &&
      !form.has('questions/waive/asks-whether')
    )
  },
  answer: waive,
}

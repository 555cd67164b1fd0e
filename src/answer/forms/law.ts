import { answerFees } from '../answer-fees.ts'
import { answerArticle, answerImplementing } from '../answer-law.ts'
import type { AnswerForm, Asking } from './answer-form.ts'

/** Shares from which the best reading counts. */
const SURE = 0.6
const LIKELY = 0.25

/** “一个月申请了35件收多少”. */
export const FEES: AnswerForm = {
  fits: ({ form }) => form.fees.length > 0,
  answer: ({ form, kit }) => answerFees(form.fees, kit),
}

/** “条例第49条讲什么”. */
export const ARTICLE: AnswerForm = {
  fits: (asking) => namesArticle(asking) && !complainsOfCiting(asking),
  answer: ({ form, kit }) => answerArticle(form.article ?? { law: null, number: 0 }, kit),
}

/** “行政复议法实施条例改了没有”. */
export const IMPLEMENTING: AnswerForm = {
  fits: (asking) => asking.form.implementing !== null && !complainsOfCiting(asking),
  answer: ({ form, kit }) => answerImplementing(form.implementing ?? '', kit),
}

function namesArticle({ form }: Asking): boolean {
  const { article, item } = form
  if (!article || (article.law === null && item !== null) || form.has('questions/law/asks-to-fill')) return false
  return article.law !== 'former-regulation' || form.has('questions/law/asks-words')
}

/** “引用第二十条第八项报错” is about the rule on citing, unless it asks what the article says. */
function complainsOfCiting({ form, kit, route }: Asking): boolean {
  const [best] = route(form.normal).matches
  if (!best || !kit.rules.has(best.id) || !form.has('questions/law/complains')) return false
  return best.share > (form.has('questions/law/cites') ? LIKELY : SURE)
}

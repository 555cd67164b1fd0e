import type { Answer } from '../model/answer.ts'
import { type AnswerKit, answerOf, type AskContext, nextOf } from './answer-context.ts'
import { explainTopic } from './explain.ts'
import type { Topic } from './knowledge.ts'
import type { ArticleReference } from './law-article.ts'
import type { QuestionForm } from './read-question-form.ts'
import { deadlineOf, dueYear } from './report-deadline.ts'

/** 国务院令第711号 has 56 articles. */
const ARTICLES_OF_REGULATION = 56

/** Explains an article of a law from its topic, or says that it is not known. Never makes up a clause. */
export function answerArticle({ law: named, number }: ArticleReference, kit: AnswerKit): Answer {
  const topic = [...kit.topics.values()].find(
    ({ article }) => article && article.law === (named ?? 'regulation') && (article.number === number || article.numbers?.includes(number)),
  )
  if (topic) return explainTopic(topic, kit)
  if ((named ?? 'regulation') === 'regulation' && number > ARTICLES_OF_REGULATION) {
    const text = kit.words.say('answer.article.beyond', { number, last: ARTICLES_OF_REGULATION })
    return answerOf('unknown', ['WD-005', 'LAW/unknown-article'], text, nextOf(kit, ['WD-005', 'LAW/article-50', 'LAW/who-to-ask']))
  }
  const law = kit.words.plain(`answer.law.${named ?? 'other'}`)
  const text = kit.words.say('answer.article.unknown', { law, number })
  return answerOf('unknown', ['LAW/unknown-article'], text, nextOf(kit, ['LAW/article-50', 'LAW/article-49', 'LAW/who-to-ask']))
}

/** Says that a text which carries out a law was not found: whether it was revised, and what it says. */
export const answerImplementing = (text: string, kit: AnswerKit): Answer =>
  answerOf('unknown', ['LAW/unknown-article'], kit.words.say('answer.article.implementing', { text }), nextOf(kit, ['LAW/who-to-ask']))

/** The deadlines of the year asked for. */
export function answerDeadline(topic: Topic, form: QuestionForm, kit: AnswerKit, { now }: AskContext): Answer {
  const { words } = kit
  const year = form.reportYear ?? dueYear(now)
  const { departments, governments, daysToDepartments, daysToGovernments } = deadlineOf(year, now)
  const left = (days: number): string => {
    if (days === 0) return words.plain('answer.deadline.today')
    return words.plain(days > 0 ? 'answer.deadline.left' : 'answer.deadline.past', { days: Math.abs(days) })
  }
  const date = (iso: string): string => {
    const [ofYear, month, day] = iso.split('-').map(Number)
    return words.plain('answer.deadline.date', { year: ofYear, month, day })
  }
  const due = words.say('answer.deadline.due', {
    year,
    departments: date(departments),
    departmentsNote: left(daysToDepartments),
    governments: date(governments),
    governmentsNote: left(daysToGovernments),
  })
  return explainTopic(topic, kit, [due])
}

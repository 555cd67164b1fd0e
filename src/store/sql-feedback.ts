import type { AskedQuestion, Feedback, FeedbackStore } from '../model/ports/feedback-store.ts'
import type { Database } from './database.ts'
import { prepareWrite } from './prepared-write.ts'
import { insert, select } from './row-fields.ts'

const FEEDBACK = ['messageId', 'userId', 'verdict', 'at'] as const
const QUESTION = ['id', 'messageId', 'conversationId', 'userId', 'at', 'text', 'kind', 'route', 'answered'] as const
type QuestionRow = Omit<AskedQuestion, 'route' | 'answered'> & { readonly route: string; readonly answered: number; readonly down: number }

export const sqlFeedback = (database: Database): FeedbackStore => ({
  put: (feedback) => {
    const anew = 'ON CONFLICT (message_id, user_id) DO UPDATE SET verdict = excluded.verdict, at = excluded.at'
    return prepareWrite(insert('feedback', FEEDBACK, feedback, anew))
  },
  ofMessage: (messageId) => database.all<Feedback>(`SELECT ${select(FEEDBACK)} FROM feedback WHERE message_id = ? ORDER BY at`, messageId),
  addQuestion: (question) => prepareWrite(insert('questions', QUESTION, question, 'ON CONFLICT (id) DO NOTHING')),
  last: async (conversationId) => {
    const row = await database.get<QuestionRow>(
      `SELECT ${select(QUESTION)} FROM questions WHERE conversation_id = ? ORDER BY at DESC, id DESC LIMIT 1`,
      conversationId,
    )
    return row && readQuestion(row)
  },
  unanswered: async (limit = 100) => {
    const rows = await database.all<QuestionRow>(
      `SELECT * FROM (SELECT ${select(QUESTION)},
             (SELECT count(*) FROM feedback f WHERE f.message_id = questions.message_id AND f.verdict = 'down') AS down
           FROM questions) asked WHERE answered = 0 OR down > 0 ORDER BY at DESC, id DESC LIMIT ?`,
      limit,
    )
    return rows.map((row) => ({ ...readQuestion(row), down: row.down }))
  },
})

const readQuestion = (row: QuestionRow): AskedQuestion => ({
  ...row,
  route: JSON.parse(row.route) as string[],
  answered: row.answered === 1,
})

import type { AskedQuestion, Feedback, FeedbackStore } from '../model/ports/feedback-store.ts'
import type { Database } from './database.ts'
import { prepareWrite, statement } from './prepared-write.ts'

type QuestionRow = Omit<AskedQuestion, 'route' | 'answered'> & { readonly route: string; readonly answered: number; readonly down: number }

// Long: one entry for each function of the port.
export const sqlFeedback = (database: Database): FeedbackStore => ({
  put: (feedback) =>
    prepareWrite(
      statement(
        `INSERT INTO feedback (message_id, user_id, verdict, at) VALUES (?, ?, ?, ?)
           ON CONFLICT (message_id, user_id) DO UPDATE SET verdict = excluded.verdict, at = excluded.at`,
        feedback.messageId,
        feedback.userId,
        feedback.verdict,
        feedback.at,
      ),
    ),
  ofMessage: (messageId) =>
    database.all<Feedback>(
      'SELECT message_id AS "messageId", user_id AS "userId", verdict, at FROM feedback WHERE message_id = ? ORDER BY at',
      messageId,
    ),
  ...questions(database),
})

const questions = (database: Database): Pick<FeedbackStore, 'addQuestion' | 'last' | 'unanswered'> => ({
  addQuestion: (question) =>
    prepareWrite(
      statement(
        `INSERT INTO questions (id, message_id, conversation_id, user_id, at, text, kind, route, answered)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        question.id,
        question.messageId,
        question.conversationId,
        question.userId,
        question.at,
        question.text,
        question.kind,
        JSON.stringify(question.route),
        question.answered ? 1 : 0,
      ),
    ),
  last: async (conversationId) => {
    const row = await database.get<QuestionRow>(
      `SELECT id, message_id AS "messageId", conversation_id AS "conversationId", user_id AS "userId", at, text, kind, route, answered
         FROM questions WHERE conversation_id = ? ORDER BY at DESC, id DESC LIMIT 1`,
      conversationId,
    )
    return row && readQuestion(row)
  },
  unanswered: async (limit = 100) => {
    const rows = await database.all<QuestionRow>(
      `SELECT * FROM (SELECT q.id, q.message_id AS "messageId", q.conversation_id AS "conversationId", q.user_id AS "userId", q.at,
             q.text, q.kind, q.route, q.answered,
             (SELECT count(*) FROM feedback f WHERE f.message_id = q.message_id AND f.verdict = 'down') AS down
           FROM questions q) asked WHERE answered = 0 OR down > 0 ORDER BY at DESC, id DESC LIMIT ?`,
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

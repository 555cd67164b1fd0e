import type { Conversation, ConversationStore, Message, NewMessage } from '../model/ports/conversation-store.ts'
import { Reply } from '../model/reply.ts'
import { SaidTo } from '../model/said-to.ts'
import type { Database, Statement } from './database.ts'
import { change, marks, prepareWrite, statement } from './prepared-write.ts'
import { insert, select, where } from './row-fields.ts'

const FIELDS = ['id', 'platform', 'target', 'owner', 'title', 'draftId', 'createdAt', 'updatedAt'] as const
const CONVERSATION = select(FIELDS)
const SAID = ['id', 'conversationId', 'author', 'userId', 'userName', 'at', 'text', 'files', 'reply', 'state', 'draftId'] as const
const MESSAGE = select([...SAID, 'revision', 'change', 'ref', 'saidTo'])

type MessageRow = Omit<Message, 'files' | 'reply' | 'saidTo'> & Readonly<{ files: string; reply: string | null; saidTo: string | null }>

export const sqlConversations = (database: Database): ConversationStore => ({
  find: (id) => database.get<Conversation>(`SELECT ${CONVERSATION} FROM conversations WHERE id = ?`, id),
  findByTarget: (platform, target) =>
    database.get<Conversation>(`SELECT ${CONVERSATION} FROM conversations WHERE platform = ? AND target = ?`, platform, target),
  list: ({ platform, owner, limit = 100 }) => {
    const { sql, params } = where({ 'platform = ?': platform, 'owner = ?': owner })
    return database.all(`SELECT ${CONVERSATION} FROM conversations ${sql} ORDER BY updated_at DESC, id DESC LIMIT ?`, ...params, limit)
  },
  open: (conversation) => prepareWrite(insert('conversations', FIELDS, conversation, 'ON CONFLICT DO NOTHING')),
  setDraft: (id, draftId) => change('UPDATE conversations SET draft_id = ? WHERE id = ?', draftId, id),
  setTitle: (id, title) => change('UPDATE conversations SET title = ? WHERE id = ?', title, id),
  message: async (id) => {
    const row = await database.get<MessageRow>(`SELECT ${MESSAGE} FROM messages WHERE id = ?`, id)
    return row && read(row)
  },
  some: async (ids) =>
    ids.length ? (await database.all<MessageRow>(`SELECT ${MESSAGE} FROM messages WHERE id IN (${marks(ids)})`, ...ids)).map(read) : [],
  messages: (conversationId, filter) => messages(database, conversationId, filter),
  ofDraft: async (draftId) =>
    (await database.all<MessageRow>(`SELECT ${MESSAGE} FROM messages WHERE draft_id = ? ORDER BY at, id`, draftId)).map(read),
  add: (message) =>
    prepareWrite(
      statement('UPDATE conversations SET changes = changes + 1, updated_at = ? WHERE id = ?', message.at, message.conversationId),
      insertMessage(message),
    ),
  edit: (messageId, { reply, state, saidTo }) =>
    prepareWrite(
      statement('UPDATE conversations SET changes = changes + 1 WHERE id = (SELECT conversation_id FROM messages WHERE id = ?)', messageId),
      statement(
        `UPDATE messages SET reply = ?, text = ?, state = ?, said_to = coalesce(?, said_to), revision = revision + 1,
             change = (SELECT changes FROM conversations WHERE id = messages.conversation_id) WHERE id = ?`,
        JSON.stringify(reply),
        reply.text,
        state,
        saidTo ? JSON.stringify(saidTo) : null,
        messageId,
      ),
    ),
  setRef: (messageId, ref) => change('UPDATE messages SET ref = ? WHERE id = ?', ref, messageId),
})

/** With `behind` the oldest changes first; otherwise the newest messages, in the order in which they were said. */
async function messages(
  database: Database,
  conversationId: string,
  filter: Parameters<ConversationStore['messages']>[1] = {},
): Promise<Message[]> {
  const limit = filter.limit ?? 500
  const rows =
    filter.behind === undefined
      ? await database.all<MessageRow>(
          `SELECT * FROM (
             SELECT ${MESSAGE}, position FROM messages WHERE conversation_id = ? ORDER BY position DESC LIMIT ?) newest
           ORDER BY position`,
          conversationId,
          limit,
        )
      : await database.all<MessageRow>(
          `SELECT ${MESSAGE} FROM messages WHERE conversation_id = ? AND change > ? ORDER BY change LIMIT ?`,
          conversationId,
          filter.behind,
          limit,
        )
  return rows.map(read)
}

function read(row: MessageRow & { readonly position?: number }): Message {
  const { position: _, ...message } = row
  return {
    ...message,
    files: JSON.parse(row.files) as Message['files'],
    reply: row.reply === null ? null : Reply.parse(JSON.parse(row.reply)),
    saidTo: row.saidTo === null ? null : SaidTo.parse(JSON.parse(row.saidTo)),
  }
}

const insertMessage = (message: NewMessage): Statement =>
  statement(
    `INSERT INTO messages (id, conversation_id, position, author, user_id, user_name, at, text, files, reply, state,
       draft_id, said_to, revision, change)
     SELECT ?, id, changes, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, changes FROM conversations WHERE id = ?
     ON CONFLICT (id) DO NOTHING`,
    message.id,
    message.author,
    message.userId,
    message.userName,
    message.at,
    message.text,
    JSON.stringify(message.files),
    message.reply === null ? null : JSON.stringify(message.reply),
    message.state,
    message.draftId,
    message.saidTo ? JSON.stringify(message.saidTo) : null,
    message.conversationId,
  )

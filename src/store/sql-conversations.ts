import type { Conversation, ConversationStore, Message, NewMessage } from '../model/ports/conversation-store.ts'
import { Reply } from '../model/reply.ts'
import type { Database, SqlValue, Statement } from './database.ts'
import { prepareWrite, statement } from './prepared-write.ts'

const CONVERSATION = 'id, platform, target, owner, title, draft_id AS "draftId", created_at AS "createdAt", updated_at AS "updatedAt"'
const MESSAGE = `id, conversation_id AS "conversationId", author, user_id AS "userId", user_name AS "userName", at, text, files,
  reply, state, draft_id AS "draftId", revision, change, ref`

type MessageRow = Omit<Message, 'files' | 'reply'> & { readonly files: string; readonly reply: string | null }

export const sqlConversations = (database: Database): ConversationStore => ({
  find: (id) => database.get<Conversation>(`SELECT ${CONVERSATION} FROM conversations WHERE id = ?`, id),
  findByTarget: (platform, target) =>
    database.get<Conversation>(`SELECT ${CONVERSATION} FROM conversations WHERE platform = ? AND target = ?`, platform, target),
  list: (filter) => list(database, filter),
  open: (conversation) => prepareWrite(open(conversation)),
  setDraft: (id, draftId) => prepareWrite(statement('UPDATE conversations SET draft_id = ? WHERE id = ?', draftId, id)),
  setTitle: (id, title) => prepareWrite(statement('UPDATE conversations SET title = ? WHERE id = ?', title, id)),
  message: async (id) => {
    const row = await database.get<MessageRow>(`SELECT ${MESSAGE} FROM messages WHERE id = ?`, id)
    return row ? read(row) : null
  },
  messages: (conversationId, filter) => messages(database, conversationId, filter),
  ofDraft: async (draftId) =>
    (await database.all<MessageRow>(`SELECT ${MESSAGE} FROM messages WHERE draft_id = ? ORDER BY at, id`, draftId)).map(read),
  add: (message) => prepareWrite(bump(message.conversationId, message.at), insert(message)),
  edit: (messageId, { reply, state }) =>
    prepareWrite(
      statement('UPDATE conversations SET changes = changes + 1 WHERE id = (SELECT conversation_id FROM messages WHERE id = ?)', messageId),
      statement(
        `UPDATE messages SET reply = ?, text = ?, state = ?, revision = revision + 1,
             change = (SELECT changes FROM conversations WHERE id = messages.conversation_id) WHERE id = ?`,
        JSON.stringify(reply),
        reply.text,
        state,
        messageId,
      ),
    ),
  setRef: (messageId, ref) => prepareWrite(statement('UPDATE messages SET ref = ? WHERE id = ?', ref, messageId)),
})

async function list(database: Database, filter: Parameters<ConversationStore['list']>[0]): Promise<Conversation[]> {
  const terms: string[] = []
  const params: SqlValue[] = []
  if (filter.platform !== undefined) {
    terms.push('platform = ?')
    params.push(filter.platform)
  }
  if (filter.owner !== undefined) {
    terms.push('owner = ?')
    params.push(filter.owner)
  }
  const where = terms.length ? `WHERE ${terms.join(' AND ')}` : ''
  return database.all<Conversation>(
    `SELECT ${CONVERSATION} FROM conversations ${where} ORDER BY updated_at DESC, id DESC LIMIT ?`,
    ...params,
    filter.limit ?? 100,
  )
}

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
  }
}

const open = (conversation: Conversation): Statement =>
  statement(
    `INSERT INTO conversations (id, platform, target, owner, title, draft_id, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    conversation.id,
    conversation.platform,
    conversation.target,
    conversation.owner,
    conversation.title,
    conversation.draftId,
    conversation.createdAt,
    conversation.updatedAt,
  )

const bump = (conversationId: string, at: string): Statement =>
  statement('UPDATE conversations SET changes = changes + 1, updated_at = ? WHERE id = ?', at, conversationId)

const insert = (message: NewMessage): Statement =>
  statement(
    `INSERT INTO messages (id, conversation_id, position, author, user_id, user_name, at, text, files, reply, state,
       draft_id, revision, change)
     SELECT ?, id, changes, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, changes FROM conversations WHERE id = ?
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
    message.conversationId,
  )

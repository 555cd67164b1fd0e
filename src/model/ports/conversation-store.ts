import type { Reply } from '../reply.ts'
import type { SaidTo } from '../said-to.ts'
import type { Write } from './write.ts'

/** One chat: a conversation on the page, a channel's thread, a direct message. */
export interface Conversation {
  readonly id: string
  /** The platform's name. */
  readonly platform: string
  /** Where to send on that platform, opaque to all but its adapter; one conversation a target. */
  readonly target: string
  /** User id of the person who opened it. */
  readonly owner: string
  readonly title: string | null
  /** The draft that “第3条” speaks of. */
  readonly draftId: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

export interface Message {
  readonly id: string
  readonly conversationId: string
  readonly author: 'person' | 'bot'
  readonly userId: string | null
  readonly userName: string | null
  readonly at: string
  /** What the person typed; the reply's own line for the bot. */
  readonly text: string
  /** Files that a person sent. */
  readonly files: readonly { readonly name: string; readonly size: number }[]
  readonly reply: Reply | null
  /** `working`: will be edited; `failed`: gave up, and the reply says so. */
  readonly state: 'working' | 'done' | 'failed'
  readonly draftId: string | null
  /** From 1, with every edit one more. */
  readonly revision: number
  /** Grows with every message and edit of a conversation: a reader asks for the changes after the last one it has seen. */
  readonly change: number
  /** Where the platform has put it; null until sent. */
  readonly ref: string | null
  /** For whom it is said; null for whoever is in the conversation. */
  readonly saidTo: SaidTo | null
}

export type NewMessage = Omit<Message, 'revision' | 'change' | 'ref' | 'saidTo'> & Partial<Pick<Message, 'saidTo'>>

export interface ConversationStore {
  find(id: string): Promise<Conversation | null>
  findByTarget(platform: string, target: string): Promise<Conversation | null>
  /** Newest first. */
  list(filter: { readonly platform?: string; readonly owner?: string; readonly limit?: number }): Promise<Conversation[]>
  /** Does nothing if the id, or the platform's target, is there already: read it back with `findByTarget`. */
  open(conversation: Conversation): Write
  setDraft(id: string, draftId: string): Write
  setTitle(id: string, title: string): Write
  message(id: string): Promise<Message | null>
  /** Those messages that there are; a hundred ids at most. */
  some(messageIds: readonly string[]): Promise<Message[]>
  /** In the order in which they were said; with `behind`, only those changed since that change. */
  messages(conversationId: string, filter?: { readonly behind?: number; readonly limit?: number }): Promise<Message[]>
  /** Messages about a draft, in whichever conversation. */
  ofDraft(draftId: string): Promise<Message[]>
  /** Does nothing if the id is there already. */
  add(message: NewMessage): Write
  /** @param edit with `saidTo`, it is said to that person from now on */
  edit(messageId: string, edit: Pick<Message, 'state'> & { readonly reply: Reply; readonly saidTo?: SaidTo }): Write
  setRef(messageId: string, ref: string): Write
}

import type { Write } from './write.ts'

/** 👍 or 👎 on a message of the bot: one a person. */
export interface Feedback {
  readonly messageId: string
  readonly userId: string
  readonly verdict: 'up' | 'down'
  readonly at: string
}

/** A question that was asked, and whether it found an answer. */
export interface AskedQuestion {
  readonly id: string
  /** The bot's message that answers it. */
  readonly messageId: string
  readonly conversationId: string
  readonly userId: string
  readonly at: string
  readonly text: string
  readonly kind: string
  readonly route: readonly string[]
  readonly answered: boolean
}

export interface FeedbackStore {
  put(feedback: Feedback): Write
  ofMessage(messageId: string): Promise<Feedback[]>
  addQuestion(question: AskedQuestion): Write
  /** The newest of a conversation. */
  last(conversationId: string): Promise<AskedQuestion | null>
  /** Not answered, or answered and given a 👎; newest first. */
  unanswered(limit?: number): Promise<(AskedQuestion & { readonly down: number })[]>
}

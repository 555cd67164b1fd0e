import type { ReplyAction, ReplyBlock, ReplySpan } from '../model/reply.ts'

export const plain = (text: string): ReplySpan[] => [{ text, style: 'plain' }]

export const heading = (level: 1 | 2, spans: ReplySpan[]): ReplyBlock => ({ kind: 'heading', level, spans })

export const paragraph = (spans: ReplySpan[]): ReplyBlock => ({ kind: 'paragraph', spans })

export const list = (items: ReplySpan[][]): ReplyBlock => ({ kind: 'list', items })

/** A row of buttons where there are any. */
export const buttons = (actions: readonly ReplyAction[]): ReplyBlock[] =>
  actions.length ? [{ kind: 'actions', actions: [...actions] }] : []

export const action = (command: string, value: string, label: string, style: ReplyAction['style'] = 'plain'): ReplyAction => ({
  command,
  value,
  label,
  style,
})

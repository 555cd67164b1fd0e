/** Under which keys bytes are kept, by the id of the row that speaks of them. */
export const draftKey = (draftId: string): string => `drafts/${draftId}`
/** A draft's Document as read. */
export const documentKey = (draftId: string): string => `documents/${draftId}.json`
/** A file that goes with a message. */
export const exportKey = (messageId: string): string => `exports/${messageId}`

const KEY = /^(drafts|documents|exports)\/([\w-]+)(?:\.json)?$/

/** Whose row a key belongs to; null for a key that is none of these, such as that of a broken-off write. */
export function ownerOfKey(key: string): { readonly of: 'draft' | 'message'; readonly id: string } | null {
  const [, kind, id = ''] = KEY.exec(key) ?? []
  return kind === undefined ? null : { of: kind === 'exports' ? 'message' : 'draft', id }
}

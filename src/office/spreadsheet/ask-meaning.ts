import type { Actor } from '../../model/ports/actor.ts'
import type { Draft } from '../../model/ports/draft-store.ts'
import type { Write } from '../../model/ports/write.ts'
import type { Office } from '../office.ts'
import { UNKNOWN_PLACE } from '../receive-draft.ts'
import { editMessage } from '../say-message.ts'
import { tellingReply } from './spreadsheet-reply.ts'
import type { Telling } from './tell-meaning.ts'

/** Keeps a spreadsheet that is no draft, or not surely, and says in its message what it seems to be. */
export const askMeaning = (office: Office, actor: Actor, draft: Draft, telling: Telling): Write[] => [
  office.store.drafts.judge(draft.id, { ...UNKNOWN_PLACE, state: 'not-a-report', reason: null }),
  ...editMessage(office, draft.messageId, tellingReply(office.words, actor, draft, telling)),
]

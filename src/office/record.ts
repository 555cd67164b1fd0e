import type { Actor } from '../model/ports/actor.ts'
import type { AuditEntry } from '../model/ports/audit-store.ts'
import type { Write } from '../model/ports/write.ts'
import { now, type Office } from './office.ts'

type Parts = Pick<Office, 'store' | 'ids' | 'clock'>

/** An entry of the audit trail, for the commit of what it records. @param detail numbers and codes, never a draft's words */
export const record = (
  office: Parts,
  { userId }: Pick<Actor, 'userId'>,
  action: string,
  subject: string,
  detail: AuditEntry['detail'] = {},
): Write => office.store.audit.add({ id: office.ids.next(), at: now(office), actor: userId, action, subject, detail })

/**
 * Takes a key, for one commit: a second commit with the same key is a duplicate, and nothing of it happens.
 * @returns nothing to write without a key
 */
export const once = (office: Parts, key: string | undefined, id = office.ids.next(), body = '{}'): Write[] =>
  key === undefined ? [] : [office.store.inbox.accept({ id, platform: 'office', keys: [key], at: now(office), body })]

import type { Draft } from '../../model/ports/draft-store.ts'
import type { Reply } from '../../model/reply.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import type { Words } from '../../reply/say.ts'
import { requireAdministrator } from '../access.ts'
import { doWork } from '../do-work.ts'
import { type AgencyChanges, importAgencies } from '../import-agencies.ts'
import { commitAndWake, type CommandHandler } from '../office.ts'
import { badCommand, splitValue } from '../perform-command.ts'
import { once } from '../record.ts'
import { findDraft } from '../show-checklist.ts'
import { showHere } from '../show-draft.ts'
import { choice, goneReply, importAction } from './spreadsheet-reply.ts'

/** Lines that a message shows of each kind. */
const MOST_LINES = 15

/**
 * Imports a list of agencies that was sent as a file, for administrators. Value: `<draft>/try` tells what would change,
 * `<draft>/do` makes it so; the same list a second time changes nothing.
 */
export const importListed: CommandHandler = async (office, actor, { conversationId, value, key }) => {
  const [draftId, step] = splitValue(value)
  if (step !== 'try' && step !== 'do') throw badCommand()
  const draft = await findDraft(office, actor, draftId)
  requireAdministrator(actor)
  const bytes = draft.purgedAt === null ? await office.blobs.get(draft.blob) : null
  const reply = bytes ? await importBytes() : goneReply(office.words, draft)
  await commitAndWake(office, [...once(office, key), ...(await showHere(office, draft, { actor, conversationId }, reply))])
  return null

  async function importBytes(): Promise<Reply> {
    const input = { bytes: bytes as Uint8Array, name: draft.file }
    const list = await doWork(office, draft.file, (attempt) => attempt.run('read-list', input))
    if (list.status === 'unreadable') return simpleReply(office.words, `unreadable.${list.reason}`, { file: draft.file })
    return changesReply(office.words, draft, await importAgencies(office, actor, list.rows, { dryRun: step === 'try' }))
  }
}

/** What a list changes, or what is wrong with it. */
function changesReply(words: Words, { id, file }: Draft, { errors, added, changed, removed, same, done }: AgencyChanges): Reply {
  const again = choice(words, id, 'ask')
  if (errors.length > 0)
    return simpleReply(words, 'spreadsheet.list-refused', { file, count: errors.length, lines: some(errors, words) }, [again])
  const fields = (names: readonly string[]): string =>
    names.map((name) => words.plain(`agencies.field.${name}`)).join(words.plain('spreadsheet.and'))
  const lines = [
    ...some(
      added.map((name) => words.plain('agencies.change.added', { name })),
      words,
    ),
    ...some(
      changed.map(({ name, fields: names }) => words.plain('agencies.change.changed', { name, fields: fields(names) })),
      words,
    ),
    ...some(
      removed.map((name) => words.plain('agencies.change.removed', { name })),
      words,
    ),
  ]
  const head = words.plain('agencies.change.head', { done, added: added.length, changed: changed.length, same, removed: removed.length })
  return simpleReply(words, 'spreadsheet.list-changes', { file, head, lines }, done ? [] : [importAction(words, id, 'do'), again])
}

const some = (lines: readonly string[], words: Words): string[] =>
  lines.length <= MOST_LINES
    ? [...lines]
    : [...lines.slice(0, MOST_LINES), words.plain('spreadsheet.more', { count: lines.length - MOST_LINES })]

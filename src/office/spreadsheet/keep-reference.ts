import { columnLabel, rowLabel, tableOf } from '../../form/form-lines.ts'
import { formOfYear } from '../../form/forms.ts'
import type { CellKey } from '../../model/annual-report.ts'
import type { Actor } from '../../model/ports/actor.ts'
import type { Draft } from '../../model/ports/draft-store.ts'
import type { Write } from '../../model/ports/write.ts'
import type { Reply } from '../../model/reply.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import { maySuperviseAgency, requireSupervisor } from '../access.ts'
import { doWork } from '../do-work.ts'
import { commitAndWake, now, type CommandHandler, type Office } from '../office.ts'
import { badCommand, splitValue } from '../perform-command.ts'
import { once, record } from '../record.ts'
import { findDraft } from '../show-checklist.ts'
import { showHere } from '../show-draft.ts'
import { matchReferenceLines, type MatchedReference } from './match-reference-lines.ts'
import { readReferenceList, type ReadReference } from './read-reference-list.ts'
import { choice, goneReply, referenceAction } from './spreadsheet-reply.ts'

/** Agencies and names that a message shows. */
const MOST_SHOWN = 15

type Said = { readonly reply: Reply; readonly writes: readonly Write[] }

/**
 * Figures of other offices that were sent as a file, for supervisors. Value: `<draft>/try` tells what was understood,
 * `<draft>/do` keeps the rows of the agencies that the person supervises, `<draft>/drop` takes them back.
 */
export const keepReference: CommandHandler = async (office, actor, { conversationId, value, key }) => {
  const [draftId, step] = splitValue(value)
  if (step !== 'try' && step !== 'do' && step !== 'drop') throw badCommand()
  const draft = await findDraft(office, actor, draftId)
  requireSupervisor(actor)
  const { reply, writes } = step === 'drop' ? dropList(office, actor, draft) : await takeList(office, actor, draft, step)
  await commitAndWake(office, [...once(office, key), ...writes, ...(await showHere(office, draft, { actor, conversationId }, reply))])
  return null
}

/** A file that several persons see is a list of each: nobody changes what another has given. */
const listOf = (draft: Draft, { userId }: Actor): string => `${draft.id}|${userId}`

const dropList = (office: Office, actor: Actor, draft: Draft): Said => ({
  reply: simpleReply(office.words, 'spreadsheet.reference-dropped', { file: draft.file }),
  writes: [office.store.references.drop(listOf(draft, actor)), record(office, actor, 'reference.drop', `draft:${draft.id}`)],
})

async function takeList(office: Office, actor: Actor, draft: Draft, step: 'try' | 'do'): Promise<Said> {
  const { words, store } = office
  const { file } = draft
  const bytes = draft.purgedAt === null ? await office.blobs.get(draft.blob) : null
  if (!bytes) return { reply: goneReply(words, draft), writes: [] }
  const again = choice(words, draft.id, 'ask')
  const refuse = (key: string): Said => ({ reply: simpleReply(words, key, { file }, [again]), writes: [] })
  const list = await doWork(office, file, (attempt) => attempt.run('read-list', { bytes, name: file }))
  if (list.status === 'unreadable') return refuse(`unreadable.${list.reason}`)
  const { lexicon } = office.checker.reference
  const read = readReferenceList(lexicon, file, list.rows)
  if (!read || read.rows.length === 0) return refuse('spreadsheet.reference-no-figures')
  if (read.year === null) return refuse('spreadsheet.reference-no-year')
  const all = await store.agencies.all()
  const own = all.filter(({ id }) => maySuperviseAgency(actor, id))
  const matched = matchReferenceLines(lexicon, read.rows, own, all)
  const done = step === 'do' && matched.rows.length > 0
  const said = { ...read, year: read.year }
  const reply = readReply(office, draft, said, matched, done)
  if (!done) return { reply, writes: [] }
  const kept = { id: listOf(draft, actor), year: read.year, name: file, until: read.until }
  const noted = record(office, actor, 'reference.keep', `draft:${draft.id}`, { year: read.year, agencies: matched.rows.length })
  return { reply, writes: [store.references.put(kept, matched.rows, { id: actor.userId, name: actor.name }, now(office)), noted] }
}

/** What was understood of a list, agency by agency, so that a person can see whether it is right. */
function readReply(
  { words, checker }: Office,
  { id, file }: Draft,
  { year, until, unsure, joint }: ReadReference & { readonly year: number },
  { rows, others }: MatchedReference,
  done: boolean,
): Reply {
  const form = formOfYear(checker.reference.forms, year)
  const nameOf = (cell: CellKey): string => {
    const [, row = '', column = ''] = cell.split('/')
    return words.plain('spreadsheet.reference-cell', {
      row: rowLabel(form, tableOf(cell), row),
      column: columnLabel(form, tableOf(cell), row, column),
    })
  }
  const lines = rows.slice(0, MOST_SHOWN).map(({ name, figures }) => {
    const said = figures.map(([cell, value]) => words.plain('spreadsheet.reference-figure', { name: nameOf(cell), value }))
    return words.plain('spreadsheet.reference-line', { name, figures: said })
  })
  if (rows.length > MOST_SHOWN) lines.push(words.plain('spreadsheet.more', { count: rows.length - MOST_SHOWN }))
  const [, month, day] = (until ?? '').split('-').map(Number)
  const values = {
    file,
    year,
    lines,
    done,
    month,
    day,
    until: until === null ? null : Number(until.slice(0, 4)),
    count: rows.length,
    others: others.slice(0, MOST_SHOWN),
    rest: others.length,
    unsure,
    joint,
  }
  const buttons = done ? [referenceAction(words, id, 'drop')] : rows.length > 0 ? [referenceAction(words, id, 'do')] : []
  return simpleReply(words, 'spreadsheet.reference-read', values, done ? buttons : [...buttons, choice(words, id, 'ask')])
}

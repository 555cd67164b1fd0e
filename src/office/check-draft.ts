import { z } from 'zod'
import { FoundSoFar } from '../check/found-so-far.ts'
import type { Checklist } from '../model/checklist.ts'
import type { UnreadableReason } from '../model/document.ts'
import { Actor } from '../model/ports/actor.ts'
import type { NamedAgency } from '../model/ports/agency-directory.ts'
import type { Draft, DraftVerdict } from '../model/ports/draft-store.ts'
import { type Attempt, type Checked, type Halted, isHalted, type Opening } from '../model/ports/draft-reader.ts'
import { type JobHandler, type JobRun, MOST_RUN_OUTS, WorkHalted } from '../model/ports/job-handler.ts'
import type { Write } from '../model/ports/write.ts'
import { checklistReply } from '../reply/checklist-reply.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { askAgency, offerRecheck } from './assign-agency.ts'
import { drawUpChecklist } from './draw-up-checklist.ts'
import { dropCheck, presentAsker, retryAction } from './drop-check.ts'
import { findKept, keepDocument } from './draft-document.ts'
import { findProfile, sayProfile } from './local-profile.ts'
import { gatherReferenceFigures, gatherSubordinates } from './gather-history.ts'
import { CHECK_DRAFT } from './job-kinds.ts'
import { loadChecklist, rulesOffNow } from './load-checklist.ts'
import { looksPacked } from './looks-packed.ts'
import { neverWaived, type Office } from './office.ts'
import { LONGEST_QUESTION, notAReport, unreadableSentence } from './pasted-draft.ts'
import { placeDraft, type DraftPlace } from './place-draft.ts'
import { editMessage, sayMessage } from './say-message.ts'
import { keepPrints } from './shared-texts.ts'
import { showOptions } from './show-checklist.ts'
import { fileName, receiveDraft, UNKNOWN_PLACE } from './receive-draft.ts'
import { askMeaning } from './spreadsheet/ask-meaning.ts'
import { choice, tellOpening } from './spreadsheet/spreadsheet-reply.ts'

/**
 * `actor`: who asked for the check, as of then. `agencyId`: chosen by the sender, if the title was ambiguous.
 * `messageId`: the message that shows the result, if it is not the draft's own. `as`: chosen by a person, of a spreadsheet.
 */
const Payload = z.object({
  draftId: z.string(),
  actor: Actor,
  agencyId: z.string().optional(),
  messageId: z.string().optional(),
  as: z.literal('tables').optional(),
})

/** Reads, checks and answers one draft; what it says and what it keeps are one commit. */
export const checkDraftHandler = (office: Office): JobHandler => ({
  kind: CHECK_DRAFT,
  run: async (run) => {
    const { draftId, actor: asked, agencyId, messageId, as } = Payload.parse(JSON.parse(run.job.payload))
    const found = await office.store.drafts.find(draftId)
    if (!found || (found.state !== 'received' && found.state !== 'failed')) return []
    const draft = { ...found, messageId: messageId ?? found.messageId }
    const actor = await presentAsker(office, asked, draft)
    if (!actor) return dropCheck(office, draft, found.messageId)
    const told = agencyId === undefined ? null : await office.store.agencies.find(agencyId)
    // What was checked before is a draft, whatever it seems to be.
    const isDraft = as === 'tables' || (await office.store.checklists.ofDraft(draftId)) !== null
    return office.drafts.attempt((attempt) => checkDraft({ office, actor, draft, run, attempt, told, isDraft }))
  },
  giveUp: async (job, code) => {
    const { draftId, messageId, as } = Payload.parse(JSON.parse(job.payload))
    const found = await office.store.drafts.find(draftId)
    if (!found || found.state !== 'received') return []
    const draft = { ...found, messageId: messageId ?? found.messageId }
    const key = code === 'interrupted' ? 'chat.check-interrupted' : 'chat.check-failed'
    const retry = as ? choice(office.words, draft.id, as, 'primary') : retryAction(office, draft.id)
    return judged(office, draft, 'failed', null, simpleReply(office.words, key, { file: draft.file }, [retry]))
  },
})

/** One draft and what is at hand for it. `told`: the agency that the sender has chosen; `isDraft`: known to be no other spreadsheet. */
interface Task {
  readonly office: Office
  readonly actor: Actor
  readonly draft: Draft
  readonly run: JobRun
  readonly attempt: Attempt
  readonly told: NamedAgency | null
  readonly isDraft: boolean
}

async function checkDraft(task: Task): Promise<Write[]> {
  const { office, draft, run } = task
  const bytes = await office.blobs.get(draft.blob)
  if (!bytes) return judged(office, draft, 'failed', null, simpleReply(office.words, 'chat.bytes-gone', { file: draft.file }))
  if (looksPacked(bytes)) {
    const unpacked = await unpackDraft(task, bytes)
    if (unpacked) return unpacked
  }
  const opening = await openDraft(task, bytes)
  run.signal.throwIfAborted()
  if (isHalted(opening)) return unreadable(office, draft, ranOutAgain(run, opening).reason)
  const telling = task.isDraft ? null : tellOpening(opening, draft.file, office)
  if (telling) return askMeaning(office, task.actor, draft, telling)
  if (opening.status === 'unreadable') return unreadable(office, draft, opening.reason, opening.detail)
  await run.commit(editMessage(office, draft.messageId, simpleReply(office.words, 'chat.checking', { file: draft.file }), 'working'))
  return judgeDocument(task, opening)
}

/** @returns what ran out, if it is the draft's fault and not for the first time; @throws WorkHalted if it is tried again */
function ranOutAgain({ job }: JobRun, halted: Halted): Halted {
  if (halted.by === 'draft' && job.runOuts + 1 >= MOST_RUN_OUTS) return halted
  throw new WorkHalted(halted)
}

/**
 * A zip of drafts becomes as many drafts, each with its own message, behind other people's. After a crash each is still
 * taken once.
 * @returns what finishes the zip itself; null if the file is no zip of drafts
 */
async function unpackDraft({ office, actor, draft, run, attempt }: Task, bytes: Uint8Array): Promise<Write[] | null> {
  const { conversationId } = draft
  const empty: string[] = []
  let count = 0
  let index = 0
  const unpacking = await attempt.run('unpack', { bytes, name: draft.file }, async (file) => {
    const key = `zip/${draft.id}/${index++}`
    if (file.bytes.byteLength === 0) return void empty.push(file.name)
    await receiveDraft(office, { ...actor, conversationId }, { conversationId, file, key, quiet: true, behind: true })
    count++
  })
  if (isHalted(unpacking)) return unreadable(office, draft, ranOutAgain(run, unpacking).reason)
  if (unpacking.status === 'single') return null
  if (unpacking.status === 'unreadable') return unreadable(office, draft, unpacking.reason)
  const skipped = [...unpacking.skipped.map(({ name }) => name), ...empty].map((name) => fileName(office.words, name))
  return judged(office, draft, 'archive', null, simpleReply(office.words, 'chat.unpacked', { file: draft.file, count, skipped }))
}

/** Reads a draft. Recognition takes minutes; the person is told the page it is at. */
async function openDraft({ office, draft, run, attempt }: Task, bytes: Uint8Array): Promise<Opening | Halted> {
  let told: Promise<unknown> = Promise.resolve()
  const tell = async (page: number, pages: number): Promise<void> => {
    if (run.signal.aborted) return
    await run.commit(
      editMessage(office, draft.messageId, simpleReply(office.words, 'chat.recognising', { file: draft.file, page, pages }), 'working'),
    )
  }
  const opening = await attempt.run('open', { bytes, name: draft.file }, ({ page, pages }) => {
    // A failed progress message does not matter: the next page or the result follows.
    told = told.then(() => tell(page, pages)).catch(() => undefined)
  })
  await told
  return opening
}

// Long: the steps of one use case, in order, into one commit.
async function judgeDocument(task: Task, { document, front }: Opening & { status: 'read' }): Promise<Write[]> {
  const { office, actor, draft, run, attempt, told } = task
  if (!front.isReport) return judged(office, draft, 'not-a-report', null, notAReport(office, draft.file))
  if (front.isBlank) return judged(office, draft, 'not-a-report', null, simpleReply(office.words, 'chat.blank-form', { file: draft.file }))
  const place = await placeDraft(office, actor, front, told)
  const scope = { agencyId: place.agencyId, agency: place.agency, sentBy: draft.sentBy }
  const local = await findProfile(office, scope)
  const { profile } = local
  const lastYear = await findKept(office, place.lastYear)
  const subordinates = await gatherSubordinates(office, actor, place, profile)
  const referenceFigures = await gatherReferenceFigures(office, place)
  const found = new FoundSoFar()
  const apart = (await rulesOffNow(office, place.agencyId)).map(({ rule }) => rule)
  const request = {
    ...(apart.length ? { apart } : {}),
    ...(profile ? { profile } : {}),
    ...(lastYear ? { lastYear } : {}),
    ...(subordinates ? { subordinates } : {}),
    ...(referenceFigures.length ? { referenceFigures } : {}),
  }
  const checked = await attempt.run('check', request, (part) => found.take(part))
  run.signal.throwIfAborted()
  if (isHalted(checked)) {
    const { reason } = ranOutAgain(run, checked)
    const soFar = found.checked(reason, office.words.plain('unknown.unreached'))
    return soFar ? unfinished(task, place, soFar) : unreadable(office, draft, reason)
  }
  if (checked.result.incomplete) return unfinished(task, place, checked)
  const checklist = await drawUpChecklist(office, draft, place, { ...checked, ...(await sayProfile(office, scope, front.agency, local)) })
  await keepDocument(office, draft.id, document)
  return [
    office.store.drafts.judge(draft.id, verdict(place)),
    office.store.checklists.put(checklist),
    ...(await keepPrints(office, attempt, draft.id, place)),
    office.store.conversations.setDraft(draft.conversationId, draft.id),
    ...(await titleWrites(office, draft, place)),
    ...editMessage(office, draft.messageId, checklistReply(checklist, office.words, showOptions(office))),
    ...(place.agencyId === null ? await askAgency(office, actor, draft, place.agency) : []),
    ...(await offerRecheck(office, actor, draft, place)),
  ]
}

/** What was found until it ran out: a checklist that says so, of a draft that counts as no version of its agency's report. */
async function unfinished({ office, draft }: Task, place: DraftPlace, checked: Checked): Promise<Write[]> {
  const former = draft.version === null ? null : await loadChecklist(office, draft)
  if (former) return keepFormer(office, draft, former)
  const checklist = await drawUpChecklist(office, draft, { ...place, version: 1, previous: null }, checked)
  return [
    office.store.drafts.judge(draft.id, { ...UNKNOWN_PLACE, state: 'unreadable', reason: 'unfinished' }),
    office.store.checklists.put(checklist),
    office.store.conversations.setDraft(draft.conversationId, draft.id),
    ...editMessage(office, draft.messageId, checklistReply(checklist, office.words, { neverWaived: neverWaived(office) }), 'failed'),
  ]
}

/** Checked again without coming to an end: what it was before stands. */
const keepFormer = (office: Office, draft: Draft, former: Checklist): Write[] => [
  office.store.drafts.judge(draft.id, { ...draft, state: 'checked' }),
  ...editMessage(office, draft.messageId, checklistReply(former, office.words, showOptions(office))),
  ...sayMessage(office, {
    id: office.ids.next(),
    conversationId: draft.conversationId,
    reply: simpleReply(office.words, 'chat.recheck-unfinished', { file: draft.file }),
  }),
]

const verdict = ({ agencyId, agency, year, series, version }: DraftPlace): DraftVerdict => ({
  state: 'checked',
  reason: null,
  agencyId,
  agency,
  year,
  series,
  version: series === null ? null : version,
})

/** A conversation is named for its first draft. */
async function titleWrites(office: Office, draft: Draft, { agency, year }: DraftPlace): Promise<Write[]> {
  const conversation = await office.store.conversations.find(draft.conversationId)
  if (!conversation || conversation.title !== null || agency === null) return []
  return [office.store.conversations.setTitle(conversation.id, office.words.plain('chat.title', { agency, year }))]
}

function unreadable(office: Office, draft: Draft, reason: UnreadableReason, kind?: string): Write[] {
  const words = { file: draft.file, most: LONGEST_QUESTION, ...(kind === undefined ? {} : { kind }) }
  const reply = simpleReply(office.words, unreadableSentence(office, draft.file, reason), words)
  return judged(office, draft, 'unreadable', reason, reply)
}

const judged = (
  office: Office,
  draft: Draft,
  state: Draft['state'],
  reason: UnreadableReason | null,
  reply: ReturnType<typeof simpleReply>,
): Write[] => [
  office.store.drafts.judge(draft.id, { ...UNKNOWN_PLACE, state, reason }),
  ...editMessage(office, draft.messageId, reply, state === 'archive' ? 'done' : 'failed'),
]

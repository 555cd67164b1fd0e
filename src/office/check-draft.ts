import { z } from 'zod'
import { buildChecklist } from '../checklist/build-checklist.ts'
import type { AnnualReport } from '../model/annual-report.ts'
import { AppError } from '../model/app-error.ts'
import type { Checklist } from '../model/checklist.ts'
import type { CheckResult } from '../model/finding.ts'
import type { Document, Extraction, UnreadableReason } from '../model/document.ts'
import { Actor } from '../model/ports/actor.ts'
import type { NamedAgency } from '../model/ports/agency-directory.ts'
import type { Draft, DraftVerdict } from '../model/ports/draft-store.ts'
import type { JobHandler, JobRun } from '../model/ports/job-handler.ts'
import type { Write } from '../model/ports/write.ts'
import { checklistReply } from '../reply/checklist-reply.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { askAgency, offerRecheck } from './assign-agency.ts'
import { findReport, keepDocument } from './draft-document.ts'
import { findProfile } from './choose-profile.ts'
import { gatherSubordinates } from './gather-history.ts'
import { CHECK_DRAFT } from './job-kinds.ts'
import { neverWaived, now, type Office } from './office.ts'
import { LONGEST_QUESTION, notAReport, unreadableSentence } from './pasted-draft.ts'
import { placeDraft, type DraftPlace } from './place-draft.ts'
import { editMessage } from './say-message.ts'
import { showOptions } from './show-checklist.ts'
import { fileName, receiveDraft, UNKNOWN_PLACE } from './receive-draft.ts'

/** `agencyId`: chosen by the sender, if the title was ambiguous. */
const Payload = z.object({ draftId: z.string(), actor: Actor, agencyId: z.string().optional() })

/** How a reader ends that was stopped on purpose. */
const STOPPED: ReadonlySet<string> = new Set(['closed', 'SIGINT', 'SIGTERM', 'SIGHUP'])

/** Reads, checks and answers one draft; what it says and what it keeps are one commit. */
export const checkDraftHandler = (office: Office): JobHandler => ({
  kind: CHECK_DRAFT,
  run: async (run) => {
    const { draftId, actor, agencyId } = Payload.parse(JSON.parse(run.job.payload))
    const draft = await office.store.drafts.find(draftId)
    if (!draft || (draft.state !== 'received' && draft.state !== 'failed')) return []
    return checkDraft(office, actor, draft, run, agencyId === undefined ? null : await office.store.agencies.find(agencyId))
  },
  giveUp: async (job) => {
    const { draftId } = Payload.parse(JSON.parse(job.payload))
    const draft = await office.store.drafts.find(draftId)
    if (!draft || draft.state !== 'received') return []
    const retry = { command: 'retry', value: draft.id, label: office.words.plain('chat.action.retry'), style: 'primary' } as const
    return judged(office, draft, 'failed', null, simpleReply(office.words, 'chat.check-failed', { file: draft.file }, [retry]))
  },
})

async function checkDraft(office: Office, actor: Actor, draft: Draft, run: JobRun, told: NamedAgency | null): Promise<Write[]> {
  const bytes = await office.blobs.get(draft.blob)
  if (!bytes) return judged(office, draft, 'failed', null, simpleReply(office.words, 'chat.bytes-gone', { file: draft.file }))
  if (looksPacked(bytes)) {
    const unpacked = await unpackDraft(office, actor, draft, bytes)
    if (unpacked) return unpacked
  }
  const extraction = await extractDraft(office, draft, bytes, run)
  run.signal.throwIfAborted()
  // The host is stopping (Ctrl-C reaches the reader too); the draft is not at fault and is read again after the start.
  if (extraction.status === 'unreadable' && STOPPED.has(extraction.detail ?? '')) throw new AppError('unavailable', 'reader closed')
  if (extraction.status === 'unreadable') return unreadable(office, draft, extraction.reason)
  await run.commit(editMessage(office, draft.messageId, simpleReply(office.words, 'chat.checking', { file: draft.file }), 'working'))
  return judgeDocument(office, actor, draft, extraction.document, told)
}

/**
 * A zip of drafts becomes as many drafts, each with its own message. After a crash each is still taken once.
 * @returns what finishes the zip itself; null if the file is no zip of drafts
 */
async function unpackDraft(office: Office, actor: Actor, draft: Draft, bytes: Uint8Array): Promise<Write[] | null> {
  const unpacking = await office.extractor.unpack(bytes, draft.file)
  if (unpacking.status === 'single') return null
  if (unpacking.status === 'unreadable') return unreadable(office, draft, unpacking.reason)
  const { conversationId } = draft
  const empty = unpacking.drafts.filter((file) => file.bytes.byteLength === 0)
  for (const [index, file] of unpacking.drafts.entries())
    if (file.bytes.byteLength > 0)
      await receiveDraft(office, { ...actor, conversationId }, { conversationId, file, key: `zip/${draft.id}/${index}`, quiet: true })
  const skipped = [...unpacking.skipped, ...empty].map((file) => fileName(office.words, file.name))
  const reply = simpleReply(office.words, 'chat.unpacked', { file: draft.file, count: unpacking.drafts.length - empty.length, skipped })
  return judged(office, draft, 'archive', null, reply)
}

/** Reads a draft. Recognition takes minutes; the person is told the page it is at. */
async function extractDraft(office: Office, draft: Draft, bytes: Uint8Array, run: JobRun): Promise<Extraction> {
  let told: Promise<unknown> = Promise.resolve()
  const tell = async (page: number, pages: number): Promise<void> => {
    if (run.signal.aborted) return
    await run.commit(
      editMessage(office, draft.messageId, simpleReply(office.words, 'chat.recognising', { file: draft.file, page, pages }), 'working'),
    )
  }
  const extraction = await office.extractor.extract(bytes, draft.file, (page, pages) => {
    // A failed progress message does not matter: the next page or the result follows.
    told = told.then(() => tell(page, pages)).catch(() => undefined)
  })
  await told
  return extraction
}

// Long: the steps of one use case, in order, into one commit.
async function judgeDocument(office: Office, actor: Actor, draft: Draft, document: Document, told: NamedAgency | null): Promise<Write[]> {
  let report = office.checker.read(document)
  if (!isAnnualReport(report))
    return judged(
      office,
      draft,
      'not-a-report',
      null,
      simpleReply(office.words, notAReport(office, draft.file), { file: draft.file, most: LONGEST_QUESTION }),
    )
  const place = await placeDraft(office, actor, report, told)
  const profile = await findProfile(office, place.agencyId)
  // A profile may know other headings.
  if (profile && Object.keys(profile.headings).length) report = office.checker.read(document, { profile })
  const lastYear = await findReport(office, place.lastYear)
  const subordinates = await gatherSubordinates(office, actor, place.agencyId, place.year)
  const result = office.checker.check({
    report,
    ...(profile ? { profile } : {}),
    ...(lastYear ? { lastYear } : {}),
    ...(subordinates ? { subordinates } : {}),
  })
  const checklist = await drawUp(office, draft, place, report, result)
  await keepDocument(office, draft.id, document)
  return [
    office.store.drafts.judge(draft.id, verdict(place)),
    office.store.checklists.put(checklist),
    office.store.conversations.setDraft(draft.conversationId, draft.id),
    ...(await titleWrites(office, draft, place)),
    ...editMessage(office, draft.messageId, checklistReply(checklist, office.words, showOptions(office))),
    ...(place.agencyId === null ? await askAgency(office, actor, draft, place.agency) : []),
    ...(await offerRecheck(office, actor, draft, place)),
  ]
}

async function drawUp(office: Office, draft: Draft, place: DraftPlace, report: AnnualReport, result: CheckResult): Promise<Checklist> {
  const { store } = office
  const waivers = place.series === null ? [] : await store.waivers.ofSeries(place.series)
  return buildChecklist({
    id: office.ids.next(),
    draftId: draft.id,
    file: draft.file,
    agency: place.agency,
    year: place.year,
    form: report.form.version,
    version: place.version,
    checkedAt: now(office),
    result,
    previous: place.previous && (await store.checklists.ofDraft(place.previous.id)),
    waivers: waivers.map((waiver) => ({ ...waiver, by: waiver.byName })),
    neverWaived: neverWaived(office),
  })
}

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

function unreadable(office: Office, draft: Draft, reason: UnreadableReason): Write[] {
  const reply = simpleReply(office.words, unreadableSentence(office, draft.file, reason), { file: draft.file, most: LONGEST_QUESTION })
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

/** A zip by its bytes; Word files are zips too, and `unpack` tells them apart. */
const looksPacked = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** Whether anything of the prescribed form is there: a list of twenty missing parts does not help a person who sent the wrong file. */
const isAnnualReport = (report: AnnualReport): boolean =>
  report.title !== null ||
  report.sections.some((section) => section.part !== null) ||
  Object.values(report.tables).some((table) => table.presence !== 'absent')

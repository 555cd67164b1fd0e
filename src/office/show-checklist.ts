import type { Checklist } from '../model/checklist.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { Severity } from '../model/rule.ts'
import { AppError } from '../model/app-error.ts'
import type { ChecklistReplyOptions } from '../reply/checklist-reply.ts'
import { requireRead, requireWrite } from './access.ts'
import { loadChecklist } from './load-checklist.ts'
import { neverWaived, supervisorWaived, type Office } from './office.ts'

/** How a checklist is drawn here: which rules have no 误报, which files there are. */
export function showOptions(office: Office, only?: Severity): ChecklistReplyOptions {
  const downloads = office.fileKinds.map((kind) => ({ value: kind, label: office.words.plain(`checklist.action.${kind}`) }))
  return {
    neverWaived: neverWaived(office),
    supervisorWaived: supervisorWaived(office),
    downloads,
    titles: new Map(office.checker.rules.map(({ id, title }) => [id, title])),
    profiles: (office.profiles?.length ?? 0) > 0,
    ...(only ? { only } : {}),
  }
}

/** @throws AppError not-found if it is not there or not the actor's to see */
export async function findDraft(office: Office, actor: Actor, id: string, use: 'read' | 'write' = 'read'): Promise<Draft> {
  const found = await office.store.drafts.find(id)
  const resource = found && ({ kind: 'draft', draft: found } as const)
  if (use === 'write') requireWrite(actor, resource)
  else requireRead(actor, resource)
  return found as Draft
}

/** A draft with its checklist. @throws AppError not-found if there is none, or none to be seen */
export async function findChecklist(
  office: Office,
  actor: Actor,
  draftId: string,
  use: 'read' | 'write' = 'read',
): Promise<{ draft: Draft; checklist: Checklist }> {
  const draft = await findDraft(office, actor, draftId, use)
  const checklist = await loadChecklist(office, draft)
  if (!checklist) throw new AppError('not-found', 'no checklist', { key: 'errors.no-checklist', with: { file: draft.file } })
  return { draft, checklist }
}

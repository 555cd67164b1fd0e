import { askedOnce } from '../model/fingerprint.ts'
import { askedIn, buildChecklist } from '../checklist/build-checklist.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Checked } from '../model/ports/draft-reader.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import { checklistEntries } from '../reply/checklist-entries.ts'
import { rulesOffNow } from './load-checklist.ts'
import { neverWaived, now, type Office } from './office.ts'
import type { DraftPlace } from './place-draft.ts'

/** The checklist of a draft that was checked: compared with the version before, with the waivers of its series. */
export async function drawUpChecklist(
  office: Office,
  draft: Draft,
  place: DraftPlace,
  { form, result, profile, offered }: Checked & Pick<Checklist, 'profile' | 'offered'>,
): Promise<Checklist> {
  const { store } = office
  const waivers = place.series === null ? [] : await store.waivers.ofSeries(place.series)
  const lastYear = place.lastYear && (await store.checklists.ofDraft(place.lastYear.id))
  return buildChecklist({
    id: office.ids.next(),
    draftId: draft.id,
    file: draft.file,
    agency: place.agency,
    year: place.year,
    form,
    version: place.version,
    checkedAt: now(office),
    result,
    previous: place.previous && (await store.checklists.ofDraft(place.previous.id)),
    rulesOff: await rulesOffNow(office, place.agencyId),
    waivers: waivers.map((waiver) => ({ ...waiver, by: waiver.byName })),
    neverWaived: neverWaived(office),
    entries: checklistEntries(office.checker.rules, office.words),
    once: askedOnce(office.checker.rules),
    ...(profile ? { profile } : {}),
    ...(offered ? { offered } : {}),
    ...(lastYear ? { askedBefore: askedIn(lastYear) } : {}),
  })
}

import { groupBy } from '../language/group-by.ts'
import { type SharedText, sharedTexts } from '../language/text-prints.ts'
import type { Agency } from '../model/agency.ts'
import { type Attempt, isHalted } from '../model/ports/draft-reader.ts'
import type { Write } from '../model/ports/write.ts'
import type { SharedPair } from '../model/supervision-view.ts'
import type { Office } from './office.ts'
import type { DraftPlace } from './place-draft.ts'

/** Keeps hashes of a draft's text, if it is its agency's newest of the year. What comes of them is for supervisors. */
export async function keepPrints(
  { store }: Pick<Office, 'store'>,
  attempt: Attempt,
  draftId: string,
  { agencyId, year, series }: DraftPlace,
): Promise<Write[]> {
  if (agencyId === null || year === null || series !== `${agencyId}|${year}`) return []
  const taken = await attempt.run('take-prints', {})
  return isHalted(taken) || taken.prints === null ? [] : [store.prints.put({ agencyId, draftId, prints: taken.prints }, year)]
}

/**
 * Pairs of units of one superior whose newest drafts share their text, what many of them share left out.
 * @param agencies those that the reader supervises: no other is named
 */
export async function gatherSharedTexts(
  { store }: Pick<Office, 'store'>,
  agencies: readonly Agency[],
  year: number,
): Promise<SharedPair[]> {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const superiors = new Set(agencies.map(({ superiorId }) => superiorId))
  // What is a model text is told by all units of a superior, also by those that the reader does not supervise.
  const compared = (await store.agencies.all()).filter(({ superiorId }) => superiorId !== null && superiors.has(superiorId))
  const kept = await store.prints.ofAgencies(
    compared.map(({ id }) => id),
    year,
  )
  const printsOf = new Map(kept.map(({ agencyId, prints }) => [agencyId, prints]))
  const found = [...groupBy(compared, ({ superiorId }) => superiorId).values()].flatMap((siblings) => {
    const units = siblings.flatMap(({ id }) => {
      const prints = printsOf.get(id)
      return prints ? [{ id, prints }] : []
    })
    return sharedTexts(units, siblings.length)
  })
  return found.flatMap((shared) => pairOf(shared, byId)).toSorted((a, b) => b.sentences - a.sentences || b.percent - a.percent)
}

function pairOf({ one, other, sentences, percent }: SharedText, byId: ReadonlyMap<string, Agency>): SharedPair[] {
  const [first, second] = [byId.get(one), byId.get(other)]
  if (!first || !second || isOfOneHouse(first, second)) return []
  return [{ agencyId: one, agency: first.name, otherId: other, other: second.name, sentences, percent }]
}

/** A government and its office may well write alike. */
const isOfOneHouse = ({ kind: one }: Agency, { kind: other }: Agency): boolean =>
  (one === 'office' && other === 'government') || (one === 'government' && other === 'office')

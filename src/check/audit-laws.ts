import type { Law } from '../model/law.ts'
import type { Fault } from './audit-problem.ts'
import { missingIn } from './law-claims.ts'

/**
 * Finds what is wrong with one law as data: an end before its beginning, a claim whose 款 or 项 the article has not.
 * @param others the other laws: no two stand in a `basis` with the same words
 */
export function auditLaw(law: Law, others: readonly Law[]): Fault[] {
  const faults: Fault[] = []
  if (law.until !== undefined && law.until < law.from) faults.push({ path: ['until'], say: 'law-ends-first' })
  if (others.some(({ id }) => id === law.id)) faults.push({ path: ['id'], say: 'law-twice', with: { what: law.id } })
  if (others.some(({ document }) => document === law.document)) {
    faults.push({ path: ['document'], say: 'law-twice', with: { what: law.document } })
  }
  for (const [number, { claims }] of Object.entries(law.articles))
    for (const [name, { paragraph = null, item = null }] of Object.entries(claims)) {
      const missing = missingIn(law, Number(number), paragraph, item)
      if (missing) faults.push({ path: ['articles', number, 'claims', name], say: `law-no-${missing}`, with: { article: number } })
    }
  for (const [key, { claims }] of Object.entries(law.parts))
    for (const [name, { paragraph, item }] of Object.entries(claims))
      if (paragraph !== undefined || item !== undefined) faults.push({ path: ['parts', key, 'claims', name], say: 'law-part-counts' })
  return faults
}

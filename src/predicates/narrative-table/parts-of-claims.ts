import { groupBy } from '../../language/group-by.ts'
import type { Claim } from '../../model/annual-report.ts'

/**
 * The claims of a sentence that are parts of one count: “涉及生态安全不予公开1件，涉及第三方权益不予公开1件” where only their sum
 * fits, “共受理32件，机关受理20件，团镇受理12件” where one fits and the others add up to it.
 * @param claims all of one measure, narrowed ones as well: a reason or a matter may be what parts them
 * @param fits whether a claim agrees with the table
 */
export function partsOfClaims(claims: readonly Claim[], fits: (claim: Claim) => boolean): ReadonlySet<Claim> {
  const parts = new Set<Claim>()
  for (const group of groupBy(claims, ({ sentence }) => `${sentence.anchor}:${sentence.start}`).values()) {
    const [first] = group
    if (!first || group.length < 2 || !group.every(({ quantity }) => quantity.exact)) continue
    const fitting = group.filter(fits)
    const others = group.filter((claim) => !fitting.includes(claim))
    const sum = others.reduce((total, { quantity }) => total + quantity.value, 0)
    const isAll = fitting.length === 0 && fits({ ...first, quantity: { value: sum, low: sum, high: sum, exact: true } })
    const isOfOne = others.length > 1 && fitting.some(({ quantity }) => quantity.value === sum)
    if (isAll || isOfOne) for (const claim of others) parts.add(claim)
  }
  return parts
}

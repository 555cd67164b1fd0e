import type { Limits } from '../extract/limits.ts'
import type { Finding } from '../model/finding.ts'

/** Places and repairs of one finding that leave the process. */
const MOST_PLACES = 50
const MOST_REPAIRS = 200

/** A finding without the repairs and places that nobody would go through. */
export const slimFinding = (finding: Finding): Finding =>
  finding.repairs.length <= MOST_REPAIRS && finding.where.length <= MOST_PLACES
    ? finding
    : { ...finding, repairs: finding.repairs.slice(0, MOST_REPAIRS), where: finding.where.slice(0, MOST_PLACES) }

/** Counts what the findings of one check take up on their way out, against the limits. */
export class OutputBudget {
  readonly #limits: Pick<Limits, 'findings' | 'findingBytes'>
  #findings = 0
  #bytes = 0
  /** Whether something did not fit. */
  spent = false

  constructor(limits: Pick<Limits, 'findings' | 'findingBytes'>) {
    this.#limits = limits
  }

  /** @returns those that still fit */
  take(findings: readonly Finding[]): Finding[] {
    return findings.map(slimFinding).filter((finding) => {
      this.#findings++
      this.#bytes += JSON.stringify(finding).length
      const fits = this.#findings <= this.#limits.findings && this.#bytes <= this.#limits.findingBytes
      if (!fits) this.spent = true
      return fits
    })
  }
}

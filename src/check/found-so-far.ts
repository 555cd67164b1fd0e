import type { CheckResult, Finding, Incomplete, Unknown } from '../model/finding.ts'
import type { Checked, CheckPart } from '../model/ports/draft-reader.ts'

/** Gathers what rules hand over one after another, for a check that does not come to its end. */
export class FoundSoFar {
  #begun: Extract<CheckPart, { rules: unknown }> | null = null
  readonly #done = new Set<string>()
  readonly #findings: Finding[] = []
  readonly #unknown: Unknown[] = []

  take(part: CheckPart): void {
    if ('rules' in part) {
      this.#begun = part
      return
    }
    this.#done.add(part.done)
    this.#findings.push(...part.findings)
    this.#unknown.push(...part.unknown)
  }

  /**
   * The findings in the order in which they came, consequences not put under their causes; null if no rule was tried yet.
   * @param why the sentence for rules that were not reached, which count as not judged
   */
  checked(cause: Incomplete['cause'], why: string): Checked | null {
    if (!this.#begun) return null
    const unreached = this.#begun.rules.filter(({ rule }) => !this.#done.has(rule))
    const unknown = [...this.#unknown, ...unreached.map((rule) => ({ ...rule, reason: why }))]
    const result: CheckResult = { findings: this.#findings, unknown, rules: this.#done.size, incomplete: { cause, unreached } }
    return { form: this.#begun.form, result }
  }
}

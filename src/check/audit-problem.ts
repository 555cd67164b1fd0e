import type { Values } from '../model/outcome.ts'
import type { Rule } from '../model/rule.ts'

/** A fault of a rule: where in its file, and the sentence that says what to do (prompts-templates/…/audit.yaml). */
export interface Fault {
  readonly path: readonly (string | number)[]
  readonly say: string
  readonly with?: Values
}

/** A fault with its rule; null where it is about the catalogue as a whole. */
export interface Problem extends Fault {
  readonly rule: Rule | null
}

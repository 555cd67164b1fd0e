import type { z } from 'zod'
import type { CheckContext, Outcome } from '../model/outcome.ts'
import { passOr } from './outcomes.ts'

/** One kind of check. Pure: it looks at the context, says what it found and writes no prose. */
export interface Predicate {
  readonly name: string
  /** Its part of a rule's `checks` entry. */
  readonly options: z.ZodType
  /** Words that a rule's message, actual, expected and fix may use as {placeholders}. */
  readonly evidence: readonly string[]
  /** Codes that its evidence may hold under these options: a rule that uses it has a sentence for each under `says`. */
  readonly codes?: (options: unknown) => readonly string[]
  readonly run: (context: CheckContext, options: unknown) => readonly Outcome[]
}

/** Ties a predicate's function to its options schema, so that `run` gets them typed and parsed. Nothing found is a pass. */
export function definePredicate<Options>(definition: {
  readonly name: string
  readonly options: z.ZodType<Options>
  readonly evidence: readonly string[]
  readonly codes?: readonly string[] | ((options: Options) => readonly string[])
  readonly run: (context: CheckContext, options: Options) => readonly Outcome[]
}): Predicate {
  const { run, codes = [], ...rest } = definition
  return {
    ...rest,
    codes: (options) => (typeof codes === 'function' ? codes(options as Options) : codes),
    run: (context, options) => passOr(run(context, options as Options)),
  }
}

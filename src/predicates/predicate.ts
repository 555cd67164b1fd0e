import type { z } from 'zod'
import type { CheckContext, Evidence, FoundPlace, Outcome } from '../model/outcome.ts'

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

export type Failure = Outcome & { readonly kind: 'fail' }
/** What a predicate finds: one thing, several, or nothing wrong. */
export type Found = Outcome | readonly Outcome[]

/** Ties a predicate's function to its options schema, so that `run` gets them typed and parsed. Nothing found is a pass. */
export function definePredicate<Options>(definition: {
  readonly name: string
  readonly options: z.ZodType<Options>
  readonly evidence: readonly string[]
  readonly codes?: readonly string[] | ((options: Options) => readonly string[])
  readonly run: (context: CheckContext, options: Options) => Found
}): Predicate {
  const { run, codes = [], ...rest } = definition
  return {
    ...rest,
    codes: (options) => (typeof codes === 'function' ? codes(options as Options) : codes),
    run: (context, options) => {
      const outcomes = [run(context, options as Options)].flat()
      return outcomes.length ? outcomes : [{ kind: 'pass' }]
    },
  }
}

/** A defect at one place or several, the one to look at first in front. */
export const failAt = (places: FoundPlace | readonly FoundPlace[], found: Omit<Failure, 'kind' | 'places'>): Failure => ({
  kind: 'fail',
  ...found,
  places: 'label' in places ? [places] : places,
})

/**
 * It cannot be judged.
 * @param code a key of prompts-templates/…/unknown.yaml, with its words
 */
export const unknown = (code: string, words: Evidence = {}): Outcome => ({ kind: 'unknown', reason: { code, with: words } })

/**
 * The first of a long list.
 * @returns the list itself where it is no longer than `most`; otherwise its head under the code `and-more`, for which
 * the rule has a sentence: {list}, {count} of all
 */
export const shortList = <Item extends Evidence[string]>(items: readonly Item[], most: number): Evidence[string] =>
  items.length > most ? { code: 'and-more', with: { list: items.slice(0, most), count: items.length } } : items

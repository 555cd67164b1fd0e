import type { Evidence, FoundPlace, Outcome } from '../model/outcome.ts'

export type Failure = Outcome & { readonly kind: 'fail' }

/** Nothing is wrong. */
export const PASS: readonly Outcome[] = [{ kind: 'pass' }]

/** What was found; a pass where it is nothing. */
export const passOr = (outcomes: readonly Outcome[]): readonly Outcome[] => (outcomes.length ? outcomes : PASS)

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

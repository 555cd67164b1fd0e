import type { Evidence, FoundPlace, Outcome } from '../model/outcome.ts'

export type Failure = Outcome & { readonly kind: 'fail' }

/** Nothing is wrong. */
export const PASS: readonly Outcome[] = [{ kind: 'pass' }]

/** What was found; a pass where it is nothing. */
export function passOr(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.length ? outcomes : PASS
}

/** A defect at one place or several, the one to look at first in front. */
export function failAt(places: FoundPlace | readonly FoundPlace[], found: Omit<Failure, 'kind' | 'places'>): Failure {
  return { kind: 'fail', ...found, places: 'label' in places ? [places] : places }
}

/**
 * It cannot be judged.
 * @param code a key of prompts-templates/…/unknown.yaml, with its words
 */
export function unknown(code: string, words: Evidence = {}): Outcome {
  return { kind: 'unknown', reason: { code, with: words } }
}

/**
 * The first of a long list.
 * @returns the list itself where it is no longer than `most`; otherwise its head under the code `and-more`, for which
 * the rule has a sentence: {list}, {count} of all
 */
export function shortList<Item extends Evidence[string]>(items: readonly Item[], most: number): Evidence[string] {
  return items.length > most ? { code: 'and-more', with: { list: items.slice(0, most), count: items.length } } : items
}

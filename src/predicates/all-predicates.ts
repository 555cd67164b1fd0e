import type { Predicate } from './predicate.ts'

/** Every predicate that a rule may name. */
export const allPredicates: readonly Predicate[] = []

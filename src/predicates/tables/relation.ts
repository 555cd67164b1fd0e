import { z } from 'zod'

/** How two sums stand to each other, as a rule writes it. */
export const Relation = z.enum(['>', '>=', '=', '<', '<='])
export type Relation = z.infer<typeof Relation>

const TESTS: Readonly<Record<Relation, (left: number, right: number) => boolean>> = {
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
}

export const holds = (left: number, relation: Relation, right: number): boolean => TESTS[relation](left, right)

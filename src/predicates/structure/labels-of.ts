import type { Said } from '../../model/outcome.ts'
import { placeName } from '../place-of-span.ts'

/** Labels as a list, or the word for none. */
export const labelsOf = (topics: readonly { readonly label: string }[]): Said =>
  topics.length ? topics.map(({ label }) => label) : placeName('none')

import type { Said } from '../../model/outcome.ts'
import { placeName } from '../place-of-span.ts'

/** Labels as a list, or the word for none. */
export function labelsOf(topics: readonly { readonly label: string }[]): Said {
  return topics.length ? topics.map(({ label }) => label) : placeName('none')
}

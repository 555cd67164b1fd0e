import { PLAIN_LOOK, type RtfLook } from './rtf-look.ts'
import type { Destination } from './rtf-words.ts'

/** What holds for the text of a group. */
export interface Group {
  destination: Destination
  /** How many characters stand in for one `\u`. */
  fallback: number
  font: number
  /** Its font shows pictures in place of figures. */
  symbols: boolean
  look: RtfLook
  deleted: boolean
  inserted: boolean
}

export const FIRST_GROUP: Group = {
  destination: 'body',
  fallback: 1,
  font: 0,
  symbols: false,
  look: PLAIN_LOOK,
  deleted: false,
  inserted: false,
}

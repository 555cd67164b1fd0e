import { editDistance } from '../../language/edit-distance.ts'
import { bindKey, coreKey } from '../../language/label-key.ts'
import type { OfficialLabel } from './official-labels.ts'

/** A wording as written, with and without its own number. */
export interface WrittenKeys {
  readonly full: string
  readonly core: string
}

export const keysOf = (written: string): WrittenKeys => ({ full: bindKey(written), core: coreKey(written) })

/**
 * How far a wording is from the official one: edits by length, the nearer of with and without its own number.
 * @returns 0 for the same to 1 for nothing alike; 1 for anything past `most`
 */
export const farness = (written: WrittenKeys, label: OfficialLabel, most: number): number =>
  Math.min(ratio(written.full, label.full, most), label.core.length > 2 ? ratio(written.core, label.core, most) : 1)

function ratio(a: string, b: string, most: number): number {
  const long = Math.max(a.length, b.length)
  if (long === 0 || Math.min(a.length, b.length) < 2) return 1
  return Math.min(1, editDistance(a, b, Math.floor(long * most)) / long)
}

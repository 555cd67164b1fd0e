/**
 * A number as said: the interval of values that the words allow. `3件` is [3, 3]; `300余` is [300, ∞);
 * `近9万` is (85 000…90 000]; `1.2万` is [11 500, 12 500].
 */
export interface Quantity {
  readonly low: number
  readonly high: number
  /** The number as written, for showing (12308 for `12,308`). */
  readonly value: number
  readonly exact: boolean
}

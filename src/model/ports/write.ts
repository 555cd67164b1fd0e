declare const opaque: unique symbol

/**
 * A change that a store has prepared and not made. Nothing happens until `Store.commit` takes it, together with
 * whatever must happen at the same moment. What is inside is the store's own business.
 */
export interface Write {
  readonly [opaque]: 'write'
}

/** The right to finish one piece of work: void once it has expired and another worker has taken it. */
export interface Lease {
  readonly of: 'job' | 'outgoing'
  readonly id: string
  readonly owner: string
  readonly fence: number
}

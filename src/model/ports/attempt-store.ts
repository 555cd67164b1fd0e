/** How many attempts a bucket takes. */
export interface AttemptLimit {
  /** What is limited, as a hash: names and addresses are not kept. */
  readonly bucket: string
  readonly most: number
  /** In how many milliseconds. */
  readonly within: number
  /** Beyond `most`: one in so many milliseconds. None where it is left out. */
  readonly thenEvery?: number
}

/** Attempts at signing in, kept over restarts and counted over processes. Times are ISO. */
export interface AttemptStore {
  /**
   * Counts an attempt in all buckets, or in none if one of them is full. One statement decides, so that attempts that
   * come at once cannot pass together.
   */
  begin(id: string, limits: readonly AttemptLimit[], now: string): Promise<boolean>
  /** Milliseconds until all buckets take an attempt again. */
  wait(limits: readonly AttemptLimit[], now: string): Promise<number>
  /** Takes an attempt back: it was no guess. */
  takeBack(id: string): Promise<void>
  /** Empties a bucket. */
  clear(bucket: string): Promise<void>
  /** Whether somebody has signed in from that place (a hash of the name and the address or browser). */
  isKnown(place: string): Promise<boolean>
  know(places: readonly string[], now: string): Promise<void>
  /** Forgets attempts begun and places seen before these times. */
  sweep(attemptsBefore: string, placesBefore: string): Promise<void>
}

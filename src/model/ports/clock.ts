/** The time, so that a test may play a season in a second. */
export interface Clock {
  now(): Date
}

/** Opaque ids, never guessable and never reused; later ones sort behind earlier ones. */
export interface Ids {
  next(): string
}

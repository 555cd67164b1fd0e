/** Which known phrasings hold which unit: those of unit `n` stand in `phrasings` from `starts[n]` up to `starts[n + 1]`, in order. */
export interface PostingTable {
  readonly starts: Uint32Array
  readonly phrasings: Uint32Array
}

/** Units as numbers in ascending order: characters, syllables, and pairs of neighbours (unit-keys.ts). */
export interface KeyTable extends PostingTable {
  readonly keys: Float64Array
}

/**
 * What is learnt from the known phrasings, as plain arrays. The build makes it; the start reads it, or makes it anew if an
 * office has added phrasings.
 */
export interface QuestionIndex {
  /** Tells which phrasings and which vocabulary it was made from. */
  readonly of: string
  /** Words after folding, in ascending order of their characters. */
  readonly words: PostingTable & { readonly names: readonly string[] }
  readonly characters: KeyTable
  /** What the phrasings sound like, for a question typed in pinyin. */
  readonly syllables: KeyTable & { readonly names: readonly string[] }
  /** Toneless readings of Chinese characters: `一yi二er…`. */
  readonly readings: string
}

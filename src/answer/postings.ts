/** Which documents hold which unit, and with what weight: all in three flat arrays. */
export interface Postings {
  /** Documents that hold the unit. */
  holders(unit: number): number
  /** Adds `share` × weight to the score of every document that holds the unit. */
  add(unit: number, share: number, scores: Float64Array): void
}

/**
 * @param units by document; a unit stands once
 * @param size units are below it
 * @param weigh the weight of a unit in a document, once it is known how many documents hold it
 */
export function createPostings(
  units: readonly (readonly number[])[],
  size: number,
  weigh: (document: number, position: number, holders: (unit: number) => number) => number,
): Postings {
  const starts = new Int32Array(size + 1)
  for (const document of units) for (const unit of document) starts[unit + 1] = (starts[unit + 1] as number) + 1
  for (let unit = 0; unit < size; unit++) starts[unit + 1] = (starts[unit + 1] as number) + (starts[unit] as number)
  const holders = (unit: number): number => (unit < 0 ? 0 : (starts[unit + 1] as number) - (starts[unit] as number))
  const free = starts.slice()
  const documents = new Int32Array(starts[size] as number)
  const weights = new Float32Array(starts[size] as number)
  units.forEach((document, at) =>
    document.forEach((unit, position) => {
      const place = free[unit] as number
      free[unit] = place + 1
      documents[place] = at
      weights[place] = weigh(at, position, holders)
    }),
  )
  return {
    holders,
    add(unit, share, scores) {
      if (unit < 0) return
      for (let place = starts[unit] as number; place < (starts[unit + 1] as number); place++) {
        const document = documents[place] as number
        scores[document] = (scores[document] as number) + share * (weights[place] as number)
      }
    },
  }
}

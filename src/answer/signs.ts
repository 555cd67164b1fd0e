import type { AskedOf } from './knowledge.ts'

/** By the place in `ids`: 1 where a sign of the entry stands in the question, else 0. */
export type SignReader = (normal: string) => Float64Array

/** @param asked with signs that compiled when the files were read (knowledge.ts) */
export function createSignReader(ids: readonly string[], asked: AskedOf): SignReader {
  const signs = Object.entries(asked).flatMap(([id, { signs: each }]) => {
    const at = ids.indexOf(id)
    return each.length && at >= 0
      ? [
          {
            at,
            signs: each.map(({ all, unless }) => ({ all: all.map(compile), unless: unless === undefined ? undefined : compile(unless) })),
          },
        ]
      : []
  })
  return (normal) => {
    const bare = normal.replace(/\s/g, '')
    const found = new Float64Array(ids.length)
    for (const { at, signs: each } of signs)
      found[at] = Number(each.some(({ all, unless }) => all.every((one) => one.test(bare)) && !unless?.test(bare)))
    return found
  }
}

const compile = (source: string): RegExp => new RegExp(source, 'u')

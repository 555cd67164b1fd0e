import type { AskedOf } from './knowledge.ts'

/**
 * @param asked with signs that compiled when the files were read (knowledge.ts)
 * @returns given a question, by the place in `ids`: 1 where a sign of the entry stands in it, else 0
 */
export function createSignReader(ids: readonly string[], asked: AskedOf): (normal: string) => Float64Array {
  const signs = Object.entries(asked)
    .map(([id, { signs: each }]) => ({
      at: ids.indexOf(id),
      signs: each.map((sign) => ({ all: sign.all.map(compile), unless: sign.unless === undefined ? undefined : compile(sign.unless) })),
    }))
    .filter(({ at }) => at >= 0)
  return (normal) => {
    const bare = normal.replace(/\s/g, '')
    const found = new Float64Array(ids.length)
    for (const { at, signs: each } of signs)
      found[at] = Number(each.some(({ all, unless }) => all.every((one) => one.test(bare)) && !unless?.test(bare)))
    return found
  }
}

const compile = (source: string): RegExp => new RegExp(source, 'u')

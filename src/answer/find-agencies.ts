import { isShortFor } from '../language/agency-name.ts'
import { likeness } from '../language/edit-distance.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { SupervisedAgency } from '../model/supervision-view.ts'

/** Named in full, or without what stands above it. */
const NAMED = 1.9

/**
 * Agencies that a question names, by full name, alias, or a shortening (教体局 for 区教育和体育局).
 * @returns those that are named; else the nearest, or several where they are equally near
 */
export function findAgencies(
  lexicon: Lexicon,
  normal: string,
  agencies: readonly SupervisedAgency[],
): { readonly agencies: SupervisedAgency[]; readonly sure: boolean } {
  const asked = normal.replace(lexicon.all('questions/agencies/not-a-name'), '')
  const scored = agencies
    .map((agency) => ({
      agency,
      score: Math.max(...[agency.name, ...(agency.aliases ?? [])].map((name) => nearness(lexicon, asked, normal, name.toLowerCase()))),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const named = scored.filter(({ score }) => score >= NAMED).map(({ agency }) => agency)
  // 区水利局 stands in 市区水利局: the longer is meant.
  const own = named.filter(
    ({ name }) => !named.some((other) => other.name !== name && other.name.includes(name) && normal.includes(other.name.toLowerCase())),
  )
  if (own.length)
    return {
      agencies: own,
      sure:
        own.length === 1 || own.every(({ name, aliases = [] }) => [name, ...aliases].some((each) => normal.includes(each.toLowerCase()))),
    }
  const best = scored[0]?.score ?? 0
  const near = scored.filter(({ score }) => score > best - 0.02).map(({ agency }) => agency)
  return { agencies: near, sure: near.length === 1 }
}

function nearness(lexicon: Lexicon, asked: string, normal: string, name: string): number {
  if (normal.includes(name)) return 2 + name.length / 100
  const core = name.replace(lexicon.pattern('questions/agencies/place-above'), '')
  if (core.length >= 3 && normal.includes(core)) return NAMED
  if (asked.length < 2) return 0
  if (!lexicon.pattern('questions/agencies/ending').test(asked) && !name.startsWith(asked) && !core.startsWith(asked)) return 0
  if (isShortFor(asked, name)) return 1.5 - (core.length - asked.length) / 100
  const near = likeness(asked, core)
  return near >= 0.9 ? near : 0
}

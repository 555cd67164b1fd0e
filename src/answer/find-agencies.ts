import { isShortFor } from '../language/agency-name.ts'
import { likeness } from '../language/edit-distance.ts'
import type { SupervisedAgency } from '../model/supervision-view.ts'

/** Words of a question that are no part of an agency's name. */
const NOT_NAMES =
  /的?(年报|报告|草稿|稿子|那份|那边)|好了|过了|交了|报了|传了|改完|改到|弄完|通过|情况|进度|进展|怎么样|怎么|现在|什么|还有|几条|没有|没改|第几稿|是否|有没有|查一下|看一下|看看|帮我|[吗没了呢啊吧不的?？。,，\s]/g
const ENDINGS = /(局|委|办|厅|镇|乡|街道|中心|政府|所|站|大队|管委会)$/

/** Named in full, or without what stands above it. */
const NAMED = 1.9

/**
 * Agencies that a question names, by full name, alias, or a shortening (教体局 for 区教育和体育局).
 * @returns those that are named; else the nearest, or several where they are equally near
 */
export function findAgencies(
  normal: string,
  agencies: readonly SupervisedAgency[],
): { readonly agencies: SupervisedAgency[]; readonly sure: boolean } {
  const asked = normal.replace(NOT_NAMES, '')
  const scored = agencies
    .map((agency) => ({
      agency,
      score: Math.max(...[agency.name, ...(agency.aliases ?? [])].map((name) => nearness(asked, normal, name.toLowerCase()))),
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

function nearness(asked: string, normal: string, name: string): number {
  if (normal.includes(name)) return 2 + name.length / 100
  const core = name.replace(/^.{0,6}?[省市区县旗](?=.{2})/, '')
  if (core.length >= 3 && normal.includes(core)) return NAMED
  if (asked.length < 2) return 0
  if (!ENDINGS.test(asked) && !name.startsWith(asked) && !core.startsWith(asked)) return 0
  if (isShortFor(asked, name)) return 1.5 - (core.length - asked.length) / 100
  const near = likeness(asked, core)
  return near >= 0.9 ? near : 0
}

import type { Finding } from '../../src/model/finding.ts'
import type { PlantedFault } from './read-faults.ts'

interface Count {
  planted: number
  found: number
}

/** How many faults are found, by kind and by set, and what is called wrong in the reports without one. */
export interface CountedFaults {
  readonly kinds: ReadonlyMap<string, Count>
  readonly sets: ReadonlyMap<string, Count & { bases: number; alarms: number }>
  readonly missed: readonly PlantedFault[]
  readonly falseAlarms: readonly { readonly name: string; readonly rule: string; readonly message: string }[]
}

/**
 * @param bases reports without a fault, by name; the first letter is their set
 * @param findings by name of a report, and `f<index>` of a fault
 */
export function countFaults(
  bases: ReadonlyMap<string, string>,
  faults: readonly PlantedFault[],
  findings: ReadonlyMap<string, readonly Finding[]>,
): CountedFaults {
  const said = (name: string): readonly Finding[] => findings.get(name) ?? []
  const sign = ({ rule, message }: Finding): string => `${rule} ${message}`
  const kinds = new Map<string, Count>()
  const sets = new Map<string, Count & { bases: number; alarms: number }>()
  const setOf = (name: string) => sets.get(name) ?? sets.set(name, { bases: 0, alarms: 0, planted: 0, found: 0 }).get(name)!
  const falseAlarms = [...bases.keys()].flatMap((name) =>
    said(name).flatMap(({ severity, rule, message }) => (severity === 'notice' ? [] : [{ name, rule, message }])),
  )
  for (const name of bases.keys()) {
    const set = setOf(name[0] ?? '')
    set.bases++
    if (falseAlarms.some((alarm) => alarm.name === name)) set.alarms++
  }
  const missed = faults.filter((fault, index) => {
    const before = new Set(said(fault.base).map(sign))
    const isFound = said(`f${index}`).some((finding) => !before.has(sign(finding)))
    const kind = kinds.get(fault.kind) ?? kinds.set(fault.kind, { planted: 0, found: 0 }).get(fault.kind)!
    for (const count of [kind, setOf(fault.set)]) {
      count.planted++
      if (isFound) count.found++
    }
    return !isFound
  })
  return { kinds, sets, missed, falseAlarms }
}

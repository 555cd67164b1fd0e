import type { ChecklistItem, Entries, Entry } from '../model/checklist.ts'
import type { Finding } from '../model/finding.ts'

export type Part = NonNullable<ChecklistItem['parts']>[number]
export type Unnumbered = Omit<ChecklistItem, 'number'>

/**
 * Puts notices of one kind into one entry. Errors and warnings stand for themselves; the first warning of a rule
 * that leads takes the notices of its kind under it. Nothing is lost: an entry keeps its findings, each with its rule and identity.
 * @param parts in the order of the checklist
 */
export function mergeEntries(parts: readonly Part[], entries: Entries): Unnumbered[] {
  const groups = new Map<string, Part[]>()
  for (const part of parts) {
    const key = keyOf(part.finding, entries, groups)
    const group = groups.get(key)
    if (group) group.push(part)
    else groups.set(key, [part])
  }
  return [...groups].map(([key, group]) => itemOf(key, group, entries))
}

/** What a finding is grouped by: its own identity where it stands alone. */
function keyOf(finding: Finding, entries: Entries, groups: ReadonlyMap<string, readonly Part[]>): string {
  const entry = entries.get(finding.rule)
  // What a report may be returned for is no small thing among others.
  if (!entry || finding.returns || finding.severity === 'error' || (finding.severity === 'warning' && !entry.lead))
    return finding.fingerprint
  const key = entry.each === 'file' ? `entry.${entry.key}` : `entry.${entry.key}/${finding.where[0]?.anchor ?? ''}`
  return finding.severity === 'warning' && groups.has(key) ? finding.fingerprint : key
}

function itemOf(key: string, group: readonly Part[], entries: Entries): Unnumbered {
  const [first, ...others] = group as [Part, ...Part[]]
  if (others.length === 0) return first
  const entry = entries.get(first.finding.rule)
  const findings = group.map(({ finding }) => finding)
  const fingerprint = entry?.each === 'file' ? key : `entry.${first.finding.fingerprint}`
  return {
    state: group.every(({ state }) => state === 'still') ? 'still' : 'new',
    finding: { ...putTogether(findings), title: titleOf(first.finding, entry), fingerprint },
    parts: [...group],
  }
}

/** A warning keeps its own title: what is under it is less than that. */
const titleOf = ({ title, severity }: Finding, entry: Entry | undefined): string => (severity === 'notice' && entry ? entry.title : title)

/** One finding that says what all of them say, each thing once. */
function putTogether(findings: readonly Finding[]): Finding {
  const [first] = findings as [Finding, ...Finding[]]
  const once = (texts: readonly string[]): string[] => [...new Set(texts.filter((text) => text !== ''))]
  const values = (of: (finding: Finding) => string | null): string | null =>
    findings.every((finding) => finding.actual !== null && finding.expected !== null)
      ? once(findings.flatMap((one) => of(one) ?? [])).join('；')
      : null
  const { headline: _headline, ...rest } = first
  return {
    ...rest,
    message: once(findings.map(({ message }) => message)).join('；'),
    why: once(findings.map(({ why }) => why)).join(''),
    fix: once(findings.map(({ fix }) => fix)).join(''),
    basis: [...new Map(findings.flatMap(({ basis }) => basis).map((basis) => [JSON.stringify(basis), basis])).values()],
    where: findings.flatMap(({ where }) => where),
    actual: values(({ actual }) => actual),
    expected: values(({ expected }) => expected),
    consequences: findings.flatMap(({ consequences }) => consequences),
    repairs: findings.flatMap(({ repairs }) => repairs),
  }
}

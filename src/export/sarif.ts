import type { ChecklistItem, Waiver } from '../model/checklist.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { Severity } from '../model/rule.ts'
import { basisText } from './comment-lines.ts'
import type { CheckedFile } from './checked-file.ts'
import type { ExportWords } from './export-words.ts'

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', notice: 'note' }

/**
 * The check as SARIF 2.1.0 (OASIS): one run, findings as results (waived ones suppressed), rules that could not be
 * judged as results of kind `open`, files that could not be read as notifications. Places are logical: a paragraph or
 * cell has no line of its own.
 * @param version of this program
 */
export function sarifLog(files: readonly CheckedFile[], { say, version }: { say: ExportWords; version: string }): object {
  const rules = new Map<string, object>()
  const results = files.flatMap((one, index) => (one.status === 'checked' ? resultsOf(one, index, rules, say) : []))
  const ids = [...rules.keys()]
  const unfinished = files.flatMap((one, index) =>
    one.status === 'unreadable' || one.checklist.incomplete
      ? [
          {
            level: 'error',
            message: { text: one.status === 'unreadable' ? say('list.unreadable', { reason: one.reason }) : say('list.incomplete') },
            locations: [inFile(artifact(one.file, index))],
          },
        ]
      : [],
  )
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: say('author'), semanticVersion: version, language: 'zh-CN', rules: [...rules.values()] } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: unfinished.length === 0, toolExecutionNotifications: unfinished }],
        artifacts: files.map(({ file }) => ({ location: { uri: uriOf(file) }, roles: ['analysisTarget'] })),
        results: results.map((result) => ({ ...result, ruleIndex: ids.indexOf(result.ruleId) })),
      },
    ],
  }
}

interface Result {
  readonly ruleId: string
  readonly [key: string]: unknown
}

function resultsOf(
  { file, checklist }: CheckedFile & { status: 'checked' },
  index: number,
  rules: Map<string, object>,
  say: ExportWords,
): Result[] {
  const baseline = (item: Pick<ChecklistItem, 'state'>) =>
    checklist.version > 1 ? { baselineState: item.state === 'new' ? 'new' : 'unchanged' } : {}
  const result = (finding: Finding): Result => {
    if (!rules.has(finding.rule)) rules.set(finding.rule, ruleOf(finding, say))
    return resultOf(finding, artifact(file, index))
  }
  for (const { rule, title } of checklist.unknown) if (!rules.has(rule)) rules.set(rule, { id: rule, shortDescription: { text: title } })
  return [
    // Programs count by rule: each finding by itself, whatever entry people see it in.
    ...checklist.items.flatMap(({ number, ...item }) =>
      (item.parts ?? [item]).map((part) => ({
        ...result(part.finding),
        ...baseline(part),
        properties: { ...propertiesOf(part.finding), number },
      })),
    ),
    ...checklist.waived.map(({ finding, waiver }) => ({
      ...result(finding),
      suppressions: [suppression(waiver)],
      properties: propertiesOf(finding),
    })),
    ...checklist.unknown.map(({ rule, reason }) => ({
      ruleId: rule,
      kind: 'open',
      level: 'none',
      message: { text: reason },
      locations: [inFile(artifact(file, index))],
    })),
  ]
}

const ruleOf = (finding: Finding, say: ExportWords): object => ({
  id: finding.rule,
  shortDescription: { text: finding.title },
  ...(finding.why ? { fullDescription: { text: finding.why } } : {}),
  ...(finding.fix ? { help: { text: [finding.fix, basisText(finding.basis, say)].filter(Boolean).join('\n') } } : {}),
  defaultConfiguration: { level: LEVEL[finding.severity] },
})

function resultOf(finding: Finding, artifactLocation: object): Result {
  const [first, ...others] = finding.where.map((place, id) => locationOf(place, id, artifactLocation))
  return {
    ruleId: finding.rule,
    kind: 'fail',
    level: LEVEL[finding.severity],
    message: { text: finding.message },
    locations: [first ?? inFile(artifactLocation)],
    ...(others.length ? { relatedLocations: others } : {}),
    partialFingerprints: { 'nianbao/v1': finding.fingerprint },
  }
}

function locationOf(place: Place, id: number, artifactLocation: object): object {
  const name =
    place.anchor === null
      ? {}
      : { fullyQualifiedName: place.start === undefined ? place.anchor : `${place.anchor}:${place.start}-${place.end ?? ''}` }
  return {
    id,
    ...(place.label ? { message: { text: place.label } } : {}),
    ...inFile(artifactLocation),
    logicalLocations: [
      { name: place.label || (place.anchor ?? ''), kind: place.anchor?.startsWith('t') ? 'table cell' : 'paragraph', ...name },
    ],
  }
}

const propertiesOf = ({ actual, expected, fix, consequences }: Finding): object => ({
  ...(actual === null ? {} : { actual }),
  ...(expected === null ? {} : { expected }),
  fix,
  ...(consequences.length ? { consequences } : {}),
})

const suppression = ({ reason, by, at, until }: Waiver): object => ({
  kind: 'external',
  status: 'accepted',
  justification: reason,
  properties: { by, at, until },
})

const inFile = (artifactLocation: object): object => ({ physicalLocation: { artifactLocation } })

const artifact = (file: string, index: number): object => ({ uri: uriOf(file), index })

/** A relative reference, or file:// for a full path; whatever characters the name has. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/')
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  if (path.startsWith('/')) return `file://${encoded}`
  return /^[a-z]:\//i.test(path) ? `file:///${encoded.replace('%3A', ':')}` : encoded
}

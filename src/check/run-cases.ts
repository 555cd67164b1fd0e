import { z } from 'zod'
import type { AnnualReport } from '../model/annual-report.ts'
import type { CheckInput } from '../model/outcome.ts'
import { Profile, type Rule, type RuleCase } from '../model/rule.ts'
import type { Problem } from './audit-problem.ts'
import type { Checker } from './check-report.ts'
import { sampleDocument } from './sample-document.ts'
import { SamplePatch } from './sample-patch.ts'

/** All that a case may hand to a rule. */
export const Given = SamplePatch.extend({
  last_year: SamplePatch.optional(),
  subordinates: z.array(SamplePatch).optional(),
  siblings: z.array(SamplePatch).optional(),
  missing_subordinates: z.array(z.string()).optional(),
  profile: Profile.partial().optional(),
  reference_figures: z.record(z.string(), z.number()).optional(),
  /** Name and last day of the list that they stand in. */
  reference_list: z.strictObject({ name: z.string(), until: z.iso.date().optional() }).optional(),
})

export interface CaseResult {
  readonly rule: Rule
  /** Its place among the rule's cases. */
  readonly index: number
  readonly ok: boolean
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'error'
  /** What came instead, for the author of the rule. */
  readonly got: string
}

/** Builds the context that a case describes. Throws a ZodError where the case says something unheard of. */
export function contextOfCase(given: RuleCase['given'], { read, reference }: Pick<Checker, 'read' | 'reference'>): CheckInput {
  const {
    last_year: lastYear,
    subordinates,
    siblings,
    missing_subordinates: missing,
    profile,
    reference_figures: figures,
    reference_list: from,
    ...patch
  } = Given.parse(given)
  const chosen = profile ? Profile.parse({ id: 'case', title: 'case', ...profile }) : undefined
  const build = (changed: SamplePatch): AnnualReport => read(sampleDocument(reference, changed), chosen ? { profile: chosen } : {})
  return {
    report: build(patch),
    ...(lastYear ? { lastYear: build({ year: (patch.year ?? 2024) - 1, ...lastYear }) } : {}),
    ...(subordinates ? { subordinates: { reports: subordinates.map(build), missing: missing ?? [] } } : {}),
    ...(siblings ? { siblings: siblings.map(build) } : {}),
    ...(figures ? { referenceFigures: figuresOf(figures, from) } : {}),
    ...(chosen ? { profile: chosen } : {}),
  }
}

const figuresOf = (
  figures: Readonly<Record<string, number>>,
  { name, until }: NonNullable<z.infer<typeof Given>['reference_list']> = { name: '' },
) => Object.entries(figures).map(([cell, value]) => ({ cell, value, list: name, until: until ?? null }))

/** Runs the cases that a rule carries with it, each on a report of its own, read by the real report builder. */
export const runCases = (
  rule: Rule,
  checker: Checker,
  contextOf = (given: RuleCase['given']) => contextOfCase(given, checker),
): CaseResult[] =>
  rule.cases.map((test, index) => {
    try {
      const { findings, reasons } = checker.checkRule(rule, contextOf(test.given))
      const messages = findings.map(({ finding }) => `${finding.severity} ${finding.message}`)
      const outcome = messages.length ? 'fail' : reasons.length ? 'unknown' : 'pass'
      const got = [...messages, ...(outcome === 'unknown' ? reasons.map(({ code }) => code) : [])].join(' | ')
      return { rule, index, ok: agrees(test, findings, reasons.length), outcome, got }
    } catch (error) {
      return { rule, index, ok: false, outcome: 'error', got: error instanceof Error ? error.message : String(error) }
    }
  })

/** Rules that come out unknown in every one of their cases: they would never find anything. */
export const neverJudged = (results: readonly CaseResult[]): Problem[] =>
  [...new Set(results.map(({ rule }) => rule))].flatMap((rule) => {
    const own = results.filter((result) => result.rule === rule)
    if (own.some(({ outcome }) => outcome !== 'unknown')) return []
    return [{ rule, path: ['cases'], say: 'always-unknown', with: { reasons: [...new Set(own.map(({ got }) => got))].join('、') } }]
  })

function agrees(test: RuleCase, findings: ReturnType<Checker['checkRule']>['findings'], unknown: number): boolean {
  if (test.expect === 'pass') return findings.length === 0 && unknown === 0
  if (test.expect === 'unknown') return findings.length === 0 && unknown > 0
  if (test.expect === 'fail') return findings.length > 0
  const { severity, count, says, rests, evidence } = test.expect.fail
  if (findings.length === 0 || (count !== undefined && findings.length !== count)) return false
  const text = findings.map(({ finding }) => `${finding.message}${finding.actual ?? ''}${finding.expected ?? ''}`).join('\n')
  if (says?.some((words) => !text.includes(words))) return false
  const basis = findings.flatMap(({ finding }) => finding.basis).map(({ document, place = '' }) => document + place)
  if (rests?.some((words) => !basis.join('\n').includes(words))) return false
  if (severity && !findings.some(({ finding }) => finding.severity === severity)) return false
  return (
    !evidence ||
    findings.some((traced) => Object.entries(evidence).every(([name, value]) => String(traced.evidence[name]) === String(value)))
  )
}

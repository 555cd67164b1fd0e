import type { Reference } from '../form/reference.ts'
import { type Work, WorkSpent, withWork } from '../language/count-work.ts'
import type { Finding, CheckResult, RuleName, Unknown } from '../model/finding.ts'
import { mayReturn } from '../model/may-return.ts'
import type { CheckContext, CheckInput, Outcome, UnknownReason } from '../model/outcome.ts'
import { type Check, optionsOf, type Rule, type Severity } from '../model/rule.ts'
import type { Predicate } from '../predicates/predicate.ts'
import { createReportReader, type ReportReader } from '../report/create-report-reader.ts'
import { basisOfYear } from './basis-of-year.ts'
import { centreQuote } from './centre-quotes.ts'
import { fillPlaceholders } from './fill-placeholders.ts'
import { fingerprint } from '../model/fingerprint.ts'
import { mergeCauses, type TracedFinding } from './merge-causes.ts'
import { missingNeed } from './missing-needs.ts'
import { placeInDraft } from './place-in-draft.ts'
import { guardOf, settleFinding } from './settle-finding.ts'
import { createWording, type Say, type Wording } from './say-codes.ts'
import { reasonInPicture, settleSeverity, withDoubt } from './settle-severity.ts'

/** What one rule found, before causes are merged. */
interface CheckStep {
  readonly rule: string
  readonly findings: readonly Finding[]
  readonly unknown: readonly Unknown[]
}

export interface Checker {
  /**
   * All rules over one report. Pure; a predicate that throws spoils its rule and no other.
   * @param work what the steps count into; none are counted without it
   * @throws WorkSpent past the work's most
   */
  readonly check: (input: CheckInput, work?: Work) => CheckResult
  /** The same a rule at a time, for a caller that may stop in between. */
  readonly checkSteps: (input: CheckInput, work?: Work) => Generator<CheckStep, CheckResult>
  /** The rules that `check` would try on a report. */
  readonly rulesFor: (input: CheckInput) => readonly RuleName[]
  /** One rule over one report, before causes are merged. */
  readonly checkRule: (rule: Rule, input: CheckInput) => { findings: TracedFinding[]; reasons: UnknownReason[] }
  readonly rules: readonly Rule[]
  /** Reads a Document as an annual report. */
  readonly read: ReportReader
  readonly reference: Reference
}

/**
 * @param rules the catalogue, audited
 * @param predicates every predicate that the rules may name
 * @param say words the sentences that rules share: names of places, and why something could not be judged
 * @param reference forms and words
 */
// Long: what it makes once is shared by the functions it returns.
export function createChecker(rules: readonly Rule[], predicates: readonly Predicate[], say: Say, reference: Reference): Checker {
  const byName = new Map(predicates.map((predicate) => [predicate.name, predicate]))
  const parsed = new Map<Check, unknown>()
  for (const rule of rules) for (const check of rule.checks) parsed.set(check, parseOptions(byName, check))

  const shared = createWording(say)
  const sayReason = ({ code, with: words = {} }: UnknownReason): string => say(`unknown.${code}`, shared.wordAll(words))

  const runRule = (rule: Rule, context: CheckContext): ReturnType<Checker['checkRule']> => {
    const need = missingNeed(rule.needs, context)
    if (need) return { findings: [], reasons: [need] }
    const guard = guardOf(context)
    const wording = createWording(say, rule.says)
    const findings: TracedFinding[] = []
    const reasons: UnknownReason[] = []
    for (const check of rule.checks) {
      const options = parsed.has(check) ? parsed.get(check) : parseOptions(byName, check)
      for (const outcome of runGuarded(byName.get(check.predicate), context, options)) {
        if (outcome.kind === 'unknown') reasons.push(reasonInPicture(outcome.reason, context))
        if (outcome.kind !== 'fail') continue
        const { severity, doubt } = settleSeverity(rule, outcome, context)
        if (severity === 'unknown') {
          reasons.push(doubt)
          continue
        }
        const traced = toFinding(
          rule,
          { ...(check.basis ? { basis: check.basis } : {}), ...outcome },
          { wording, severity, report: context.report },
        )
        const finding = settleFinding(placeInDraft(traced.finding, context.report.joined), guard)
        findings.push({ ...traced, finding: doubt ? withDoubt(finding, sayReason(doubt)) : finding })
      }
    }
    return { findings: dropRepeats(findings), reasons: findings.length ? reasons.filter(({ code }) => code !== WIDENING) : reasons }
  }

  const speaking = (context: CheckContext): Rule[] => rules.filter((rule) => speaksOf(rule, context))

  function* checkSteps(input: CheckInput, work?: Work): Generator<CheckStep, CheckResult> {
    const context: CheckContext = { ...input, reference }
    const found: TracedFinding[] = []
    const unknown: Unknown[] = []
    const tried = speaking(context)
    for (const rule of tried) {
      const { findings, reasons } = withWork(work, () => runRule(rule, context))
      for (const finding of findings) found.push(finding)
      const said = [...new Set(reasons.map(sayReason))]
      const code = reasons[0]?.code
      const own = said.length
        ? [{ rule: rule.id, title: rule.title, reason: guardOf(context)(said.join('；')), ...(code === undefined ? {} : { code }) }]
        : []
      unknown.push(...own)
      yield { rule: rule.id, findings: findings.map(({ finding }) => finding), unknown: own }
    }
    return { findings: withWork(work, () => mergeApart(found, context)).toSorted(inOrder), unknown, rules: tried.length }
  }
  const check: Checker['check'] = (input, work) => {
    const steps = checkSteps(input, work)
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
  }
  const rulesFor = (input: CheckInput): RuleName[] => speaking({ ...input, reference }).map(({ id, title }) => ({ rule: id, title }))
  const checkRule: Checker['checkRule'] = (rule, input) => runRule(rule, { ...input, reference })
  return { check, checkSteps, rulesFor, checkRule, rules, read: createReportReader(reference), reference }
}

/** What would only let a rule look for more: one that has found something is not listed as not judged beside it. */
const WIDENING = 'no-profile'

/** Causes are looked for among the rules that count, and among those told apart. */
function mergeApart(found: readonly TracedFinding[], context: CheckContext): Finding[] {
  const apart = new Set(context.apart)
  if (apart.size === 0) return mergeCauses(found, context)
  const isApart = ({ finding }: TracedFinding): boolean => apart.has(finding.rule)
  return [found.filter((item) => !isApart(item)), found.filter(isApart)].flatMap((some) => mergeCauses(some, context))
}

function parseOptions(byName: ReadonlyMap<string, Predicate>, check: Check): unknown {
  const found = byName.get(check.predicate)
  if (!found) throw new Error(`no predicate “${check.predicate}”`)
  return found.options.parse(optionsOf(check))
}

function speaksOf(rule: Rule, { report, profile, subordinates }: CheckContext): boolean {
  if (!rule.form.includes(report.form.version) || profile?.off.includes(rule.id)) return false
  const { kind } = report.agency
  if (!rule.agencies || rule.agencies.includes(kind)) return true
  const { kinds = [], rules = [] } = profile?.consolidating ?? {}
  return subordinates !== undefined && rules.includes(rule.id) && kinds.includes(kind)
}

function runGuarded(predicate: Predicate | undefined, context: CheckContext, options: unknown): readonly Outcome[] {
  try {
    return predicate?.run(context, options) ?? []
  } catch (error) {
    if (error instanceof WorkSpent) throw error
    return [{ kind: 'unknown', reason: { code: 'rule-broken' } }]
  }
}

function toFinding(
  rule: Rule,
  outcome: Outcome & { kind: 'fail' },
  { wording, severity, report }: { wording: Wording; severity: Severity; report: CheckInput['report'] },
): TracedFinding {
  const evidence = wording.wordAll(outcome.evidence)
  const fill = (text: string): string => fillPlaceholders(text, evidence)
  const finding: Finding = {
    rule: rule.id,
    severity,
    title: rule.title,
    ...(rule.headline ? { headline: fill(rule.headline) } : {}),
    message: fill(rule.message),
    why: fill(rule.why),
    fix: fill(rule.fix),
    basis: basisOfYear(outcome.basis ?? rule.basis, report.year),
    where: outcome.places.map((place) => centreQuote({ ...place, label: String(wording.word(place.label)) }, report)),
    actual: rule.actual ? fill(rule.actual) : null,
    expected: rule.expected ? fill(rule.expected) : null,
    fingerprint: fingerprint(rule.id, outcome.subject),
    consequences: [],
    ...(mayReturn(rule, severity) ? { returns: true as const } : {}),
    repairs: [...(outcome.repairs ?? [])],
  }
  return { finding, cells: outcome.cells ?? [], subject: outcome.subject, evidence }
}

/** The same thing said twice by two checks of a rule is said once. */
function dropRepeats(findings: readonly TracedFinding[]): TracedFinding[] {
  const seen = new Set<string>()
  return findings.filter(({ finding }) => !seen.has(finding.fingerprint) && seen.add(finding.fingerprint))
}

const WEIGHT: Record<Severity, number> = { error: 0, warning: 1, notice: 2 }
const GROUPS = ['ST', 'TP', 'TF', 'T2', 'T3', 'T4', 'NT', 'NI', 'CY', 'HI', 'WD', 'CP', 'PS']

function inOrder(a: Finding, b: Finding): number {
  const group = (finding: Finding): number => (finding.rule.startsWith('PS') ? -1 : GROUPS.indexOf(finding.rule.slice(0, 2)))
  return WEIGHT[a.severity] - WEIGHT[b.severity] || group(a) - group(b) || a.rule.localeCompare(b.rule)
}

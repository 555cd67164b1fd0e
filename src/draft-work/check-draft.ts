import { FoundSoFar } from '../check/found-so-far.ts'
import { WorkSpent } from '../language/count-work.ts'
import type { AnnualReport } from '../model/annual-report.ts'
import type { CheckInput } from '../model/outcome.ts'
import { type PackedDocument, unpackDocument } from '../model/packed-document.ts'
import type { Checked, CheckPart, CheckRequest } from '../model/ports/draft-reader.ts'
import { describeReport } from './describe-report.ts'
import { openedOn, openOnDesk } from './opened-draft.ts'
import { OutputBudget, slimFinding } from './output-budget.ts'
import type { Desk, DraftWork } from './work.ts'

/** The opened draft → what the rules find; what each has found is handed over before the next one is tried. */
// Long: what is found, handed over and counted goes with each step.
export const checkOpened: DraftWork<'check'> = {
  kind: 'check',
  run: async (request, desk, give) => {
    const input = inputOf(request, desk)
    const budget = new OutputBudget(desk.limits)
    const found = new FoundSoFar()
    const hand = async (part: CheckPart): Promise<void> => {
      found.take(part)
      await give(part)
    }
    await hand({ form: input.report.form.version, rules: desk.checker.rulesFor(input) })
    const steps = desk.checker.checkSteps(input, desk.steps)
    /** The next rule, or why there is none: all have been tried, or the steps are spent. */
    const next = (): ReturnType<typeof steps.next> | null => {
      try {
        return steps.next()
      } catch (error) {
        if (error instanceof WorkSpent) return null
        throw error
      }
    }
    let step = next()
    while (step && !step.done && !budget.spent) {
      const { rule, findings, unknown } = step.value
      await hand({ done: rule, findings: budget.take(findings), unknown })
      if (!budget.spent) step = next()
    }
    const report = request.describe ? { report: describeReport(input.report) } : {}
    if (!step?.done)
      return { ...(found.checked(step ? 'findings' : 'too-much-work', desk.words.plain('unknown.unreached')) as Checked), ...report }
    const result = { ...step.value, findings: step.value.findings.map(slimFinding) }
    return { form: input.report.form.version, result, ...report }
  },
}

function inputOf({ lastYear, subordinates, referenceFigures, year, profile, apart }: CheckRequest, desk: Desk): CheckInput {
  const opened = openedOn(desk)
  // A profile may know other headings.
  if (profile && Object.keys(profile.headings).length > 0 && profile.id !== opened.profile?.id)
    openOnDesk(desk, opened.document, { profile, ...(year === undefined ? {} : { year }) })
  const read = (document: PackedDocument): AnnualReport => desk.checker.read(unpackDocument(document))
  const named = (name: string, report: AnnualReport): AnnualReport => ({ ...report, agency: { ...report.agency, name } })
  return {
    report: openedOn(desk).report,
    ...(profile ? { profile } : {}),
    ...(apart ? { apart } : {}),
    ...(lastYear ? { lastYear: read(lastYear) } : {}),
    ...(referenceFigures ? { referenceFigures } : {}),
    ...(subordinates
      ? {
          subordinates: {
            reports: subordinates.reports.map(({ name, document }) => named(name, read(document))),
            missing: subordinates.missing,
          },
        }
      : {}),
  }
}

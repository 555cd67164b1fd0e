import type { SerializedError } from 'vitest'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** The summary of a run: one line for each reason of skipped tests, then the count. */
export interface Outcome {
  readonly file: string
  readonly name: string
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending'
  /** The reason if it was skipped. */
  readonly note?: string
}

/**
 * @param outcomes every test of the run
 * @param broken files that could not be read, and errors outside tests; each counts as a failure
 */
export function summaryOf(outcomes: readonly Outcome[], broken: number): string[] {
  const count = (state: Outcome['state']): number => outcomes.filter((outcome) => outcome.state === state).length
  const noted = outcomes.filter(({ state, note }) => state === 'skipped' && note)
  const skipped = new Set(noted.map(({ file, name, note }) => `skipped: ${file} › ${name}: ${note}`))
  const unexplained = count('skipped') - noted.length
  if (unexplained > 0) skipped.add(`skipped: ${unexplained} tests without a reason (a filter on names leaves tests out so)`)
  return [...skipped, `${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped`]
}

/** Prints after vitest's own summary which suites were skipped and why, and the closing count. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const outcomes = modules.flatMap((module) => [...module.children.allTests()].map((test) => outcomeOf(module, test)))
    const unread = modules.filter((module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0)
    for (const line of summaryOf(outcomes, unread.length + errors.length)) console.log(line)
  }
}

function outcomeOf(module: TestModule, test: TestCase): Outcome {
  const result = test.result()
  return {
    file: module.relativeModuleId,
    name: test.fullName.replace(/ > all of it$/, ''),
    state: result.state,
    ...(result.state === 'skipped' && result.note ? { note: result.note } : {}),
  }
}

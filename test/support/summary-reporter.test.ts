import { expect, it } from 'vitest'
import { describeWith, itWith } from './needs.ts'
import { summaryOf } from './summary-reporter.ts'

it('counts passed, failed and skipped tests in one line', () => {
  const test = { file: 'a.test.ts', name: 'a' }
  const lines = summaryOf(
    [
      { ...test, state: 'passed' },
      { ...test, state: 'failed' },
      { ...test, state: 'passed' },
    ],
    1,
  )
  expect(lines).toEqual(['2 passed, 2 failed, 0 skipped'])
})

it('says once what each skipped suite needs', () => {
  const drafts = { file: 'drafts.test.ts', name: 'whole drafts', state: 'skipped', note: 'needs ../shared/drafts' } as const
  const lines = summaryOf([drafts, drafts, { file: 'a.test.ts', name: 'a', state: 'skipped' }], 0)
  expect(lines).toEqual([
    'skipped: drafts.test.ts › whole drafts: needs ../shared/drafts',
    'skipped: 1 tests without a reason (a filter on names leaves tests out so)',
    '0 passed, 0 failed, 3 skipped',
  ])
})

const MET = { there: true, why: 'needs nothing' }
let ran = 0
describeWith(MET, 'a suite whose need is met', () => {
  itWith(MET, 'runs', () => void ran++)
})
it('does not skip suites and tests whose need is met', () => expect(ran).toBe(1))

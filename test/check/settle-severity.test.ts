import { describe, expect, it } from 'vitest'
import { settleSeverity, type SeverityTable } from '../../src/check/settle-severity.ts'
import type { AnnualReport, Claim } from '../../src/model/annual-report.ts'
import type { Certainty } from '../../src/model/certainty.ts'
import { readingOf } from '../../src/model/table-reading.ts'
import type { CheckContext, Outcome } from '../../src/model/outcome.ts'
import { reference } from '../support/reference.ts'
import { catalogue, sampleReport } from '../rules/catalogue-fixture.ts'

type Failure = Outcome & { readonly kind: 'fail' }

const report = sampleReport({ on_request: '2024年共收到政府信息公开申请5件。', table3: { new_received: 6 } })
const rule = (id: string) => {
  const found = catalogue.rules.find((one) => one.id === id)
  if (!found) throw new Error(`no rule ${id}`)
  return found
}
const [claim] = report.claims
if (!claim) throw new Error('no claim')
const CELL = 'table3/new_received/total'

/** The report with this certainty for its claim and its cell. */
function readAs(certainty: Certainty): AnnualReport {
  const cells = new Map(readingOf(report, 'table3').cells)
  const value = cells.get(CELL)
  if (value?.state === 'number') cells.set(CELL, { ...value, certainty })
  const claims = report.claims.map((one): Claim => ({ ...one, certainty }))
  return { ...report, claims, tables: { ...report.tables, table3: { ...readingOf(report, 'table3'), cells } } }
}
const contextOf = (certainty: Certainty, more: Partial<CheckContext> = {}): CheckContext => ({
  report: readAs(certainty),
  reference,
  ...more,
})
const failure = (more: Partial<Failure> = {}): Failure => ({ kind: 'fail', subject: 'x', evidence: {}, places: [], ...more })
const atClaim = failure({ places: [{ label: '', anchor: claim.span.anchor, start: claim.span.start, end: claim.span.end }] })
const atCell = failure({ places: [{ label: '', anchor: 'elsewhere', cell: CELL }] })

/** All rows on. */
const STRICT: SeverityTable = {
  near: { most: { figures: 'warning', words: 'warning', missing: 'notice' }, doubt: { code: 'reading-near' } },
  inferred: { most: { figures: 'warning', words: 'error', missing: 'error' }, doubt: { code: 'reading-inferred' } },
  damaged: { most: { figures: 'unknown', words: 'notice', missing: 'unknown' }, doubt: { code: 'reading-damaged' } },
  recognised: { most: { figures: 'unknown', words: 'notice', missing: 'unknown' }, doubt: { code: 'recognised' } },
}

describe('the severity of a finding', () => {
  it('comes from the profile, else from the outcome, else from the rule', () => {
    const context = contextOf('exact')
    expect(settleSeverity(rule('NT-001'), atClaim, context)).toEqual({ severity: rule('NT-001').severity, doubt: null })
    expect(settleSeverity(rule('NT-001'), { ...atClaim, severity: 'notice' }, context).severity).toBe('notice')
    const profile = {
      id: 'p',
      title: 'p',
      basis: [],
      off: [],
      severity: { 'NT-001': 'error' as const },
      headings: {},
      requiredItems: [],
      settings: {},
    }
    expect(settleSeverity(rule('NT-001'), { ...atClaim, severity: 'notice' }, { ...context, profile }).severity).toBe('error')
  })

  it.each(['near', 'inferred', 'damaged'] as const)('is no error if a cell was read as %s', (certainty) => {
    const { severity, doubt } = settleSeverity(rule('T3-001'), atCell, contextOf(certainty))
    expect([severity, doubt?.code]).toEqual(['warning', `reading-${certainty}`])
  })

  it('is an error if what a number counts is said in another sentence', () => {
    expect(settleSeverity(rule('NT-001'), atClaim, contextOf('inferred'))).toEqual({ severity: 'error', doubt: null })
  })

  it('names the words that were not understood', () => {
    const context = contextOf('near')
    const claims = context.report.claims.map((one) => ({ ...one, unread: ['区教育局'] }))
    expect(settleSeverity(rule('NT-001'), atClaim, { ...context, report: { ...context.report, claims } })).toEqual({
      severity: 'notice',
      doubt: { code: 'words-unread', with: { words: '“区教育局”' } },
    })
  })

  it('follows the least certain claim or cell of the finding', () => {
    expect(settleSeverity(rule('T3-001'), atCell, contextOf('near'), STRICT)).toEqual({
      severity: 'warning',
      doubt: { code: 'reading-near' },
    })
    expect(settleSeverity(rule('T3-001'), atClaim, contextOf('damaged'), STRICT)).toEqual({
      severity: 'unknown',
      doubt: { code: 'reading-damaged' },
    })
    expect(settleSeverity(rule('WD-008'), atClaim, contextOf('damaged'), STRICT).severity).toBe('notice')
    expect(settleSeverity(rule('T3-001'), failure({ ...atClaim, cells: [CELL] }), contextOf('inferred'), STRICT).severity).toBe('warning')
  })

  it('is never raised, and the doubt is said even if it is low already', () => {
    const notice = { ...atClaim, severity: 'notice' as const }
    expect(settleSeverity(rule('WD-008'), notice, contextOf('near'), STRICT)).toEqual({
      severity: 'notice',
      doubt: { code: 'reading-near' },
    })
  })

  it('does not depend on other readings', () => {
    const elsewhere = failure({ places: [{ label: '', anchor: claim.span.anchor, start: claim.span.end + 1, end: claim.span.end + 2 }] })
    expect(settleSeverity(rule('T3-001'), elsewhere, contextOf('damaged'), STRICT)).toEqual({ severity: 'error', doubt: null })
  })
})

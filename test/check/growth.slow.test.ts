import { describe, expect, it } from 'vitest'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { createWork, WorkSpent } from '../../src/language/count-work.ts'
import type { Document } from '../../src/model/document.ts'
import { cleanReport, hostileShapes, type Shape } from '../support/hostile-shapes.ts'

const { checker } = composeChecker()

/** Steps of reading a Document as a report and of checking it. */
function stepsOf(document: Document): number {
  const work = createWork()
  checker.check({ report: checker.read(document, { work }) }, work)
  return work.steps
}

/** Of a shape, without what the clean report around it takes. */
const CLEAN = stepsOf(cleanReport)
const ownSteps = (shape: Shape, size: number): number => stepsOf(shape(size)) - CLEAN

/** What comes once a kind of finding. */
const CONSTANT = 40_000

describe('the steps of reading and checking a report', () => {
  it.each(Object.entries(hostileShapes))('double at most when it doubles: %s', { timeout: 240_000 }, (_, shape) => {
    let before = ownSteps(shape, 10_000)
    for (const size of [20_000, 40_000, 80_000, 160_000]) {
      const steps = ownSteps(shape, size)
      expect(steps, `${size} characters`).toBeLessThanOrEqual(2.2 * before + CONSTANT)
      before = steps
    }
  })

  it('are counted: most of them are of the draft', () => {
    const shape = hostileShapes['claims in paragraphs']
    expect(shape && stepsOf(shape(20_000))).toBeGreaterThan(1_000_000)
  })
})

describe('a work with a limit', () => {
  const document = hostileShapes['claims']?.(20_000)

  it('stops the reader', () => {
    expect(() => document && checker.read(document, { work: createWork(1_000) })).toThrow(WorkSpent)
  })

  it('stops the checker, and is no fault of a rule', () => {
    const report = document && checker.read(document)
    expect(() => report && checker.check({ report }, createWork(10_000))).toThrow(WorkSpent)
    // Afterwards nothing is counted any more.
    expect(report && checker.check({ report }).unknown.map(({ reason }) => reason)).not.toContain('rule-broken')
  })

  it('leaves an ordinary report alone', () => {
    const work = createWork(5_000_000)
    const plain = hostileShapes['claims']?.(300)
    expect(plain && checker.check({ report: checker.read(plain, { work }) }, work).rules).toBeGreaterThan(80)
  })
})

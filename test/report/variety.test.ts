import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { readReport, reference } from '../support/reference.ts'

const { checker } = composeChecker()

/** Wordings of the same true figures: received, handled and carried over. */
const wordings: readonly ((n: Figures) => string)[] = [
  (n) => `${n.year}年共收到政府信息公开申请${n.received}件，上年结转${n.in}件，办结${n.done}件，结转下年度继续办理${n.out}件。`,
  (n) =>
    `全年新收政府信息公开申请${n.received}件（其中自然人${n.natural}件、法人或其他组织${n.received - n.natural}件），加上上年度结转的${n.in}件，已办理答复${n.done}件，其余${n.out}件结转至${n.year + 1}年。`,
  (n) => `共办理政府信息公开申请${n.received + n.in}件（含上年度结转${n.in}件），答复${n.done}件，另有${n.out}件顺延到下年度答复。`,
  (n) => `我局收到依申请公开${n.received}件，同比${n.received > 3 ? '增加' : '减少'}1件；答复${n.done}件，正在办理${n.out}件。`,
  (n) => `${n.year}年收到${n.received}件政府信息公开申请，涉及自然人${n.natural}件。上年结转${n.in}件。`,
  (n) =>
    `本年度受理申请${n.received}件，通过网上收到申请${Math.floor(n.received / 2)}件，信函收到申请${n.received - Math.floor(n.received / 2)}件。`,
]
interface Figures {
  readonly year: number
  readonly received: number
  readonly natural: number
  readonly in: number
  readonly out: number
  readonly done: number
}

const figures = fc
  .record({
    year: fc.integer({ min: 2021, max: 2026 }),
    natural: fc.integer({ min: 1, max: 400 }),
    companies: fc.integer({ min: 0, max: 90 }),
    in: fc.integer({ min: 0, max: 20 }),
    out: fc.integer({ min: 0, max: 1 }),
  })
  .map(({ year, natural, companies, in: carriedIn, out }) => ({
    year,
    natural,
    received: natural + companies,
    companies,
    in: carriedIn,
    out,
    done: natural + companies + carriedIn - out,
  }))

describe('comparing the text with the tables', () => {
  it('finds nothing in a true text, in any wording and with any figures', () => {
    fc.assert(
      fc.property(figures, fc.nat(wordings.length - 1), (n, which) => {
        const { findings } = checker.check({ report: reportOf(n, (wordings[which] as (n: Figures) => string)(n)) })
        expect(
          findings
            .filter(({ rule, severity }) => severity !== 'notice' && /^(?:NT|NI|T3|TP)/.test(rule))
            .map(({ rule, message }) => `${rule} ${message}`),
        ).toEqual([])
      }),
      { numRuns: 120 },
    )
  })

  it('always finds a received count that no way of counting gives', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 30, max: 200 }), (n, off) => {
        const { findings } = checker.check({ report: reportOf(n, `${n.year}年共收到政府信息公开申请${n.received + n.in + off}件。`) })
        expect(findings.map(({ rule }) => rule)).toContain('NT-001')
      }),
      { numRuns: 60 },
    )
  })
})

function reportOf(n: Figures & { companies: number }, text: string): ReturnType<typeof readReport> {
  const row = (natural: number, companies: number): number[] => [natural, companies, 0, 0, 0, 0, natural + companies]
  const patch = SamplePatch.parse({
    year: n.year,
    on_request: text,
    table3: {
      new_received: row(n.natural, n.companies),
      carried_in: row(n.in, 0),
      granted: row(n.natural + n.in - n.out, n.companies),
      carried_out: row(n.out, 0),
    },
  })
  return readReport(sampleDocument(reference, patch))
}

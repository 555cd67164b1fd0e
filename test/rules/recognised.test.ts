import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/model/document.ts'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { catalogue } from './catalogue-fixture.ts'
import { readReport, reference } from '../support/reference.ts'

/** Sums that do not hold, a placeholder left, a part left out. */
const wrong = SamplePatch.parse({
  table3: { new_received: [5, 1, 0, 0, 0, 0, 5], granted: [5, 1, 0, 0, 0, 0, 6] },
  on_request: '全年收到申请XX件。',
  omit: ['part5'],
})

/** The draft as if read from a picture: all of it, or the items that `which` accepts. */
function recognised(document: Document, which: (id: string) => boolean = () => true): Document {
  const mark = <Piece extends { readonly id: string }>(piece: Piece): Piece =>
    which(piece.id) ? { ...piece, confidence: 'recognised' } : piece
  const blocks = document.blocks.map((block) => (block.kind === 'table' ? { ...block, cells: block.cells.map(mark) } : mark(block)))
  return { ...document, blocks, notes: [...document.notes, { kind: 'recognised-text' }] }
}

const check = (document: Document) => catalogue.check({ report: readReport(document) })
const hard = (document: Document): string[] =>
  check(document)
    .findings.filter(({ severity }) => severity !== 'notice')
    .map(({ rule }) => rule)

describe('text read from a picture', () => {
  const draft = sampleDocument(reference, wrong)

  it('makes figures and missing parts unknown, and wording a notice that says so', () => {
    expect(hard(draft)).toEqual(expect.arrayContaining(['ST-001', 'WD-008']))
    expect(hard(draft).some((rule) => rule.startsWith('T3-'))).toBe(true)
    expect(hard(recognised(draft))).toEqual([])
    const { findings, unknown } = check(recognised(draft))
    const reasons = new Map(unknown.map(({ rule, reason }) => [rule, reason]))
    expect(reasons.get('T3-001')).toContain('recognised')
    expect(reasons.get('ST-001')).toContain('recognised')
    expect(findings.find(({ rule }) => rule === 'WD-008')?.message).toMatch(/（recognised）$/)
    expect(findings.flatMap(({ repairs }) => repairs)).toEqual([])
  })

  it('affects only itself if one line of a draft with a text layer is recognised', () => {
    const last = draft.blocks.findLast((block) => block.kind === 'paragraph')!.id
    expect(hard(recognised(draft, (id) => id === last))).toEqual(hard(draft))
  })

  it('raises nothing against this year’s report if it is last year’s', () => {
    const report = readReport(sampleDocument(reference, SamplePatch.parse({})))
    const against = (lastYear: Document) =>
      catalogue.check({ report, lastYear: readReport(lastYear) }).findings.filter(({ rule }) => rule.startsWith('CY-'))
    const before = sampleDocument(reference, SamplePatch.parse({ year: report.year! - 1, table3: { carried_out: [9, 9, 9, 9, 9, 9, 54] } }))
    expect(against(before)).not.toEqual([])
    expect(against(recognised(before))).toEqual([])
  })
})

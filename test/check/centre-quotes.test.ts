import { describe, expect, it } from 'vitest'
import { createChecker } from '../../src/check/check-report.ts'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { allPredicates } from '../../src/predicates/all-predicates.ts'
import { reference } from '../support/reference.ts'
import { say } from '../rules/catalogue-fixture.ts'

const { rules } = loadCatalogue('rules')
const checker = createChecker(rules, allPredicates, say, reference)
const find = (rule: string, given: object) =>
  checker.check({ report: checker.read(sampleDocument(reference, given as never)) }).findings.find((finding) => finding.rule === rule)

const LONG =
  '全年围绕中心工作和群众关切持续做好各类政府信息的发布、解读和回应，及时更新门户网站和政务新媒体的各个栏目，方便群众查找和使用，'

describe('the quotation of a place', () => {
  it('shows the words that it is about, however far back in the sentence they stand', () => {
    const place = find('WD-006', { on_request: `${LONG}1件因申请人预期不补正不再处理。` })!.where[0]!
    expect(place.quote).toContain('预期不补正')
    expect(place.quote!.slice(place.focus!.start, place.focus!.end)).toBe('预期')
  })

  it('quotes a number of the text, not the start of its sentence', () => {
    const place = find('NT-004', { on_request: `${LONG}予以公开7件。`, table3: { new_received: 5, granted: 5 } })?.where.find(
      ({ cell }) => !cell,
    )
    expect(place?.quote).toContain('予以公开7件')
  })

  it('shows the clause of a number, not a number of the clause before it', () => {
    const place = find('NT-004', {
      on_request: '对依申请公开的5类事项逐件登记并按月通报，全年予以公开政府信息公开申请7件。',
      table3: { new_received: 5, granted: 5 },
    })?.where.find(({ cell }) => !cell)
    expect(place?.quote).toContain('予以公开政府信息公开申请7件')
    expect(place?.quote).not.toContain('5类')
  })

  it('never shows more of a person than was masked', () => {
    const place = find('PS-001', { on_request: '申请人李建国（身份证号110101199003070118）申请公开批复。' })!.where[0]!
    expect(place.quote).not.toContain('李建国')
    expect(place.quote).not.toContain('19900307')
  })
})

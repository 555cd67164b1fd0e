import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { docxFromDocument } from '../../src/export/docx-from-document.ts'
import type { Block, Document, Table } from '../../src/model/document.ts'
import { checklist, finding, options } from './support/checklists.ts'
import { readDocx } from './support/read-docx.ts'

const TABLE: Table = {
  kind: 'table',
  id: 't1',
  rows: 3,
  columns: 3,
  cells: [
    { id: 't1.0.0', row: 0, column: 0, rowSpan: 2, columnSpan: 1, text: '三、\n结果' },
    { id: 't1.0.1', row: 0, column: 1, rowSpan: 1, columnSpan: 2, text: '申请人' },
    { id: 't1.1.1', row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '3' },
    { id: 't1.1.2', row: 1, column: 2, rowSpan: 1, columnSpan: 1, text: '' },
    { id: 't1.2.0', row: 2, column: 0, rowSpan: 1, columnSpan: 1, text: '预期不补正' },
    { id: 't1.2.1', row: 2, column: 1, rowSpan: 1, columnSpan: 1, text: '0' },
    { id: 't1.2.2', row: 2, column: 2, rowSpan: 1, columnSpan: 1, text: '0' },
  ],
}

function documentOf(blocks: readonly Block[]): Document {
  return { format: 'txt', blocks, aside: [], marks: [], notes: [] }
}

const draft = documentOf([
  { kind: 'paragraph', id: 'p1', text: '某县水利局2025年政府信息公开工作年度报告' },
  { kind: 'paragraph', id: 'p2', text: '三、收到和处理情况', level: 1 },
  { kind: 'paragraph', id: 'p3', text: '共收到<申请>&“3”件\t其中0件' },
  TABLE,
])

function repair(anchor: string, start: number, before: string, after: string) {
  return finding({
    fingerprint: `${anchor}${start}${after}`,
    where: [{ label: '', anchor }],
    repairs: [{ anchor, start, end: start + before.length, before, after }],
  })
}

describe('a docx made from the text of a draft', () => {
  it('holds the text, the merged cells and comments on exactly the words and the cell', () => {
    const list = checklist([
      finding({ where: [{ label: '正文', anchor: 'p3', start: 3, end: 8 }] }),
      finding({
        where: [
          { label: '表三', anchor: 't1.2.0', start: 0, end: 2 },
          { label: '表三空格', anchor: 't1.1.2' },
        ],
      }),
      finding({ where: [{ label: '表三行名', anchor: 't1.0.0' }] }),
    ])
    const read = readDocx(docxFromDocument(draft, list, options))
    expect(read.accepted.filter(Boolean)).toEqual([
      '某县水利局2025年政府信息公开工作年度报告',
      '三、收到和处理情况',
      '共收到<申请>&“3”件\t其中0件',
      '三、',
      '结果',
      '申请人',
      '3',
      '预期不补正',
      '0',
      '0',
    ])
    expect([...read.ranges.values()].toSorted()).toEqual(['', '<申请>&', '三、\n结果', '预期'].toSorted())
    expect(read.comments.size).toBe(4)
    expect([...read.comments.keys()].toSorted()).toEqual(read.references.toSorted())
    expect([...read.comments.values()].every((one) => one.author === '年报核校')).toBe(true)
    expect(read.document).toContain('<w:gridSpan w:val="2"/>')
    expect(read.document.match(/<w:vMerge/g)).toHaveLength(2)
  })

  it('has headings even if the source format has none', () => {
    const lines = ['某县水利局', '2025年政府信息公开工作年度报告', '一、总体情况', '（一）主动公开情况', '（二）依申请公开。全年收到3件。']
    const bytes = docxFromDocument(
      documentOf(lines.map((text, index): Block => ({ kind: 'paragraph', id: `p${index + 1}`, text }))),
      checklist([]),
      options,
    )
    expect(
      [...readDocx(bytes).document.matchAll(/<w:p>(?:<w:pPr><w:pStyle w:val="(\w+)"\/><\/w:pPr>)?<w:r>/g)].map((one) => one[1]),
    ).toEqual(['Title', 'Title', 'Heading1', 'Heading2', undefined])
  })

  it('says what, why, fix and rule in the comment', () => {
    const list = checklist([
      finding({ where: [{ label: '表三', anchor: 't1.2.0' }], consequences: [{ rule: 'T3-002', message: '合计也不平' }] }),
    ])
    const [comment] = readDocx(docxFromDocument(draft, list, options)).comments.values()
    expect(comment?.lines).toEqual([
      '【必改】第1条　行名错字（TF-001）',
      '“预期”应为“逾期”',
      '现值：预期　应为：逾期',
      '为什么：格式附件用“逾期”。',
      '怎么改：照格式附件改。',
      '依据：国办公开办函〔2021〕30号表三',
      '同一原因还使：合计也不平（T3-002）',
    ])
  })

  it('puts a comment on something missing at the heading of its part, else at the title', () => {
    const list = checklist([
      finding({ where: [{ label: '第三部分 表三', anchor: null }] }),
      finding({ where: [{ label: '全文', anchor: null }], fingerprint: 'x' }),
      finding({ where: [{ label: '落款', anchor: null }], fingerprint: 'y' }),
    ])
    const read = readDocx(
      docxFromDocument(
        {
          ...draft,
          blocks: draft.blocks.map((one) => (one.id === 'p2' ? { ...one, text: '三、收到和处理政府信息公开申请情况' } : one)) as Block[],
        },
        list,
        options,
      ),
    )
    expect([...read.ranges.values()].toSorted()).toEqual(
      ['三、收到和处理政府信息公开申请情况', '某县水利局2025年政府信息公开工作年度报告', '共收到<申请>&“3”件\t其中0件'].toSorted(),
    )
    expect([...read.comments.values()][0]?.lines.join('')).toContain('稿中没有可以对应的文字')
  })

  it('corrects a wording as a tracked change and says so; rejecting it restores the draft', () => {
    const repairs = [{ anchor: 't1.2.0', start: 0, end: 2, before: '预期', after: '逾期' }]
    const list = checklist([finding({ where: [{ label: '表三', anchor: 't1.2.0', start: 0, end: 2 }], repairs })])
    const read = readDocx(docxFromDocument(draft, list, options))
    expect(read.accepted).toContain('逾期不补正')
    expect(read.refused).toContain('预期不补正')
    expect([...read.comments.values()][0]?.lines.at(-1)).toContain('已用修订标在原处')
    const plain = readDocx(docxFromDocument(draft, list, { ...options, repairs: false }))
    expect(plain.document).not.toMatch(/<w:(ins|del) /)
  })

  it('never changes a figure, a place that has changed, or a place twice', () => {
    const figures = [
      repair('t1.1.1', 0, '3', '4'),
      repair('p3', 9, '3”件', '4”件'),
      repair('p3', 15, '0件', '1件'),
      repair('t1.2.0', 0, '逾期', '预期'),
    ]
    expect(readDocx(docxFromDocument(draft, checklist(figures), options)).document).not.toMatch(/<w:(ins|del) /)
    const twice = [repair('t1.2.0', 0, '预期不', '逾期不'), repair('t1.2.0', 0, '预期', '豫期')]
    expect(readDocx(docxFromDocument(draft, checklist(twice), options)).accepted).toContain('逾期不补正')
  })

  it('puts every comment on the given words and changes nothing else, for any words and ranges', () => {
    const text = fc.string({ unit: fc.constantFrom('政', '府', '3', '&', '<', '"', ' ', '\t', '\n', '𠮷', "'"), maxLength: 12 })
    const place = fc.record({ block: fc.nat(4), from: fc.nat(14), length: fc.nat(14) })
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 5, maxLength: 5 }),
        fc.array(place, { maxLength: 8 }),
        fc.array(fc.record({ at: place, after: text }), { maxLength: 4 }),
        (texts, places, repairs) => {
          const blocks: Block[] = texts.map((one, index) => ({ kind: 'paragraph', id: `p${index + 1}`, text: one }))
          const at = (one: (typeof places)[number]) => {
            const words = texts[one.block] ?? ''
            const edge = (index: number) => (/[\udc00-\udfff]/.test(words.charAt(index)) ? index - 1 : Math.min(index, words.length))
            const start = edge(one.from)
            return { anchor: `p${one.block + 1}`, start, end: Math.max(start, edge(one.from + one.length)), words }
          }
          const findings = [
            ...places.map((one, index) => finding({ fingerprint: `a${index}`, where: [{ label: '', ...at(one) }] })),
            ...repairs.map((one, index) => {
              const where = at(one.at)
              return finding({
                fingerprint: `r${index}`,
                where: [{ label: '', ...where }],
                repairs: [{ ...where, before: where.words.slice(where.start, where.end), after: one.after }],
              })
            }),
          ]
          const read = readDocx(docxFromDocument(documentOf(blocks), checklist(findings), options))
          expect(read.comments.size).toBe(findings.length)
          expect(read.references.length).toBe(findings.length)
          expect(read.refused.join('¶')).toBe(texts.join('¶'))
          const plain = readDocx(
            docxFromDocument(documentOf(blocks), checklist(findings.slice(0, places.length)), { ...options, repairs: false }),
          )
          for (const [index, one] of places.entries()) {
            const { words, start, end } = at(one)
            const id = [...plain.comments.keys()][index] ?? ''
            expect(plain.ranges.get(id)).toBe(start < end ? words.slice(start, end) : words)
          }
        },
      ),
      { numRuns: 200, seed: 9 },
    )
  })
})

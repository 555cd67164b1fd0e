import * as fc from 'fast-check'
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { drawMarkedDraft } from '../../src/export/marked-draft.ts'
import { splitMarks } from '../../src/export/split-marks.ts'
import { loadWords } from '../../src/host/load-words.ts'
import type { Block, Document, Table } from '../../src/model/document.ts'
import type { Finding } from '../../src/model/finding.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { MarkedView } from '../../src/platforms/web/marked-view.tsx'
import { renderPart } from '../../src/platforms/web/page-shell.tsx'
import { checklist, finding } from './support/checklists.ts'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

const words = loadWords('prompts-templates')

function render(document: Document, findings: readonly Finding[], previousDocument?: Document) {
  const list = checklist(findings, { version: 2 })
  const draft = drawMarkedDraft(document, list, previousDocument ?? null, (key, values) => words.plain(`marked.${key}`, values))
  const html = renderPart(
    createLink(),
    words,
    <MarkedView
      checklist={list}
      draft={draft.html}
      places={draft.places}
      compared={previousDocument !== undefined}
      compareHref="?before=1"
      singleHref="?"
    />,
  )
  const elements: Element[] = []
  const visit = (node: Node) => {
    if ('tagName' in node) elements.push(node)
    if ('childNodes' in node) for (const child of node.childNodes) visit(child)
  }
  visit(parseFragment(html))
  return { html, elements }
}

const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value
const classes = (element: Element) => (attribute(element, 'class') ?? '').split(' ')

/** The text of an element without the numbers that link to the checklist. */
function textOf(node: Node): string {
  if ('value' in node) return node.value
  if ('tagName' in node && classes(node).includes('ref')) return ''
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

function draft(blocks: readonly Block[]): Document {
  return { format: 'docx', blocks, aside: [], marks: [], notes: [] }
}

const TABLE: Table = {
  kind: 'table',
  id: 't1',
  rows: 2,
  columns: 3,
  cells: [
    { id: 't1.0.0', row: 0, column: 0, rowSpan: 2, columnSpan: 1, text: '结果' },
    { id: 't1.0.1', row: 0, column: 1, rowSpan: 1, columnSpan: 2, text: '预期不补正' },
    { id: 't1.1.1', row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '' },
  ],
}
const paragraph = (id: string, text: string, level?: number): Block => ({ kind: 'paragraph', id, text, ...(level ? { level } : {}) })

describe('the marked view', () => {
  it('shows text and merged cells as read and marks findings in place, also overlapping ones and an empty cell', () => {
    const { html, elements } = render(draft([paragraph('p1', '一、总体情况', 1), paragraph('p2', '共收到申请3件'), TABLE]), [
      finding({ where: [{ label: '', anchor: 'p2', start: 1, end: 5 }] }),
      finding({
        severity: 'warning',
        fingerprint: 'b',
        where: [
          { label: '', anchor: 'p2', start: 3, end: 7 },
          { label: '', anchor: 't1.1.1' },
        ],
      }),
      finding({ severity: 'notice', fingerprint: 'c', where: [{ label: '', anchor: null }] }),
    ])
    expect(elements.filter((one) => one.tagName === 'mark').map((one) => [classes(one)[0], textOf(one)])).toEqual([
      ['error', '收到'],
      ['error', '申请'],
      ['warning', '3件'],
      ['warning', ''],
    ])
    const cells = elements.filter((one) => one.tagName === 'td')
    expect(cells.map((one) => [attribute(one, 'rowspan'), attribute(one, 'colspan'), textOf(one)])).toEqual([
      ['2', undefined, '结果'],
      [undefined, '2', '预期不补正'],
      [undefined, undefined, ''],
      [undefined, undefined, ''],
    ])
    expect(classes(cells[2] as Element)).toEqual(expect.arrayContaining(['marked', 'warning']))
    expect(elements.some((one) => one.tagName === 'h3' && textOf(one) === '一、总体情况')).toBe(true)
    expect(html).toContain('稿中没有对应的文字')
  })

  it('finds a place in a line that the report reader split', () => {
    const { elements } = render(draft([paragraph('p1', '一、总体情况全年收到3件')]), [
      finding({ where: [{ label: '', anchor: 'p1@6', start: 2, end: 4 }] }),
    ])
    expect(elements.filter((one) => one.tagName === 'mark').map(textOf)).toEqual(['收到'])
  })

  it('links each place and its item both ways, with unique ids', () => {
    const { elements } = render(draft([paragraph('p2', '共收到申请3件'), TABLE]), [
      finding({
        where: [
          { label: '', anchor: 'p2', start: 1, end: 5 },
          { label: '', anchor: 't1' },
          { label: '', anchor: 'p2', start: 1, end: 3 },
        ],
      }),
      finding({ fingerprint: 'b', where: [{ label: '', anchor: 't1.1.1' }] }),
    ])
    const ids = elements.map((one) => attribute(one, 'id')).filter((id) => id !== undefined)
    expect(new Set(ids).size).toBe(ids.length)
    const links = elements.filter((one) => one.tagName === 'a').map((one) => attribute(one, 'href') ?? '')
    for (const link of links.filter((one) => one.startsWith('#'))) expect(ids).toContain(link.slice(1))
    expect(links.filter((one) => one.startsWith('#at-'))).toEqual(['#at-1-1', '#at-1-2', '#at-1-3', '#at-2-1'])
    expect(links).toEqual(expect.arrayContaining(['#item-1', '#item-2']))
  })

  it('shows words of a draft as literal text and contains no script', () => {
    const evil = '<img src=x onerror=alert(1)><script>1</script>"\'&amp;'
    const { html, elements } = render(
      draft([paragraph('p1', evil)]),
      [finding({ title: evil, message: evil, where: [{ label: evil, anchor: 'p1', start: 3, end: 9 }] })],
      draft([paragraph('p1', `${evil}2`)]),
    )
    expect(elements.some((one) => one.tagName === 'img' || one.tagName === 'script')).toBe(false)
    expect(elements.flatMap((one) => one.attrs).some(({ name }) => name.startsWith('on') || name === 'style')).toBe(false)
    expect(html).toContain('&lt;script&gt;')
  })

  it('keeps every character for any overlapping ranges', () => {
    const ranges = fc.array(
      fc.record({ start: fc.integer({ min: -2, max: 14 }), end: fc.integer({ min: -2, max: 14 }), value: fc.nat(3) }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), ranges, (text, marks) => {
        const pieces = splitMarks(text, marks)
        expect(pieces.map((one) => one.text).join('')).toBe(text)
        expect(pieces.flatMap((one) => one.starts).length).toBe(marks.length)
      }),
    )
  })

  it('shows the previous version beside it with removed and new text, row by row', () => {
    const before = draft([
      paragraph('p1', '标题'),
      paragraph('p2', '全年共收到申请12件，已办结。'),
      paragraph('p3', '整段删去的内容在这里'),
      TABLE,
    ])
    const after = draft([
      paragraph('p1', '标题'),
      paragraph('p2', '全年共收到申请13件，均已办结。'),
      paragraph('p3', '这是新写的另一段话'),
      {
        ...TABLE,
        rows: 3,
        cells: [
          ...TABLE.cells.slice(0, 2),
          { id: 't1.1.1', row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '新行' },
          { id: 't1.2.1', row: 2, column: 1, rowSpan: 1, columnSpan: 1, text: '' },
        ],
      },
    ])
    const { elements } = render(after, [finding({ where: [{ label: '', anchor: 'p2', start: 7, end: 10 }] })], before)
    const texts = (tag: string) => elements.filter((one) => one.tagName === tag).map(textOf)
    expect(texts('del')).toEqual(['12', '整段删去的内容在这里'])
    expect(texts('ins')).toEqual(['13', '均', '这是新写的另一段话', '新行'])
    expect(
      elements
        .filter((one) => one.tagName === 'mark')
        .map(textOf)
        .join(''),
    ).toBe('13件')
    expect(elements.filter((one) => classes(one).includes('same')).length).toBe(2)
  })

  it('says so if both versions are the same', () => {
    const one = draft([paragraph('p1', '标题')])
    expect(render(one, [], one).html).toContain('两稿相同')
  })
})

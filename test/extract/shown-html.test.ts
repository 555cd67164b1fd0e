// Only what a reader of a web page sees is its text: kinds of text that is not shown, and values that are drawn.
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import type { Cell, Document, Table } from '../../src/model/document.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function read(html: string, name = 'page.html'): Promise<Document> {
  const extraction = await extractDocument(bytesOf(html), name, defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}

const page = (inner: string, css = '', cell = '') =>
  `<html><head><style>${css}</style></head><body><p>一、总体情况</p><table><tr><td>予以公开</td><td>${cell}</td><td>19</td></tr><tr><td>合计</td><td>1</td><td>2</td></tr></table>${inner}</body></html>`
const tablesOf = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')
const cellsOf = (document: Document): readonly Cell[] => tablesOf(document)[0]!.cells

async function cell(inner: string, css = '') {
  const document = await read(page('', css, inner))
  const { text, confidence } = cellsOf(document)[1]!
  return { text, confidence, marks: document.marks.map(({ kind, anchor, text: words }) => [kind, anchor, words]) }
}

describe('text of a cell that is not shown', () => {
  it.each([
    ['the attribute', '<i hidden>9</i>11', ''],
    ['no display', '<i class=h>9</i>11', '.h{display:none}'],
    ['no visibility', '<i style="visibility:hidden">9</i>11', ''],
    ['no opacity', '<i style="opacity:0">9</i>11', ''],
    ['no size', '<i style="font-size:0">9</i>11', ''],
    ['a size of a pixel', '<i style="font-size:1px">9</i>11', ''],
    ['white on paper', '<font color="#FEFEFE">9</font>11', ''],
    ['white by name', '<i class=w>9</i>11', '.w{color:white}'],
    ['dark on dark', '<b style="background:#003366"><i style="color:#013367">9</i></b>11', ''],
    ['no colour', '<i style="color:transparent">9</i>11', ''],
    ['outside the window', '<i style="position:absolute;left:-9999px">9</i>11', ''],
    ['an indent out of the window', '<i style="display:block;text-indent:-999em">9</i>11', ''],
    ['cut away', '<i class=sr>9</i>11', '.sr{position:absolute;clip:rect(1px,1px,1px,1px)}'],
    ['cut away by a path', '<i style="clip-path:inset(100%)">9</i>11', ''],
    ['no height', '<i style="display:block;max-height:0;overflow:hidden">9</i>11', ''],
    ['scaled to nothing', '<i style="display:block;transform:scale(0)">9</i>11', ''],
    ['closed details', '<details><summary>11</summary>9</details>', ''],
    ['the screen alone', '<i class=s>9</i>11', '@media screen and (min-width: 768px){.s{display:none}}'],
    ['an id over a class', '<i class=h id=q>9</i>11', '#q{display:none} i.h{display:inline}'],
    ['importance over an id', '<i class=h id=q>9</i>11', '.h{display:none!important} #q{display:inline}'],
    ['a custom property', '<i class=v>9</i>11', ':root{--c:#fff} .v{color:var(--c)}'],
    ['a rule in a rule', '<i class=n>9</i>11', 'td{& .n{display:none}}'],
    ['a fill of letters', '<i style="-webkit-text-fill-color:transparent">9</i>11', ''],
    ['a colour by hue', '<i style="color:hsl(0,0%,100%)">9</i>11', ''],
    ['a filter', '<i style="filter:opacity(0)">9</i>11', ''],
    ['moved out of the window', '<i style="display:inline-block;transform:translateX(-9999px)">9</i>11', ''],
    ['a path without room', '<i style="clip-path:polygon(0 0,0 0,0 0)">9</i>11', ''],
    ['a child of an attribute', '<b data-old=1><i>9</i></b>11', 'td [data-old] > i{display:none}'],
  ])('%s', async (_, inner, css) => {
    expect(await cell(inner, css)).toEqual({ text: '11', confidence: undefined, marks: [['hidden-text', 't1.0.1', '9']] })
  })

  it.each([
    ['print', '@media print{.v{display:none}}'],
    ['telephones', '@media (max-width:600px){.v{display:none}}'],
    ['a rule that loses', '.v{display:none} i.v{display:inline}'],
    ['another class', '.w{display:none}'],
    ['white letters on a dark ground', 'td{background-color:#036} .v{color:#fff}'],
    ['white letters on a picture', 'td{background:url(a.png)} .v{color:#fff}'],
    ['a pointer', '.v:hover{display:none}'],
    ['a child that is visible again', 'td:has(.v){visibility:hidden} td > i{visibility:visible!important} .v{visibility:hidden}'],
  ])('is shown: %s', async (_, css) => {
    expect(await cell('<i class=v>11</i>', css)).toEqual({ text: '11', confidence: undefined, marks: [] })
  })

  it.each([
    ['s', '<s>9</s>11'],
    ['strike', '<strike>9</strike>11'],
    ['a line through', '<span style="text-decoration: line-through double red">9</span>11'],
    ['a line around another element', '<u style="text-decoration-line:line-through"><b>9</b></u>11'],
  ])('struck out: %s', async (_, inner) => {
    expect(await cell(inner)).toEqual({ text: '11', confidence: undefined, marks: [['struck-text', 't1.0.1', '9']] })
  })

  it('leaves a cell blank whose whole content is struck out, and tells of it once', async () => {
    expect(await cell('<s>1</s><b><s>1</s></b>')).toEqual({ text: '', confidence: undefined, marks: [['struck-text', 't1.0.1', '1 1']] })
  })

  it('keeps the columns when a cell has no visible text', async () => {
    const document = await read(page('', 'td:nth-child(2){visibility:hidden}', '9'))
    expect(cellsOf(document).map(({ column, text }) => [column, text])).toEqual([
      [0, '予以公开'],
      [1, ''],
      [2, '19'],
      [0, '合计'],
      [1, ''],
      [2, '2'],
    ])
  })
})

describe('raised and lowered text', () => {
  it.each([
    '11<sup>1</sup>',
    '11<sup>[1]</sup>',
    '11<span style="vertical-align:super">①</span>',
    '11<sub>2</sub>',
    '11<i style="vertical-align:5px">2</i>',
    '11<a href="#fn1">1</a>',
    '11①',
    '11²',
  ])('is a mark behind a number: %s', async (inner) => {
    const { text, marks } = await cell(inner)
    expect([text, marks.map(([kind]) => kind)]).toEqual(['11', ['raised-text']])
  })

  it('stays in units and formulas of a text', async () => {
    const document = await read(page('<p>占地12m<sup>2</sup>，H<sub>2</sub>O，收到申请46<sup>3</sup>件。</p>'))
    expect(document.blocks.at(-1)).toMatchObject({ text: '占地12m2，H2O，收到申请46件。' })
  })
})

describe('values that are drawn and not written', () => {
  it.each([
    ['<input value="11" readonly>', '11'],
    ['<input type=number value=11>', '11'],
    ['<textarea> 11 </textarea>', '11'],
    ['<select><option>9<option selected>11</select>', '11'],
    ['<select><option>11<option>9</select>', '11'],
    ['<input type=hidden value=9>11', '11'],
    ['11<button>改</button>', '11'],
    ['<svg><text>11</text></svg>', '11'],
    ['<math><mn>11</mn></math>', '11'],
    ['<i class=n></i>', '11'],
    ['<i class=a data-v=11></i>', '11'],
    ['<ruby>11<rt>shiyi</rt></ruby>', '11'],
    ['1<wbr>1', '11'],
    ['1&shy;1&#8203;', '11'],
  ])('reads %s', async (inner, text) => {
    const css = '.n::before{content:"11"} .a:after{content:attr(data-v)}'
    expect(await cell(inner, css)).toEqual({ text, confidence: undefined, marks: [] })
  })

  it.each([
    '<img src=a.png>',
    '<img src=a.png width=20 height=9>',
    '<svg><path d="M0 0"/></svg>',
    '<canvas></canvas>',
    '<input>',
    '①',
    '1<img src=a.png>',
    '<font face=Wingdings>11</font>',
    '<i style="background:url(n.png)"></i>',
  ])('is unreadable, not blank: %s', async (inner) => {
    expect((await cell(inner)).confidence).toBe('unreadable')
  })

  it('is blank where the cell is known to hold nothing', async () => {
    for (const inner of ['', '&nbsp;', '<input value="">', '<img src=spacer.gif width=1 height=1>'])
      expect(await cell(inner)).toEqual({ text: '', confidence: undefined, marks: [] })
  })
})

const INNER = '<table><tr><td>收到</td><td>46</td></tr><tr><td>答复</td><td>47</td></tr></table>'
const escaped = INNER.replaceAll('<', '&lt;')

describe('pages within pages', () => {
  it.each([
    ['its own source', `<iframe srcdoc="${escaped}"></iframe>`],
    ['an address that is the page', `<iframe src="data:text/html;charset=utf-8,${encodeURIComponent(INNER)}"></iframe>`],
    ['a shadow root', `<div><template shadowrootmode="open"><style>b{display:none}</style><b>9</b>${INNER}</template></div>`],
    ['a slot', `<x-a><template shadowrootmode="open"><p><slot></slot></p></template>${INNER}</x-a>`],
    ['a table around it', `<table><tr><td>${INNER}</td></tr></table>`],
  ])('reads %s', async (_, inner) => {
    const document = await read(page(inner))
    expect(tablesOf(document).map(({ cells }) => cells.map(({ text }) => text).join())).toEqual([
      '予以公开,,19,合计,1,2',
      '收到,46,答复,47',
    ])
    expect(document.notes).toEqual([])
  })

  it.each([
    ['frame', '<iframe src="table.html"></iframe><iframe src="other.html"></iframe>'],
    ['script-built', `<script>t.innerHTML=${JSON.stringify(INNER)}</script>`],
    ['script-built', `<script>var d="${'收到和处理政府信息公开申请情况'.repeat(40)}"</script>`],
    ['embedded-document', '<object data="report.pdf"></object>'],
  ])('tells once that a part was not read: %s', async (part, inner) => {
    const text = `<p>${'本年度主动公开政府信息一百余条。'.repeat(30)}</p>`
    expect((await read(page(text + inner))).notes).toEqual([{ kind: 'unread-part', part }])
  })

  it('passes over frames that nobody sees, and scripts that write nothing of the page', async () => {
    const text = `<p>${'本年度主动公开政府信息一百余条。'.repeat(30)}</p>`
    const document = await read(page(`${text}<iframe src=c.html width=0></iframe><script>/* 统计 */ count("访问量")</script>`))
    expect(document.notes).toEqual([])
  })

  it('stops at frames within frames without end', async () => {
    let nested = INNER
    for (let depth = 0; depth < 9; depth++)
      nested = `<iframe srcdoc="${nested.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`
    expect((await read(page(nested))).notes).toEqual([{ kind: 'unread-part', part: 'frame' }])
  })
})

describe('pages that scripts show and pages for other screens', () => {
  it.each(['<div id="js_content" style="visibility: hidden; opacity: 0;">', '<div style="display:none">'])('reads %s', async (open) => {
    const text = `<p>${'本年度主动公开政府信息一百余条。'.repeat(30)}</p>`
    const document = await read(`<html><body><h1>年度报告</h1>${open}${text}${INNER}</div></body></html>`)
    expect(tablesOf(document)).toHaveLength(1)
    expect(document.marks).toEqual([])
  })

  it('reads the page of a desk screen once', async () => {
    const css = '.wap{display:none}@media (max-width:768px){.pc{display:none}.wap{display:block}}'
    const document = await read(page(`<div class=pc>${INNER}</div><div class=wap>${INNER}</div>`, css))
    expect(tablesOf(document)).toHaveLength(2)
  })

  it('makes one cell of what a converter repeated over a merged one', async () => {
    const row = (...cells: string[]) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`
    const rows =
      row('信息内容', '本年处理决定数量', '本年处理决定数量', '本年处理决定数量') +
      row('行政许可', '7', '7', '7') +
      row('其中', '1', '1', '2')
    const [, table] = tablesOf(await read(page(`<table>${rows}</table>`)))
    expect(table!.cells.map(({ text, columnSpan }) => [text, columnSpan])).toEqual([
      ['信息内容', 1],
      ['本年处理决定数量', 3],
      ['行政许可', 1],
      ['7', 3],
      ['其中', 1],
      ['1', 1],
      ['1', 1],
      ['2', 1],
    ])
  })
})

describe('a page saved in one file', () => {
  it('is read with its frames and style sheets', async () => {
    const part = (type: string, id: string, place: string, text: string) =>
      `--B\r\nContent-Type: ${type}; charset=utf-8\r\nContent-ID: <${id}>\r\nContent-Location: ${place}\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64')}\r\n`
    const main = `<html><head><link rel=stylesheet href="cid:s1"><link rel=stylesheet href="http://a/two.css"></head><body><p>一、<i class=x>旧</i><i class=y>废</i>总体情况</p><iframe src="cid:f2"></iframe></body></html>`
    const parts = [
      part('text/html', 'f1', 'http://a/', main),
      part('text/html', 'f2', 'http://a/f', INNER),
      part('text/css', 's1', 'cid:s1', '.x{display:none}'),
      part('text/css', 's2', 'http://a/two.css', '.y{display:none}'),
    ]
    const head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
    const document = await read(`${head}${parts.join('')}--B--\r\n`, 'page.mht')
    expect(document.blocks[0]).toMatchObject({ text: '一、总体情况' })
    expect(tablesOf(document)).toHaveLength(1)
    expect(document.notes).toEqual([])
  })
})

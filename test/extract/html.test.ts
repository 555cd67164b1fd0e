import { describe, expect, it } from 'vitest'
import type { Document, Table } from '../../src/model/document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'

async function read(html: string | Uint8Array): Promise<Document> {
  const bytes = typeof html === 'string' ? new TextEncoder().encode(html) : html
  const extraction = await extractDocument(bytes, 'page.html', defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}
const lines = (document: Document) => document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
const tables = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')
const aside = (document: Document) => document.aside.map((one) => one.text).join('\n')

const prose = (about: string) =>
  `${about}，我单位坚持以公开为常态、不公开为例外，全年主动公开政府信息一百余条，办理政府信息公开申请若干件，均按时答复。`.repeat(3)
const COUNTS = '<table border="1"><tr><td>行政许可</td><td>12</td><td>3</td></tr><tr><td>行政处罚</td><td>0</td><td>7</td></tr></table>'
const report = `<p>一、总体情况</p><p>${prose('本年度')}</p><p>二、主动公开政府信息情况</p>${COUNTS}<p>五、存在的主要问题</p><p>${prose('下一步')}</p>`
const menu = `<div class="nav"><ul>${['首页', '政务公开', '办事服务', '互动交流'].map((name) => `<li><a href="/${name}">${name}</a></li>`).join('')}</ul></div>`
const FOOTER =
  '<div class="footer"><p>主办单位：某市人民政府办公室　版权所有　备案号：鲁ICP备00000000号</p><p>联系电话：0000-0000000</p></div>'

describe('a saved page of a government site', () => {
  it('reads the report as the body and keeps the site around it apart', async () => {
    const page = `<html><head><title>某市水务局2024年政府信息公开工作年度报告_某市人民政府</title><script>var 公开=1</script></head><body>${menu}<div class="crumbs">当前位置：<a>首页</a> > 年报</div><div class="wrap"><div class="article">${report}</div></div>${FOOTER}</body></html>`
    const document = await read(page)
    expect(lines(document)[0]).toBe('一、总体情况')
    expect(lines(document)).toHaveLength(5)
    expect(tables(document)).toHaveLength(1)
    expect(aside(document)).toContain('备案号')
    expect(aside(document)).toContain('政务公开')
    expect(aside(document)).not.toContain('var')
  })

  it('puts a headline outside the element of the report before it, once', async () => {
    const title = '某市水务局2024年政府信息公开工作年度报告'
    const page = (inside: string) =>
      `<html><head><title>${title}</title></head><body>${menu}<div class="head-title"><h1>${title}</h1><span>发布日期：2025-01-20</span></div><div id="zoom">${inside}${report}</div>${FOOTER}</body></html>`
    expect(lines(await read(page(''))).slice(0, 2)).toEqual([title, '一、总体情况'])
    expect(lines(await read(page(`<p>${title}</p>`))).slice(0, 2)).toEqual([title, '一、总体情况'])
  })

  it('distinguishes layout tables from data tables', async () => {
    const page = `<html><body><table><tr><td>${menu}</td></tr><tr><td><table><tr><td width="10"></td><td>${report}</td></tr></table></td></tr><tr><td>${FOOTER}</td></tr></table></body></html>`
    const document = await read(page)
    expect(lines(document)).toHaveLength(5)
    expect(tables(document).map((table) => table.cells.map((cell) => cell.text))).toEqual([['行政许可', '12', '3', '行政处罚', '0', '7']])
  })

  it('keeps the text of a short report that is mostly one table', async () => {
    const document = await read(
      `<html><body>${menu}<div><p>总体情况：全年无申请。</p><div class="table-box">${COUNTS}</div><p>特此报告。</p></div></body></html>`,
    )
    expect(lines(document)).toEqual(expect.arrayContaining(['总体情况：全年无申请。', '特此报告。']))
    expect(tables(document)).toHaveLength(1)
  })
})

describe('lines, cells and levels', () => {
  it('folds blanks as browsers do, and adds none at a line break inside Chinese text', async () => {
    expect(lines(await read('<p>　　政府信息\n   公开&nbsp;2024\n年 共\t 3  件<br>第二行</p>'))).toEqual([
      '　　政府信息公开\u00a02024年 共 3 件',
      '第二行',
    ])
  })

  it('reads levels of headings and numbers of lists', async () => {
    const document = await read(
      '<h1>年报</h1><h2>总体情况</h2><ol><li>甲</li><li><p>乙</p></li></ol><ol type="A" start="3"><li>丙</li></ol><ul><li>丁</li></ul>',
    )
    expect(document.blocks.map((block) => (block.kind === 'paragraph' ? [block.level, block.text] : []))).toEqual([
      [1, '年报'],
      [2, '总体情况'],
      [undefined, '1.甲'],
      [undefined, '2.乙'],
      [undefined, 'C.丙'],
      [undefined, '丁'],
    ])
  })

  it('reads rowspan and colspan, also wrong ones, a caption, a foot, and cells of several lines', async () => {
    const html =
      '<table><caption>表三</caption><tfoot><tr><td>总计</td><td>3</td><td>4</td></tr></tfoot><tr><td rowspan="0">三、<br>本年度</td><td colspan="2"><p>宽</p></td></tr><tr><td>1</td><td>2</td></tr></table>'
    const document = await read(html)
    expect(lines(document)).toEqual(['表三'])
    expect(tables(document)[0]!.cells.map(({ id, rowSpan, columnSpan, text }) => [id, rowSpan, columnSpan, text])).toEqual([
      ['t1.0.0', 3, 1, '三、\n本年度'],
      ['t1.0.1', 1, 2, '宽'],
      ['t1.1.1', 1, 1, '1'],
      ['t1.1.2', 1, 1, '2'],
      ['t1.2.1', 1, 1, '总计'],
      ['t1.2.2', 1, 1, '3'],
      ['t1.2.3', 1, 1, '4'],
    ])
  })

  it('reads a table within a cell', async () => {
    const document = await read(
      '<table><tr><td>甲</td><td>乙<table><tr><td>1</td><td>2</td></tr></table></td><td>丙</td></tr><tr><td>3</td><td>4</td><td>5</td></tr></table>',
    )
    expect(tables(document).map(({ id, within, cells }) => [id, within, cells.length])).toEqual([
      ['t1', undefined, 6],
      ['t2', 't1.0.1', 2],
    ])
  })
})

describe('pages saved from Word, and hidden content', () => {
  it('skips conditional comments and deletions, reads list numbers and insertions', async () => {
    const html =
      "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><!--[if gte mso 9]><xml><o:Author>x</o:Author></xml><![endif]--></head><body><p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>一、<span style='font:7.0pt'>&nbsp;</span></span><![endif]>总体情况<o:p></o:p></p><p>收到<ins>8</ins><del>7</del>件<span style='display:none'>内部</span></p></body></html>"
    const document = await read(html)
    expect(lines(document)).toEqual(['一、\u00a0总体情况', '收到8件'])
    expect(document.marks).toEqual([
      { kind: 'insertion', text: '8', anchor: 'p2' },
      { kind: 'deletion', text: '7', anchor: 'p2' },
      { kind: 'hidden-text', text: '内部', anchor: 'p2' },
    ])
  })

  it('keeps the place of a picture of a table and ignores spacers', async () => {
    const document = await read(
      '<p>三、收到和处理情况</p><p><img src="http://127.0.0.1:9/t3.png"></p><p><img src="dot.gif" width="1" height="1"></p><p>四、复议</p>',
    )
    expect(document.blocks.map((block) => (block.kind === 'paragraph' ? block.text : ''))).toEqual(['三、收到和处理情况', '', '四、复议'])
    expect(document.marks).toEqual([{ kind: 'image', anchor: 'p2' }])
  })
})

describe('encodings of pages', () => {
  // “政府信息公开” and the words around it in GBK, written out because there is no encoder.
  const gbk = [0xd5, 0xfe, 0xb8, 0xae, 0xd0, 0xc5, 0xcf, 0xa2, 0xb9, 0xab, 0xbf, 0xaa]
  it.each(['gb2312', 'gbk', 'utf-8'])('detects GBK bytes whatever the page declares (%s)', async (declared) => {
    const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0))
    const bytes = Uint8Array.from([
      ...ascii(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=${declared}"></head><body><p>`),
      ...gbk,
      ...ascii('</p></body></html>'),
    ])
    expect(lines(await read(bytes))).toEqual(['政府信息公开'])
  })
})

describe('a page saved in one file', () => {
  const page =
    '<html><head><meta charset="utf-8"></head><body><p>政府信息公开</p><table><tr><td>收到</td><td>7</td></tr></table></body></html>'
  const utf8 = [...new TextEncoder().encode(page)]
  const archive = (encoding: string, body: string) =>
    `From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b1"\r\n\r\n------b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n------b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------b1--\r\n`
  const quoted = utf8
    .map(
      (byte, index) =>
        (byte === 0x3d || byte > 0x7e ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte)) +
        (index % 20 === 19 ? '=\r\n' : ''),
    )
    .join('')
  const packed = btoa(utf8.map((byte) => String.fromCharCode(byte)).join(''))
  it.each([
    ['quoted-printable', quoted],
    ['base64', packed],
  ])('%s', async (encoding, body) => {
    const document = await read(archive(encoding, body))
    expect(document.format).toBe('html')
    expect(lines(document)).toEqual(['政府信息公开'])
    expect(tables(document)[0]!.cells.map((cell) => cell.text)).toEqual(['收到', '7'])
  })

  it('reads the first page of an archive, in the encoding that it declares', async () => {
    const gbk = '\xd5\xfe\xb8\xae\xd0\xc5\xcf\xa2\xb9\xab\xbf\xaa'
    const page = (text: string) => `--b\r\nContent-Type:\r\n text/html\r\n\r\n<meta charset="gbk"><p>${text}</p>\r\n`
    const file = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n${page(gbk)}${page('frame')}--b--\r\n`
    expect(lines(await read(Uint8Array.from(file, (char) => char.charCodeAt(0))))).toEqual(['政府信息公开'])
  })

  it.each([
    ['without a page', 'Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--', 'damaged'],
    ['of nothing but line ends', `Content-Type: multipart/related; boundary=b\r\n\r\n${'\n'.repeat(1_000_000)}`, 'too-complex'],
    ['of parts within parts', 'Content-Type: multipart/related; type="text/html"; boundary=b\r\n\r\n--b\r\n'.repeat(10_000), 'damaged'],
  ])('refuses an archive %s', async (_, file, reason) => {
    const extraction = await extractDocument(new TextEncoder().encode(`MIME-Version: 1.0\r\n${file}`), 'draft.mht', defaultLimits)
    expect(extraction).toMatchObject({ status: 'unreadable', reason })
  })
})

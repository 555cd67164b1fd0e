import { globSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { annotateDocx } from '../../src/export/annotate-docx.ts'
import { locateDocxAnchors } from '../../src/extract/docx/locate-docx-anchors.ts'
import { readDocx as extract } from '../../src/extract/docx/read-docx.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import type { Document } from '../../src/model/document.ts'
import type { Finding, Repair } from '../../src/model/finding.ts'
import { checklist, finding, options } from './support/checklists.ts'
import { buildDocx } from './support/build-docx.ts'
import { readDocx } from './support/read-docx.ts'
import { describeWith, sharedData } from '../support/needs.ts'

const CHANGED = new Set(['word/document.xml', 'word/comments.xml', 'word/_rels/document.xml.rels', '[Content_Types].xml'])
const shared = ['../shared/drafts/*.docx', '../shared/reports/more/*.docx'].flatMap((pattern) => globSync(pattern)).toSorted()

function textOf(document: Document): [string, string][] {
  return document.blocks.flatMap((block): [string, string][] =>
    block.kind === 'table' ? block.cells.map((cell) => [cell.id, cell.text]) : [[block.id, block.text]],
  )
}

/** All other parts are the same and in the same order; the four changed parts differ only by insertions. */
function expectOnlyAdditions(before: Uint8Array, after: Uint8Array) {
  const old = unzipSync(before)
  const now = unzipSync(after)
  expect(Object.keys(now).filter((name) => name in old)).toEqual(Object.keys(old))
  expect(Object.keys(now).filter((name) => !(name in old))).toEqual(
    'word/comments.xml' in old ? [] : expect.arrayContaining(['word/comments.xml']),
  )
  for (const [name, bytes] of Object.entries(old))
    if (!CHANGED.has(name)) expect(Buffer.compare(now[name] ?? new Uint8Array(), bytes), name).toBe(0)
}

function p(inner: string) {
  return `<w:p>${inner}</w:p>`
}

function r(text: string, properties = '') {
  return `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t>${text}</w:t></w:r>`
}

function at(anchor: string, start?: number, end?: number): Finding {
  return finding({ fingerprint: `${anchor}:${start}`, where: [{ label: '', anchor, start, end }] })
}

describe('comments in the docx that was sent', () => {
  it('stand inside links, insertions, controls, cells and empty paragraphs, and cut runs with their properties', () => {
    const bytes = buildDocx({
      body: [
        p('<w:hyperlink w:anchor="x"><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>政府信息公开</w:t></w:r></w:hyperlink>'),
        p(
          `${r('共收到')}<w:ins w:id="7" w:author="甲" w:date="2026-01-01T00:00:00Z">${r('申请3件', '<w:i/>')}</w:ins><w:del w:id="8" w:author="甲"><w:r><w:delText>申请2件</w:delText></w:r></w:del>`,
        ),
        `<w:sdt><w:sdtContent>${p(`${r('一')}<w:sdt><w:sdtContent>${r('、总体情况')}</w:sdtContent></w:sdt>`)}</w:sdtContent></w:sdt>`,
        `<w:tbl><w:tr><w:tc>${p(r('自然人'))}</w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p w:rsidR="1"><w:pPr><w:jc w:val="center"/></w:pPr></w:p></w:tc><w:tc>${p(r('甲'))}${p(r('乙'))}</w:tc></w:tr></w:tbl>`,
        p(''),
      ].join(''),
    })
    const list = checklist([
      at('p1', 2, 4),
      at('p2', 1, 5),
      at('p3', 0, 4),
      at('t1.0.0'),
      at('t1.0.1'),
      at('t1.1.0'),
      at('t1.1.1'),
      at('t1'),
    ])
    const read = readDocx(annotateDocx(bytes, list, options))
    expect([...read.ranges.values()]).toEqual(
      expect.arrayContaining(['信息', '收到申请', '一、总体', '自然人', '', '', '甲\n乙', '自然人']),
    )
    expect(read.comments.size).toBe(8)
    expect(read.document).toContain('<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">政府</w:t></w:r>')
    expect(read.document).toContain('<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">3件</w:t></w:r></w:ins>')
    expect(read.refused.join('|')).toBe('政府信息公开|共收到申请2件|一、总体情况|自然人|||甲|乙|')
  })

  it('are added to the existing comments under new ids and leave those unchanged', () => {
    const comment = '<w:comment w:id="0" w:author="科长" w:initials="K"><w:p><w:r><w:t>再核一遍</w:t></w:r></w:p></w:comment>'
    const bytes = buildDocx({
      body: p(
        `<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/><w:commentRangeStart w:id="0"/>${r('共收到3件')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
      ),
      comments: comment,
    })
    const out = annotateDocx(bytes, checklist([finding({ where: [{ label: '', anchor: 'p1', start: 3, end: 4 }] })]), options)
    const read = readDocx(out)
    expect([...read.comments].map(([id, one]) => [id, one.author])).toEqual([
      ['0', '科长'],
      ['2', '年报核校'],
    ])
    expect(strFromU8(read.parts['word/comments.xml'] ?? new Uint8Array())).toContain(comment)
    expect(
      Buffer.compare(
        read.parts['word/_rels/document.xml.rels'] ?? Buffer.of(),
        unzipSync(bytes)['word/_rels/document.xml.rels'] ?? Buffer.of(),
      ),
    ).toBe(0)
    expect(read.ranges.get('2')).toBe('3')
    expectOnlyAdditions(bytes, out)
  })

  it('cover only written text if a place begins in an automatic number', () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    const bytes = buildDocx({
      body: p(`<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${r('总体情况')}`),
      numbering,
    })
    const wrong = { anchor: 'p1', start: 0, end: 2, before: '一、', after: '二、' }
    const read = readDocx(
      annotateDocx(
        bytes,
        checklist([
          finding({ where: [{ label: '', anchor: 'p1', start: 0, end: 4 }], repairs: [wrong] }),
          finding({ fingerprint: 'n', where: [{ label: '', anchor: 'p1', start: 0, end: 2 }] }),
        ]),
        options,
      ),
    )
    expect([...read.ranges.values()].toSorted()).toEqual(['总体', '总体情况'].toSorted())
    expect(read.document).not.toMatch(/<w:(ins|del) /)
  })

  it('keep a byte order mark and UTF-16, a different default prefix and a different name of the main part', () => {
    const bytes = buildDocx({ body: p(r('共收到3件')) })
    const parts = unzipSync(bytes)
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    const list = checklist([finding({ where: [{ label: '', anchor: 'p1', start: 0, end: 3 }] })])
    const marked = annotateDocx(zipSync({ ...parts, 'word/document.xml': strToU8(`\ufeff${xml}`) }), list, options)
    expect(unzipSync(marked)['word/document.xml']?.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
    expect(readDocx(marked).ranges.get('1')).toBe('共收到')
    const wide = annotateDocx(
      zipSync({ ...parts, 'word/document.xml': Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le') }),
      list,
      options,
    )
    expect(new TextDecoder('utf-16le').decode(unzipSync(wide)['word/document.xml'])).toContain('<w:commentRangeStart w:id="1"/>')
    const other = annotateDocx(
      zipSync({ ...parts, 'word/document.xml': strToU8(xml.replaceAll('w:', 'ns0:').replace('xmlns:w=', 'xmlns:ns0=')) }),
      list,
      options,
    )
    expect(strFromU8(unzipSync(other)['word/document.xml'] ?? Buffer.of())).toContain('<ns0:commentReference ns0:id="1"/>')
    const { 'word/document.xml': main = Buffer.of(), 'word/_rels/document.xml.rels': rels = Buffer.of(), ...rest } = parts
    const types = strToU8(strFromU8(rest['[Content_Types].xml'] ?? Buffer.of()).replace('/word/document.xml', '/word/document2.xml'))
    const moved = annotateDocx(
      zipSync({ ...rest, '[Content_Types].xml': types, 'word/document2.xml': main, 'word/_rels/document2.xml.rels': rels }),
      list,
      options,
    )
    expect(strFromU8(unzipSync(moved)['word/_rels/document2.xml.rels'] ?? Buffer.of())).toContain('comments.xml')
  })

  it('leave all parts unchanged for a checklist without items', () => {
    const bytes = buildDocx({ body: p(r('共收到3件')) })
    expect(unzipSync(annotateDocx(bytes, checklist([]), options))).toEqual(unzipSync(bytes))
  })
})

function repair(anchor: string, start: number, before: string, after: string): Finding {
  const one: Repair = { anchor, start, end: start + before.length, before, after }
  return finding({ fingerprint: `${anchor}${start}`, where: [{ label: '', anchor, start, end: one.end }], repairs: [one] })
}

describe('safe repairs as tracked changes', () => {
  it('span runs, keep their properties, and split an insertion of another author', () => {
    const bytes = buildDocx({
      body: p(
        `${r('申请人预', '<w:b/>')}${r('期', '<w:i/>')}<w:ins w:id="3" w:author="甲" w:date="2026-01-01T00:00:00Z">${r('不补政的')}</w:ins>`,
      ),
    })
    const read = readDocx(annotateDocx(bytes, checklist([repair('p1', 3, '预期', '逾期'), repair('p1', 7, '政', '正')]), options))
    expect(read.accepted).toEqual(['申请人逾期不补正的'])
    expect(read.refused).toEqual(['申请人预期'])
    expect(read.document).toContain(
      '<w:ins w:id="5" w:author="年报核校" w:date="2026-11-21T16:00:00Z"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">逾</w:t></w:r></w:ins>',
    )
    expect(read.document).not.toMatch(/<w:ins [^>]*>(?:(?!<\/w:ins>).)*<w:ins /)
    expect(new Set(read.document.match(/w:id="\d+"/g)).size).toBeGreaterThanOrEqual(7)
  })

  it('find their place in a line that the report reader split', () => {
    const bytes = buildDocx({ body: p(r('邮箱：a@b.cn。一、总体情况全年收到3件')) })
    const parted = finding({
      where: [{ label: '', anchor: 'p1@10', start: 2, end: 6 }],
      repairs: [{ anchor: 'p1@10', start: 2, end: 6, before: '总体情况', after: '总体情形' }],
    })
    const read = readDocx(annotateDocx(bytes, checklist([parted]), options))
    expect(read.accepted).toEqual(['邮箱：a@b.cn。一、总体情形全年收到3件'])
    expect([...read.ranges.values()]).toEqual(['总体情形'])
  })

  it('do not touch a field, moved text and a nested insertion', () => {
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('预期')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
    const bytes = buildDocx({
      body:
        p(`${r('前')}${field}${r('后')}`) +
        p(`<w:moveTo w:id="1" w:author="甲">${r('预期')}</w:moveTo>`) +
        p(`<w:ins w:id="2" w:author="甲"><w:hyperlink w:anchor="a">${r('预期')}</w:hyperlink></w:ins>`),
    })
    const read = readDocx(
      annotateDocx(
        bytes,
        checklist([repair('p1', 0, '前预期后', '逾'), repair('p2', 0, '预期', '逾期'), repair('p3', 0, '预期', '逾期')]),
        options,
      ),
    )
    expect(read.document).not.toContain('年报核校')
    expect(read.comments.size).toBe(3)
  })
})

/** An index inside the text that does not split a surrogate pair. */
function edge(text: string, index: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(index)) ? index - 1 : Math.min(index, text.length)
}

describe('a paragraph split into any runs', () => {
  const words = fc.string({
    unit: fc.constantFrom(
      '政',
      '府',
      '申',
      '请',
      '&amp;',
      '&lt;',
      '&#x20000;',
      ' ',
      '</w:t><w:tab/><w:t xml:space="preserve">',
      '</w:t><w:br/><w:t>',
    ),
    minLength: 1,
    maxLength: 6,
  })
  const run = fc
    .tuple(words, fc.constantFrom('', '<w:rPr><w:b/></w:rPr>'))
    .map(([text, properties]) => `<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`)
  const deleted = fc
    .constantFrom('删', '去了')
    .map((text) => `<w:del w:id="51" w:author="乙"><w:r><w:delText>${text}</w:delText></w:r></w:del>`)
  const inserted = fc
    .array(run, { minLength: 1, maxLength: 3 })
    .map((runs) => `<w:ins w:id="50" w:author="甲" w:date="2026-01-01T00:00:00Z">${runs.join('')}</w:ins>`)
  const piece = fc.oneof(
    run,
    run,
    inserted,
    deleted,
    run.map((one) => `<w:hyperlink w:anchor="a">${one}</w:hyperlink>`),
    run.map((one) => `<w:sdt><w:sdtContent>${one}</w:sdtContent></w:sdt>`),
    fc.constant('<w:bookmarkStart w:id="52" w:name="b"/><w:bookmarkEnd w:id="52"/>'),
  )
  const paragraph = fc.array(piece, { maxLength: 5 }).map((pieces) => p(pieces.join('')))
  const cell = fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((paragraphs) => `<w:tc>${paragraphs.join('')}</w:tc>`)
  const body = fc
    .tuple(fc.array(paragraph, { maxLength: 3 }), fc.array(cell, { minLength: 1, maxLength: 3 }))
    .map(([paragraphs, cells]) => `${paragraphs.join('')}<w:tbl><w:tr>${cells.join('')}</w:tr></w:tbl>${p(r('末段'))}`)
  const spot = fc.record({ at: fc.nat(20), from: fc.nat(12), length: fc.integer({ min: 1, max: 8 }) })

  it('keeps every character, puts comments on the given words, and applies each repair wholly or not at all', () => {
    fc.assert(
      fc.property(body, fc.array(spot, { minLength: 1, maxLength: 5 }), fc.array(spot, { maxLength: 3 }), (xml, spots, fixes) => {
        const bytes = buildDocx({ body: xml })
        const texts = textOf(extract(bytes, defaultLimits))
        const placed = (one: { at: number; from: number; length: number }) => {
          const [anchor, text] = texts[one.at % texts.length] ?? ['', '']
          const start = edge(text, one.from)
          return { anchor, text, start, end: Math.max(start, edge(text, start + one.length)) }
        }
        const findings = spots.map((one, index) => {
          const { anchor, start, end } = placed(one)
          return finding({ fingerprint: `s${index}`, where: [{ label: '', anchor, start, end }] })
        })
        const out = annotateDocx(bytes, checklist(findings), options)
        const read = readDocx(out)
        expect(textOf(extract(out, defaultLimits))).toEqual(texts)
        expectOnlyAdditions(bytes, out)
        const ids = [...read.comments.keys()]
        expect(ids.length).toBe(spots.length)
        for (const [index, one] of spots.map(placed).entries()) {
          const [wanted, whole] = [one.text.slice(one.start, one.end), one.text].map((text) => text.replaceAll('\n', ''))
          const got = read.ranges.get(ids[index] ?? '')?.replaceAll('\n', '')
          // The text of a cell holds paragraph ends that the file does not: a range of only those takes the whole cell.
          if (wanted) expect(got).toBe(wanted)
          else expect(['', whole?.trim()]).toContain(got?.trim())
        }
        const repairs = fixes.map((one, index) => {
          const { anchor, text, start, end } = placed(one)
          return finding({
            fingerprint: `r${index}`,
            where: [{ label: '', anchor }],
            repairs: [{ anchor, start, end, before: text.slice(start, end), after: '改' }],
          })
        })
        const mended = annotateDocx(bytes, checklist(repairs), options)
        const [first, second] = [readDocx(bytes), readDocx(mended)]
        expect(second.refused.join('|').replaceAll('改', '')).toBe(first.refused.join('|'))
        const changes = second.document.match(/<w:ins [^>]*年报核校/g)?.length ?? 0
        expect(second.accepted.join('').split('改').length - 1).toBe(changes)
        expect(second.document).not.toMatch(/<w:ins [^>]*[^/]>(?:(?!<\/w:ins>).)*<w:ins /s)
      }),
      { numRuns: 100 },
    )
  })
})

describeWith(sharedData('drafts'), 'over every docx at hand', () => {
  it.each(shared)('%s', (file) => {
    const bytes = readFileSync(file)
    const before = extract(bytes, defaultLimits)
    const { anchors } = locateDocxAnchors(bytes, defaultLimits)
    const texts = textOf(before)
    expect([...anchors].filter(([, one]) => one.text).length).toBeGreaterThan(50)
    const place = fc.record({ at: fc.nat(texts.length - 1), from: fc.nat(40), length: fc.nat(30), whole: fc.boolean() })
    const [places = []] = fc.sample(fc.array(place, { minLength: 12, maxLength: 24 }), {
      seed: [...file].reduce((sum, char) => sum + char.charCodeAt(0), 0),
      numRuns: 1,
    })
    const wanted = places.map((one) => {
      const [anchor, text] = texts[one.at] ?? ['', '']
      const start = one.whole ? undefined : Math.min(one.from, text.length)
      const end = start === undefined ? undefined : Math.min(text.length, start + one.length)
      const auto = anchors.get(anchor)?.paragraphs[0]?.textStart ?? 0
      const slice = text.slice(Math.max(auto, start ?? 0), end ?? text.length)
      return { anchor, start, end, text: slice === '' ? text.slice(auto) : slice }
    })
    const list = checklist([
      ...wanted.map((one, index) => finding({ fingerprint: `f${index}`, where: [{ label: '', ...one, quote: undefined }] })),
      finding({ fingerprint: 'none', where: [{ label: '第五部分', anchor: null }] }),
    ])
    const out = annotateDocx(bytes, list, options)
    expectOnlyAdditions(bytes, out)
    const read = readDocx(out)
    expect(read.comments.size).toBe(list.items.length)
    const ids = [...read.comments.keys()]
    for (const [index, one] of wanted.entries()) expect(read.ranges.get(ids[index] ?? ''), `${one.anchor} ${one.start}`).toBe(one.text)
    const after = extract(out, defaultLimits)
    expect(textOf(after)).toEqual(texts)
    expect(after.marks.filter((mark) => mark.kind !== 'comment')).toEqual(before.marks.filter((mark) => mark.kind !== 'comment'))
  })

  it.each(shared)('%s: accepting the repairs changes only those words', (file) => {
    const bytes = readFileSync(file)
    const texts = textOf(extract(bytes, defaultLimits))
    const repairs = texts.flatMap(([anchor, text]): Repair[] => {
      const at = text.search(/政府信息|办理|公开/)
      return at < 0 ? [] : [{ anchor, start: at, end: at + 2, before: text.slice(at, at + 2), after: '改稿' }]
    })
    const out = annotateDocx(
      bytes,
      checklist(
        repairs.map((one, index) => finding({ fingerprint: `r${index}`, where: [{ label: '', anchor: one.anchor }], repairs: [one] })),
      ),
      options,
    )
    expectOnlyAdditions(bytes, out)
    // The reader shows a draft with all changes accepted.
    const after = new Map(textOf(extract(out, defaultLimits)))
    const expected = texts.map(([anchor, text]): [string, string] => {
      const repair = repairs.find((one) => one.anchor === anchor)
      return [anchor, repair ? text.slice(0, repair.start) + repair.after + text.slice(repair.end) : text]
    })
    expect(repairs.length).toBeGreaterThan(5)
    expect([...after]).toEqual(expected)
    const ours = readDocx(out).document.replace(/<w:ins [^>]*w:author="年报核校"[^>]*>.*?<\/w:ins>/gs, '')
    expect(ours).not.toContain('改稿')
  })
})

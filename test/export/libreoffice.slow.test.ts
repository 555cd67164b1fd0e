import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { annotateDocx } from '../../src/export/annotate-docx.ts'
import { docxFromDocument } from '../../src/export/docx-from-document.ts'
import { readDocx as extract } from '../../src/extract/docx/read-docx.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import type { Document } from '../../src/model/document.ts'
import type { Finding } from '../../src/model/finding.ts'
import { buildDocx } from './support/build-docx.ts'
import { checklist, finding, options } from './support/checklists.ts'
import { readDocx } from './support/read-docx.ts'
import { describeWith } from '../support/needs.ts'

const soffice = ['/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice'].find((path) => existsSync(path))
const shared = ['../shared/drafts/*.docx', '../shared/reports/more/*.docx'].flatMap((pattern) => globSync(pattern)).toSorted()

/** Findings on titles, words of paragraphs, whole and empty cells, and missing parts; some with a repair. */
function findingsFor(document: Document): Finding[] {
  const cells = document.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []))
  const paragraphs = document.blocks.filter((block) => block.kind === 'paragraph')
  const places = [
    ...paragraphs.filter((_, index) => index % 5 === 0).map((one) => ({ anchor: one.id, start: 2, end: 9, text: one.text })),
    ...cells.filter((_, index) => index % 17 === 3).map((one) => ({ anchor: one.id, start: 0, end: one.text.length, text: one.text })),
  ]
  return [
    ...places.map(({ anchor, start, end, text }, index) => {
      const at = text.search(/情况|申请/)
      const repairs = at < 0 ? [] : [{ anchor, start: at, end: at + 2, before: text.slice(at, at + 2), after: '事项' }]
      return finding({ fingerprint: `f${index}`, where: [{ label: '', anchor, start, end: Math.min(end, text.length) }], repairs })
    }),
    finding({ fingerprint: 'none', where: [{ label: '第六部分', anchor: null }] }),
  ]
}

describeWith({ there: soffice !== undefined, why: 'needs LibreOffice (libreoffice-writer-nogui)' }, 'LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-office-'))
  const made = new Map<string, { comments: number; changes: boolean }>()

  function put(name: string, bytes: Uint8Array) {
    writeFileSync(join(folder, name), bytes)
    const read = readDocx(bytes)
    made.set(name, { comments: read.comments.size, changes: read.document.includes('w:author="年报核校"') })
  }

  function convert(to: string) {
    execFileSync(
      soffice ?? '',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        folder,
        ...[...made.keys()].map((name) => join(folder, name)),
      ],
      { timeout: 850_000, stdio: 'pipe' },
    )
  }

  beforeAll(() => {
    const own = buildDocx({
      body: `<w:p><w:r><w:t>某县水利局2025年政府信息公开工作年度报告</w:t></w:r></w:p><w:p/><w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>收到申请</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:ins w:id="1" w:author="甲" w:date="2026-01-01T00:00:00Z"><w:r><w:t>本年度情况如下</w:t></w:r></w:ins></w:p>`,
      comments: '<w:comment w:id="9" w:author="科长"><w:p><w:r><w:t>再核</w:t></w:r></w:p></w:comment>',
    })
    for (const [name, bytes] of [['own.docx', own] as const, ...shared.map((file) => [basename(file), readFileSync(file)] as const)]) {
      const document = extract(bytes, defaultLimits)
      put(name, annotateDocx(bytes, checklist(findingsFor(document)), options))
      if (made.size % 8 === 1)
        put(name.replace('.docx', '-made.docx'), docxFromDocument(document, checklist(findingsFor(document)), options))
    }
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('opens every annotated draft and saves all comments and changes as odt', () => {
    convert('odt')
    for (const [name, { comments, changes }] of made) {
      const content = strFromU8(unzipSync(readFileSync(join(folder, name.replace('.docx', '.odt'))))['content.xml'] ?? new Uint8Array())
      const ours = content.match(/<office:annotation [^>]*>(?:(?!<\/office:annotation>).)*?<dc:creator>年报核校<\/dc:creator>/gs) ?? []
      expect(ours.length, name).toBe(name.startsWith('own.') ? comments - 1 : comments)
      expect(/<text:changed-region(?:(?!<\/text:changed-region>).)*?<dc:creator>年报核校/s.test(content), name).toBe(changes)
    }
  }, 900_000)

  it('makes PDFs with all comments', async () => {
    convert('pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}')
    for (const [name, { comments }] of made) {
      const pdf = await getDocumentProxy(new Uint8Array(readFileSync(join(folder, name.replace('.docx', '.pdf')))))
      let found = 0
      for (let page = 1; page <= pdf.numPages; page++) {
        const annotations = await (await pdf.getPage(page)).getAnnotations()
        found += annotations.filter(
          (one: { subtype?: string; titleObj?: { str: string } }) => one.subtype === 'Text' && one.titleObj?.str.startsWith('年报核校'),
        ).length
      }
      expect(found, name).toBe(name.startsWith('own.') ? comments - 1 : comments)
    }
  }, 900_000)
})

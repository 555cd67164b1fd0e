import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { locateDocxAnchors } from '../../src/extract/docx/locate-docx-anchors.ts'
import { readDocx } from '../../src/extract/docx/read-docx.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { writeDocxBody } from '../support/write-document.ts'
import { itWith, sharedData } from '../support/needs.ts'

/** Every anchor is found, and its segments hold every character of its text. */
function expectAgreement(bytes: Uint8Array): void {
  const { anchors, mainXml } = locateDocxAnchors(bytes, defaultLimits)
  const document = readDocx(bytes, defaultLimits)
  for (const block of document.blocks)
    for (const { id, text } of block.kind === 'paragraph' ? [block] : block.cells) {
      const located = anchors.get(id)
      if (!located) {
        expect(text).toBe('')
        continue
      }
      expect(located.text).toBe(text)
      for (const { verbatim, textStart, textEnd, xmlStart, xmlEnd, run, paragraph } of located.segments) {
        if (verbatim) expect(mainXml.slice(xmlStart, xmlEnd).replace(/\s/g, ' ')).toBe(text.slice(textStart, textEnd).replace(/\s/g, ' '))
        expect(mainXml.slice(run.xmlStart, run.xmlEnd)).toMatch(/^<w:r[ >][\s\S]*<\/w:r>$/)
        expect(mainXml.slice(run.propertiesStart, run.propertiesEnd)).toMatch(/^(<w:rPr[\s\S]*>)?$/)
        const place = located.paragraphs[paragraph]!
        expect([place.contentStart <= run.xmlStart, run.xmlEnd <= place.contentEnd]).toEqual([true, true])
      }
      for (const place of located.paragraphs)
        expect(mainXml.slice(place.xmlStart, place.xmlEnd)).toMatch(place.empty ? /^<w:p[^>]*\/>$/ : /^<w:p[ >][\s\S]*<\/w:p>$/)
    }
}

describe('locateDocxAnchors', () => {
  it('finds a word after an automatic number, an entity and a tab at its own characters', () => {
    const numbering =
      '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    const body =
      '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>甲&amp;乙</w:t><w:tab/><w:t>共7件</w:t></w:r></w:p>'
    const bytes = writeDocxBody(body, { 'word/numbering.xml': numbering })
    const { anchors, mainXml } = locateDocxAnchors(bytes, defaultLimits)
    const located = anchors.get('p1')!
    expect(located.text).toBe('（一）甲&乙\t共7件')
    const at = located.text.indexOf('7')
    const segment = located.segments.find((one) => one.textStart <= at && at < one.textEnd)!
    expect(mainXml[segment.xmlStart + at - segment.textStart]).toBe('7')
    expect(located.paragraphs[0]!.textStart).toBe(3)
    expect(mainXml.slice(segment.run.propertiesStart, segment.run.propertiesEnd)).toBe('<w:rPr><w:b/></w:rPr>')
    expectAgreement(bytes)
  })

  it('finds a paragraph in an empty cell', () => {
    const { anchors, mainXml } = locateDocxAnchors(
      writeDocxBody('<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:pPr/></w:p></w:tc></w:tr></w:tbl>'),
      defaultLimits,
    )
    const [first, second] = [anchors.get('t1.0.0')!.paragraphs[0]!, anchors.get('t1.0.1')!.paragraphs[0]!]
    expect([mainXml.slice(first.xmlStart, first.xmlEnd), first.empty]).toEqual(['<w:p/>', true])
    expect(mainXml.slice(second.contentStart, second.xmlEnd)).toBe('</w:p>')
  })

  const drafts = '../shared/drafts'
  itWith(sharedData('drafts'), 'agrees with the reader over whole drafts', () => {
    const files = readdirSync(drafts).filter((file) => file.endsWith('.docx'))
    expect(files.length).toBeGreaterThan(10)
    for (const file of files) expectAgreement(readFileSync(`${drafts}/${file}`))
  })
})

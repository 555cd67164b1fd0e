// Pieces of OFD packages (GB/T 33190-2016), written without code of the readers.
import { zipParts } from '../write-document.ts'

export const OFD = 'http://www.ofdspec.org/2016'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

export const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A number as programs write it: three decimals, no zeros behind. */
export const mm = (value: number): string => String(Number(value.toFixed(3)))

/** A root element with the usual prefix. */
export const root = (name: string, inner: string, attributes = ''): string =>
  `${HEAD}<ofd:${name} xmlns:ofd="${OFD}"${attributes}>${inner}</ofd:${name}>`

/** Distances as the standard shortens them: `g 12 4.233` stands for twelve equal ones. */
export function grouped(steps: readonly number[]): string {
  const words: string[] = []
  for (let at = 0; at < steps.length;) {
    let end = at
    while (end < steps.length && mm(steps[end]!) === mm(steps[at]!)) end++
    words.push(...(end - at > 2 ? ['g', String(end - at), mm(steps[at]!)] : steps.slice(at, end).map(mm)))
    at = end
  }
  return words.join(' ')
}

export interface OfdPackage {
  /** Content.xml of each page. */
  readonly pages: readonly string[]
  /** Elements of Document.xml behind the pages, of its common data, and of a DocBody. */
  readonly document?: string
  readonly common?: string
  readonly body?: string
  readonly publicRes?: string
  /** Further parts by path. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
}

const FONTS = `<ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"><ofd:FontFile>font_3.ttf</ofd:FontFile></ofd:Font><ofd:Font ID="4" FontName="仿宋_GB2312" FamilyName="仿宋_GB2312"/></ofd:Fonts>`

/** A package with the usual names: OFD.xml, Doc_0/Document.xml, Doc_0/Pages/Page_n/Content.xml. */
export function usualPackage({ pages, document = '', common = '', body = '', publicRes = FONTS, parts = {} }: OfdPackage): Uint8Array {
  const list = pages.map((_, index) => `<ofd:Page ID="${index + 1}" BaseLoc="Pages/Page_${index}/Content.xml"/>`).join('')
  const contents = Object.fromEntries(pages.map((page, index) => [`Doc_0/Pages/Page_${index}/Content.xml`, page]))
  return zipParts({
    'OFD.xml': root(
      'OFD',
      `<ofd:DocBody><ofd:DocInfo><ofd:DocID>c3f1a0b25e6d4e8f</ofd:DocID><ofd:Author>办公室</ofd:Author><ofd:CreationDate>2026-01-16</ofd:CreationDate><ofd:Creator>Writer</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>${body}</ofd:DocBody>`,
      ' Version="1.0" DocType="OFD"',
    ),
    'Doc_0/Document.xml': root(
      'Document',
      `<ofd:CommonData><ofd:MaxUnitID>90000</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>${common}</ofd:CommonData><ofd:Pages>${list}</ofd:Pages>${document}`,
    ),
    'Doc_0/PublicRes.xml': root('Res', publicRes, ' BaseLoc="Res"'),
    'Doc_0/Res/font_3.ttf': new Uint8Array(64),
    ...contents,
    ...parts,
  })
}

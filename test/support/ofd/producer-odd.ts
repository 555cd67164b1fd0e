// A package that uses every liberty of the standard: Chinese paths, no prefix, a byte order mark, absolute paths, versions,
// a seal, attachments, custom tags, and another document beside the report.
import { zipParts } from '../write-document.ts'
import type { LaidPage, LaidText } from './lay-pages.ts'
import { escapeXml, mm, OFD } from './ofd-parts.ts'

const xml = (name: string, inner: string, attributes = ''): string =>
  `\ufeff<?xml version="1.0" encoding="utf-8" standalone="no"?>\r\n<!-- 由系统生成 -->\r\n<${name} xmlns="${OFD}"${attributes}>\r\n  ${inner}\r\n</${name}>\r\n`

/** Characters one under the other are a text with DeltaY; here those of one line with a DeltaY of noughts. */
function text({ x, y, text: words, size, steps }: LaidText, id: number): string {
  const deltas = steps.length > 0 ? ` DeltaX="${steps.map(mm).join(' ')}" DeltaY="g ${steps.length} 0"` : ''
  return `<TextObject Size="${mm(size)}" Font="4" ID="${id}"\r\n      Boundary="${mm(x)} ${mm(y - size)} ${mm(steps.reduce((sum, step) => sum + step, size))} ${mm(size * 1.2)}"><FillColor Value="#00 #00 #00"/><TextCode Y="${mm(size)}" X="0"${deltas}><![CDATA[${words}]]></TextCode></TextObject>`
}

const frame = ([left, top, right, bottom]: LaidPage['frames'][number], id: number): string =>
  `<PathObject ID="${id}" Boundary="${mm(left)} ${mm(top)} ${mm(right - left)} ${mm(bottom - top)}" LineWidth="0.2"><AbbreviatedData>M 0 0 L ${mm(right - left)} 0 L ${mm(right - left)} ${mm(bottom - top)} L 0 ${mm(bottom - top)} C</AbbreviatedData></PathObject>`

export interface OddExtras {
  /** The version that is not the current one. */
  readonly earlier?: readonly LaidPage[]
  /** The package names the earlier version as its document, and its list of versions the other one as the current. */
  readonly rootIsEarlier?: boolean
  /** A second document of the package. */
  readonly beside?: readonly LaidPage[]
}

/** The report in a package of the odd kind. */
export function writeOdd(pages: readonly LaidPage[], { earlier = [], beside = [], rootIsEarlier = false }: OddExtras = {}): Uint8Array {
  let id = 30
  const parts: Record<string, string | Uint8Array> = {}
  const addDocument = (folder: string, sheets: readonly LaidPage[], more: string): void => {
    sheets.forEach(({ texts, frames }, index) => {
      const objects = [...frames.map((box) => frame(box, id++)), ...texts.map((line) => text(line, id++))].join('\r\n      ')
      parts[`${folder}/页面/第${index + 1}页.xml`] = xml('Page', `<Content><Layer ID="${id++}">${objects}</Layer></Content>`)
    })
    const list = sheets.map(
      (_, index) => `<Page ID="${index + 1}" BaseLoc="${index % 2 === 0 ? `/${folder}/` : './'}页面/第${index + 1}页.xml"/>`,
    )
    parts[`${folder}/文档.xml`] = xml(
      'Document',
      `<CommonData><MaxUnitID>99999</MaxUnitID><PageArea><PhysicalBox>0 0 210 297</PhysicalBox><ContentBox>20 20 170 257</ContentBox></PageArea><PublicRes>../公共/资源.xml</PublicRes></CommonData><Pages>${list.join('')}</Pages>${more}`,
    )
  }
  addDocument(
    '文档_0',
    pages,
    '<Annotations>注释/Annotations.xml</Annotations><CustomTags>标引/CustomTags.xml</CustomTags><Attachments>附件/Attachments.xml</Attachments><Extensions>Extensions.xml</Extensions>',
  )
  if (earlier.length > 0) addDocument('文档_旧', earlier, '')
  if (beside.length > 0) addDocument('文档_1', beside, '')
  const versions =
    earlier.length > 0
      ? '<Versions><Version ID="v1" Index="1" BaseLoc="版本/v1.xml"/><Version ID="v2" Index="2" Current="true" BaseLoc="/版本/v2.xml"/></Versions>'
      : ''
  const second = beside.length > 0 ? '<DocBody><DocInfo><DocID>2</DocID></DocInfo><DocRoot>/文档_1/文档.xml</DocRoot></DocBody>' : ''
  const version = (of: string, folder: string): string =>
    xml('DocVersion', `<FileList/><DocRoot>/${folder}/文档.xml</DocRoot>`, ` ID="${of}" Version="1.0"`)
  return zipParts({
    '文档_0/': new Uint8Array(),
    ...parts,
    'OFD.xml': xml(
      'OFD',
      `<DocBody><DocInfo><DocID>1</DocID><Title>${escapeXml('年报<终稿>')}</Title></DocInfo><DocRoot>/${rootIsEarlier ? '文档_旧' : '文档_0'}/文档.xml</DocRoot>${versions}<Signatures>/文档_0/签章/Signatures.xml</Signatures></DocBody>${second}`,
      ' DocType="OFD" Version="1.1"',
    ),
    ...(earlier.length > 0 ? { '版本/v1.xml': version('v1', '文档_旧'), '版本/v2.xml': version('v2', '文档_0') } : {}),
    '公共/资源.xml': xml('Res', '<Fonts><Font ID="4" FontName="宋体"/></Fonts>', ' BaseLoc="."'),
    '文档_0/签章/Signatures.xml': xml(
      'Signatures',
      '<MaxSignId>1</MaxSignId><Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>',
    ),
    '文档_0/签章/Sign_0/Signature.xml': xml(
      'Signature',
      `<SignedInfo><Provider ProviderName="x"/><References CheckMethod="1.2.156.10197.1.401"/><StampAnnot ID="1" PageRef="${pages.length}" Boundary="130 150 42 42"/></SignedInfo><SignedValue>SignedValue.dat</SignedValue>`,
    ),
    '文档_0/签章/Sign_0/SignedValue.dat': new Uint8Array(300).fill(7),
    '文档_0/注释/Annotations.xml': xml('Annotations', `<Page PageID="${pages.length}"><FileLoc>第${pages.length}页.xml</FileLoc></Page>`),
    [`文档_0/注释/第${pages.length}页.xml`]: xml(
      'PageAnnot',
      '<Annot ID="900" Type="Stamp" Creator="a" LastModDate="2026-01-16"><Remark>公章</Remark><Appearance Boundary="130 150 42 42"><ImageObject ID="901" Boundary="0 0 42 42" CTM="42 0 0 42 0 0" ResourceID="60"/></Appearance></Annot><Annot ID="902" Type="Link" Creator="a" LastModDate="2026-01-16"><Appearance Boundary="24 60 40 5"><PathObject ID="903" Boundary="0 0 40 5" Stroke="false" Fill="false"><AbbreviatedData>M 0 0 L 40 0 L 40 5 L 0 5 C</AbbreviatedData></PathObject></Appearance></Annot>',
    ),
    '文档_0/附件/Attachments.xml': xml(
      'Attachments',
      '<Attachment ID="1" Name="底稿" Format="docx"><FileLoc>底稿.docx</FileLoc></Attachment>',
    ),
    '文档_0/附件/底稿.docx': new Uint8Array(50),
    '文档_0/标引/CustomTags.xml': xml(
      'CustomTags',
      '<CustomTag NameSpace="http://www.example.cn/gw"><FileLoc>公文.xml</FileLoc></CustomTag>',
    ),
    '文档_0/标引/公文.xml': '<公文 xmlns="http://www.example.cn/gw"><标题><ObjectRef PageRef="1">30</ObjectRef></标题></公文>',
    '文档_0/Extensions.xml': xml('Extensions', '<Extension AppName="x" RefId="1"><Property Name="a">b</Property></Extension>'),
  })
}

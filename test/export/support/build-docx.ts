import { strToU8, zipSync } from 'fflate'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A small Word package around the XML of a body, with numbering and comments (their inner XML) if given. */
export function buildDocx({ body, numbering, comments }: { body: string; numbering?: string; comments?: string }): Uint8Array {
  const extra = [...(numbering ? ['numbering'] : []), ...(comments ? ['comments'] : [])]
  const overrides = ['document.main', ...extra]
    .map((kind) => `<Override PartName="/word/${kind.replace('.main', '')}.xml" ContentType="${TYPES}.${kind}+xml"/>`)
    .join('')
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
    ),
    '_rels/.rels': strToU8(
      `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(`${HEAD}<w:document ${W}><w:body>${body}</w:body></w:document>`),
    'word/_rels/document.xml.rels': strToU8(
      `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${extra.map((kind, index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${kind}" Target="${kind}.xml"/>`).join('')}</Relationships>`,
    ),
    ...(numbering ? { 'word/numbering.xml': strToU8(`${HEAD}<w:numbering ${W}>${numbering}</w:numbering>`) } : {}),
    ...(comments ? { 'word/comments.xml': strToU8(`${HEAD}<w:comments ${W}>${comments}</w:comments>`) } : {}),
    'word/media/image1.png': Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 0, 255),
  })
}

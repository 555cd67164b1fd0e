import { addContentType, addRelationship, appendChild, type Parts, readPart, relatedPart, writePart } from './docx-package.ts'
import { xmlText } from './xml-text.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml'

export interface WordComment {
  readonly id: string
  /** One a paragraph; the first is the comment's heading. */
  readonly lines: readonly string[]
}

/** Ids of the comments that the file has, so that ours differ. */
export function commentIds(parts: Parts, main: string): string[] {
  const name = relatedPart(parts, main, 'comments')
  if (name === null || !parts.has(name)) return []
  return [...readPart(parts, name).matchAll(/\bid\s*=\s*["']([^"']+)["']/g)].map((match) => match[1] ?? '')
}

interface Author {
  readonly author: string
  readonly initials: string
  readonly date: string
}

/**
 * Puts comments into the package: into the part of comments that it has, or into a new one with its relationship and
 * content type.
 * @param namespace the WordprocessingML of the file (transitional or strict)
 */
export function addComments(parts: Parts, main: string, comments: readonly WordComment[], by: Author, namespace: string): void {
  const existing = relatedPart(parts, main, 'comments')
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const name = existing ?? freeName(parts, folder)
  const draw = (w: string) => comments.map((one) => commentXml(one, by, w)).join('')
  const xml = parts.has(name)
    ? appendChild(readPart(parts, name), 'comments', draw)
    : `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="${namespace}">${draw('w:')}</w:comments>`
  writePart(parts, name, xml)
  addContentType(parts, name, TYPE)
  if (existing === null) addRelationship(parts, main, relationshipType(namespace), name.slice(folder.length))
}

function freeName(parts: Parts, folder: string): string {
  const taken = new Set(parts.names().map((name) => name.toLowerCase()))
  let name = `${folder}comments.xml`
  for (let n = 1; taken.has(name.toLowerCase()); n++) name = `${folder}comments${n}.xml`
  return name
}

const relationshipType = (namespace: string): string =>
  namespace.startsWith('http://purl.oclc.org/')
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships/comments'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments'

function commentXml({ id, lines }: WordComment, { author, initials, date }: Author, w: string): string {
  const paragraphs = lines.map((line, index) => {
    const bold = index === 0 ? `<${w}b/>` : ''
    const mark = index === 0 ? `<${w}r><${w}annotationRef/></${w}r>` : ''
    return `<${w}p>${mark}<${w}r><${w}rPr>${bold}<${w}sz ${w}val="20"/></${w}rPr><${w}t xml:space="preserve">${xmlText(line)}</${w}t></${w}r></${w}p>`
  })
  return `<${w}comment ${w}id="${id}" ${w}author="${xmlText(author)}" ${w}date="${xmlText(date)}" ${w}initials="${xmlText(initials)}">${paragraphs.join('')}</${w}comment>`
}

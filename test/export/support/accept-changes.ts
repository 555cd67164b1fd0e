import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** The docx after Word accepts every tracked change and deletes every comment. */
export function acceptChanges(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes)
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    .replace(/<w:del [^>]*>(?:(?!<w:del ).)*?<\/w:del>/gs, '')
    .replace(/<w:ins [^>]*[^/]>|<\/w:ins>/g, '')
    .replace(/<w:commentRange(?:Start|End)[^>]*\/>|<w:r><w:commentReference [^>]*\/><\/w:r>/g, '')
  const { 'word/comments.xml': _comments, ...rest } = parts
  return zipSync({ ...rest, 'word/document.xml': strToU8(xml) })
}

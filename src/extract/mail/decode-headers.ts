import { joinBytes } from '../../language/join-bytes.ts'

const LINE_END = 0x0a
const RETURN = 0x0d
const DASH = 0x2d
const ASCII_END = 0x80

/**
 * Rewrites header lines that old programs write in the bytes of GBK, as they stand, into UTF-8: names of files and the subject
 * would be lost. Lines below the headers of a part stay as they are.
 */
export function decodeHeaders(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  let from = 0
  let inHeaders = true
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(LINE_END, at)
    const end = found < 0 ? bytes.length : found + 1
    const isBlank = bytes[at] === LINE_END || (bytes[at] === RETURN && bytes[at + 1] === LINE_END)
    if (isBlank) inHeaders = false
    else if (bytes[at] === DASH && bytes[at + 1] === DASH) inHeaders = true
    else if (inHeaders) {
      const line = inUtf8(bytes.subarray(at, end))
      if (line) {
        parts.push(bytes.subarray(from, at), line)
        from = end
      }
    }
    at = end
  }
  return parts.length === 0 ? bytes : joinBytes([...parts, bytes.subarray(from)])
}

/** A line that is not UTF-8, as UTF-8; null where it stays. */
function inUtf8(line: Uint8Array): Uint8Array | null {
  if (line.every((byte) => byte < ASCII_END)) return null
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(line)
    return null
  } catch {
    return new TextEncoder().encode(new TextDecoder('gb18030').decode(line))
  }
}

import { Unreadable } from './unreadable-error.ts'

/**
 * Decodes an XML part: byte order mark, UTF-16 without one, or the declaration's own encoding.
 * @throws Unreadable wrong-encoding where bytes and declaration do not agree
 */
export function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes
  let encoding = 'utf-8'
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) encoding = 'utf-16le'
  else if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) encoding = 'utf-16be'
  else {
    const head = String.fromCharCode(...bytes.subarray(0, 120))
    const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]
    if (declared && /^(gb|x-gbk|cp936)/i.test(declared)) encoding = 'gb18030'
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new Unreadable('wrong-encoding', 'xml')
  }
}

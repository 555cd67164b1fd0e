import PostalMime from 'postal-mime'
import { Unreadable } from '../unreadable-error.ts'

const HTML_PART = /^(content-type:\s{0,80})text\/html/gim
const LINE_END = 0x0a
const PAGE = 'application/x-saved-page'
/** The parser keeps each line apart. At 76 characters a line this is an archive of 30 MB. */
const MOST_LINES = 400_000

/**
 * Takes the page out of a web archive (.mht, .mhtml), as browsers and Word save a page in one file. The pictures and
 * frames packed with it are left alone.
 * @returns the bytes of the first HTML part
 * @throws Unreadable damaged where it holds none, too-complex past 400 000 lines
 */
export async function unwrapMhtml(bytes: Uint8Array): Promise<Uint8Array> {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  if (bytes.reduce((lines, byte) => (byte === LINE_END ? lines + 1 : lines), 0) > MOST_LINES) throw new Unreadable('too-complex', 'mhtml')
  // The parser joins all HTML parts into one text. Parts of another type it hands out one by one, as bytes.
  const marked = Uint8Array.from(text.replace(HTML_PART, `$1${PAGE}`), (char) => char.charCodeAt(0))
  const parsed = await PostalMime.parse(marked, { maxNestingDepth: 5, maxRfc822NestingDepth: 0 }).catch(() => null)
  const page = parsed?.attachments.find(({ mimeType }) => mimeType === PAGE)?.content
  if (!(page instanceof ArrayBuffer)) throw new Unreadable('damaged', 'mhtml')
  return new Uint8Array(page)
}

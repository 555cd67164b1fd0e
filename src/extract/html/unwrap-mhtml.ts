import { Unreadable } from '../unreadable-error.ts'

const HTML_PART = /^(content-type:\s{0,80})text\/html/gim
/** The address of a part, handed through the parser as its file name: it keeps no others. */
const LOCATION = /^content-location:[ \t]{0,80}([^\r\n"\\]{1,2000})$/gim
const NAMED = 'Content-Disposition: attachment; filename="$1"'
const LINE_END = 0x0a
const PAGE = 'application/x-saved-page'
/** The parser keeps each line apart. At 76 characters a line this is an archive of 30 MB. */
const MOST_LINES = 400_000

/** A page saved in one file, with what it refers to by address or by content id. */
export interface SavedPage {
  readonly page: Uint8Array
  readonly frames: ReadonlyMap<string, Uint8Array>
  readonly sheets: ReadonlyMap<string, Uint8Array>
}

/**
 * Takes the page out of a web archive (.mht, .mhtml), as browsers and Word save a page in one file, with its frames and
 * style sheets. The pictures packed with it are left alone.
 * @returns the bytes of the first HTML part, and the others
 * @throws Unreadable damaged where it holds none, too-complex past 400 000 lines
 */
export async function unwrapMhtml(bytes: Uint8Array): Promise<SavedPage> {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  if (bytes.reduce((lines, byte) => (byte === LINE_END ? lines + 1 : lines), 0) > MOST_LINES) throw new Unreadable('too-complex', 'mhtml')
  // The parser joins all HTML parts into one text. Parts of another type it hands out one by one, as bytes.
  const marked = Uint8Array.from(text.replace(HTML_PART, `$1${PAGE}`).replace(LOCATION, NAMED), (char) => char.charCodeAt(0))
  // Few pages are archives, and the others do not wait for the parser.
  const { default: PostalMime } = await import('postal-mime')
  const parsed = await PostalMime.parse(marked, { maxNestingDepth: 5, maxRfc822NestingDepth: 0 }).catch(() => null)
  const parts = parsed?.attachments.flatMap(({ mimeType, contentId, filename, content }) => {
    const names = [filename?.trim(), contentId?.replace(/^<(.*)>$/, 'cid:$1')].filter((name) => name !== undefined)
    return content instanceof ArrayBuffer ? [{ mimeType, names, bytes: new Uint8Array(content) }] : []
  })
  const [page, ...frames] = parts?.filter(({ mimeType }) => mimeType === PAGE) ?? []
  if (!page) throw new Unreadable('damaged', 'mhtml')
  const sheets = parts?.filter(({ mimeType }) => mimeType === 'text/css') ?? []
  const byName = (some: typeof frames) => new Map(some.flatMap((part) => part.names.map((name) => [name, part.bytes] as const)))
  return { page: page.bytes, frames: byName(frames), sheets: byName(sheets) }
}

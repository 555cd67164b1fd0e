import { decodeText } from '../decode-text.ts'

const PAGE_NAME = /\.(?:html?|xhtml)$/i
const FRAME = /<i?frame\b[^<>]{0,2000}?\ssrc\s{0,8}=\s{0,8}(?:"([^"<>]{1,500})"|'([^'<>]{1,500})'|([^\s"'<>]{1,500}))/gi
/** Frames in frames, and frames altogether. */
const [DEEPEST, MOST] = [4, 40]
/** What is looked at for frames; pages that are longer hold their words themselves. */
const LOOKED_AT = 2_000_000
const BOUNDARY = '----=_saved_page'
const LINE = 76

/**
 * Puts a saved page and the frames that a program saved beside it into one web archive, which is read as a whole: pages of
 * workbooks and of some sites hold their words in frames alone.
 * @param path of the page, with slashes
 * @param readBeside gives the bytes of a file by its path, null where there is none
 * @returns the page as it is where it has no frames or none of them is there
 */
export function packSavedPage(page: Uint8Array, path: string, readBeside: (path: string) => Uint8Array | null): Uint8Array {
  if (!PAGE_NAME.test(path)) return page
  const frames = new Map<string, Uint8Array>()
  const visit = (bytes: Uint8Array, from: string, depth: number): void => {
    if (depth > DEEPEST) return
    for (const address of addressesIn(bytes)) {
      const beside = pathOf(address, from)
      if (frames.has(address) || frames.size >= MOST || beside === null) continue
      const frame = readBeside(beside)
      if (!frame) continue
      frames.set(address, frame)
      visit(frame, beside, depth + 1)
    }
  }
  visit(page, path, 1)
  return frames.size === 0 ? page : archiveOf(page, frames)
}

function addressesIn(bytes: Uint8Array): string[] {
  if (bytes.length > LOOKED_AT) return []
  try {
    return [...decodeText(bytes).text.matchAll(FRAME)].map(([, double, single, bare]) => double ?? single ?? bare ?? '')
  } catch {
    // A page of which nobody knows the encoding says so when it is read.
    return []
  }
}

/** Where a page says that a frame is; null for addresses of other places. */
function pathOf(address: string, from: string): string | null {
  if (/^[a-z][a-z0-9+.-]{0,20}:|^[/\\]/i.test(address)) return null
  const steps = from.split('/').slice(0, -1)
  for (const step of plain(address).replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** An address without its question or mark, its characters written out. */
function plain(address: string): string {
  const bare = address.replace(/[?#].*$/s, '')
  try {
    return decodeURIComponent(bare)
  } catch {
    return bare
  }
}

/** A web archive (RFC 2557): the page first, each frame under the address by which it is named. */
function archiveOf(page: Uint8Array, frames: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const part = (bytes: Uint8Array, location: string): string[] => [
    `--${BOUNDARY}`,
    'Content-Type: text/html',
    'Content-Transfer-Encoding: base64',
    ...(location === '' ? [] : [`Content-Location: ${location.replace(/[\r\n"\\]/g, '')}`]),
    '',
    ...base64Lines(bytes),
  ]
  const lines = [
    'MIME-Version: 1.0',
    `Content-Type: multipart/related; boundary="${BOUNDARY}"; type="text/html"`,
    '',
    ...part(page, ''),
    ...[...frames].flatMap(([location, bytes]) => part(bytes, location)),
    `--${BOUNDARY}--`,
    '',
  ]
  return new TextEncoder().encode(lines.join('\r\n'))
}

function base64Lines(bytes: Uint8Array): string[] {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  const text = btoa(binary)
  return Array.from({ length: Math.ceil(text.length / LINE) }, (_, index) => text.slice(index * LINE, (index + 1) * LINE))
}

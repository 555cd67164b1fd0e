import { attributeOf, type HtmlElement } from './html-node.ts'

/**
 * The page that a frame shows; empty for none, null where it is not in the file.
 * @param frames pages that came with the one around, by the addresses under which it names them
 */
export function pageOf(frame: HtmlElement, frames: ReadonlyMap<string, string>): string | null {
  const source = attributeOf(frame, 'srcdoc')
  if (source !== undefined) return source
  const address = (attributeOf(frame, 'src') ?? '').trim()
  if (address === '' || /^(?:about:|javascript:)/i.test(address)) return ''
  return frames.get(address) ?? readDataAddress(address)
}

/** A page that stands in its own address (RFC 2397). */
function readDataAddress(address: string): string | null {
  const match = /^data:text\/html[^,]{0,100}?(;base64)?,/i.exec(address)
  if (!match) return null
  const data = address.slice(match[0].length)
  try {
    const bytes = match[1] ? Uint8Array.from(atob(data.replace(/\s+/g, '')), (char) => char.charCodeAt(0)) : null
    return bytes ? new TextDecoder().decode(bytes) : decodeURIComponent(data)
  } catch {
    return null
  }
}

/** Frames of counters and trackers. */
export const isDot = (frame: HtmlElement, style: ReadonlyMap<string, string>): boolean =>
  ['width', 'height'].some((side) => Number.parseFloat(style.get(side) ?? attributeOf(frame, side) ?? '100') <= 2)

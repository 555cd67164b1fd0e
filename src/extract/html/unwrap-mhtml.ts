import { Unreadable } from '../unreadable-error.ts'

/**
 * Takes the page out of a web archive (.mht, .mhtml), as browsers and Word save a page in one file. The pictures and
 * frames packed with it are left alone.
 * @returns the bytes of the first HTML part
 * @throws Unreadable damaged where it holds none
 */
export function unwrapMhtml(bytes: Uint8Array): Uint8Array {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  const page = findPage(text, 0)
  if (page === null) throw new Unreadable('damaged', 'mhtml')
  return page
}

/** @param entity a MIME entity, a character a byte: its headers, a blank line and its body */
function findPage(entity: string, depth: number): Uint8Array | null {
  const split = /\r?\n\r?\n/.exec(entity)
  if (!split || depth > 4) return null
  const headers = entity.slice(0, split.index).replace(/\r?\n[ \t]+/g, ' ')
  const body = entity.slice(split.index + split[0].length)
  const type = header(headers, 'content-type')
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type)
  if (/^multipart\//i.test(type) && boundary) {
    for (const part of body.split(`--${boundary[1] ?? boundary[2]}`).slice(1, 1_000)) {
      const page = findPage(part.replace(/^\r?\n/, ''), depth + 1)
      if (page) return page
    }
    return null
  }
  return /^text\/html/i.test(type) ? decodeBody(body, header(headers, 'content-transfer-encoding').toLowerCase()) : null
}

function header(headers: string, name: string): string {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(headers)?.[1]?.trim() ?? ''
}

function decodeBody(body: string, encoding: string): Uint8Array {
  let text = body
  if (encoding === 'quoted-printable')
    text = body
      .replace(/=[ \t]{0,80}\r?\n/g, '')
      .replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  else if (encoding === 'base64') {
    try {
      text = atob(body.replace(/[^A-Za-z0-9+/=]/g, ''))
    } catch {
      throw new Unreadable('damaged', 'mhtml')
    }
  }
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

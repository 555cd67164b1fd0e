import type { Limits } from './limits.ts'
import { readZip } from './read-zip.ts'

/** The parts of a Word and of an OpenDocument package that hold the body. */
const BODIES = new Set(['word/document.xml', 'content.xml'])
/** How cells end in Word and OpenDocument, begin in pages, and end in RTF. */
const CELL = /<\/[\w.-]{1,40}:(?:tc|table-cell)>|<t[dh][\s>]|\\cell\b/gi

/**
 * About how many cells a draft has, by the signs of cells in its bytes: before it is read, so that a zip of many
 * drafts full of cells is refused as a whole. What cannot be opened has none; reading it will say why.
 */
export function countCells(bytes: Uint8Array, limits: Limits): number {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return countSigns(bytes)
  try {
    const body = readZip(bytes, limits).find(({ name }) => BODIES.has(name))
    return body ? countSigns(body.read()) : 0
  } catch {
    return 0
  }
}

function countSigns(bytes: Uint8Array): number {
  let count = 0
  for (const _ of new TextDecoder('latin1').decode(bytes).matchAll(CELL)) count++
  return count
}

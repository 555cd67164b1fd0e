import { PLACES, type FileInformation, type Place } from './file-information.ts'
import type { TextBox } from './main-story.ts'

const SHAPE = 26
const BOX = 22
/** Where the id of a box's shape stands in its FTXBXS. */
const BOX_SHAPE = 14
/** Of the stories, the text boxes of the body. */
const BOXES = 6

/**
 * Finds the text boxes of the body: the list of shapes tells at which character each hangs, the list of box texts
 * which stretch of the story of boxes is its own ([MS-DOC] 2.8.32 PlcfSpa, 2.8.33 PlcftxbxTxt). A box without a known
 * place comes at the end.
 */
export function readTextBoxes(information: FileInformation, table: Uint8Array): TextBox[] {
  const first = information.stories.slice(0, BOXES).reduce((sum, length) => sum + length, 0)
  const last = first + information.stories[BOXES]!
  if (last === first) return []
  const places = new Map(entries(information.place(PLACES.shapes), table, SHAPE).map(({ start, view }) => [view.getUint32(0, true), start]))
  const boxes = entries(information.place(PLACES.boxTexts), table, BOX).map(({ start, end, view }) => ({
    at: places.get(view.getUint32(BOX_SHAPE, true)) ?? Infinity,
    start: first + start,
    end: Math.min(last, first + end),
  }))
  if (boxes.length === 0) return [{ at: Infinity, start: first, end: last }]
  // Each character belongs to one box at most, so that no list of boxes makes a file longer than it is.
  let covered = first
  const own = boxes.filter(({ start, end }) => {
    const isOwn = start >= covered && end > start
    if (isOwn) covered = end
    return isOwn
  })
  return own.toSorted((a, b) => a.at - b.at || a.start - b.start)
}

/** The entries of a list of positions with data of a fixed size. */
function entries(place: Place, table: Uint8Array, size: number): { start: number; end: number; view: DataView }[] {
  if (place.length < 4 || place.offset + place.length > table.length) return []
  const count = Math.floor((place.length - 4) / (4 + size))
  const view = new DataView(table.buffer, table.byteOffset + place.offset, place.length)
  return Array.from({ length: count }, (_, index) => ({
    start: view.getUint32(index * 4, true),
    end: view.getUint32(index * 4 + 4, true),
    view: new DataView(view.buffer, view.byteOffset + (count + 1) * 4 + index * size, size),
  }))
}

/** The properties that the reader looks at ([MS-DOC] 2.6). */
export const SPRM = {
  markDeleted: 0x0800,
  markInserted: 0x0801,
  vanish: 0x083c,
  webHidden: 0x0811,
  styleSeparator: 0x0818,
  strike: 0x0837,
  doubleStrike: 0x2a53,
  raised: 0x2a48,
  position: 0x4845,
  size: 0x4a43,
  characterScale: 0x4852,
  colourIndex: 0x2a42,
  colour: 0x6870,
  shading: 0xca71,
  shadingOld: 0x4866,
  highlight: 0x2a0c,
  characterStyle: 0x4a30,
  picture: 0x6a03,
  special: 0x0855,
  symbol: 0x6a09,
  inTable: 0x2416,
  rowEnd: 0x2417,
  innerCell: 0x244b,
  innerRowEnd: 0x244c,
  depth: 0x6649,
  listLevel: 0x260a,
  list: 0x460b,
  outline: 0x2640,
  paragraphShading: 0xc64d,
  paragraphShadingOld: 0x442d,
  hugeProperties: 0x6646,
  hugePropertiesOld: 0x6645,
  tableProperties: 0x646b,
  tableDefinition: 0xd608,
  tableDefinitionOld: 0xd606,
  tableVerticalMerge: 0xd62b,
  tableInsert: 0x7621,
  tableDelete: 0x5622,
  tableMerge: 0x5624,
  tableSplit: 0x5625,
  cellShading: 0xd612,
  cellShadingOld: 0xd609,
  cellShadingRange: 0xd62d,
} as const

const FIXED = [1, 1, 2, 4, 2, 2, -1, 3]
const TABS = 0xc615

/**
 * Walks the changes of properties in a grpprl: `code` is the whole sprm, its operand stands at `at`. A call for each and no
 * generator, because there is one for each property of each paragraph. Stops where an
 * operand would reach past the end: what comes before it is used.
 */
export function eachSprm(bytes: Uint8Array, start: number, end: number, take: (code: number, at: number, size: number) => void): void {
  const last = Math.min(end, bytes.length)
  let at = start
  while (at + 2 <= last) {
    const code = bytes[at]! | (bytes[at + 1]! << 8)
    at += 2
    let size = FIXED[code >> 13]!
    if (size < 0) {
      if (code === SPRM.tableDefinition || code === SPRM.tableDefinitionOld) {
        size = (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8) - 1
        at += 2
      } else {
        size = bytes[at] ?? 0
        at += 1
        if (code === TABS && size === 255) size = sizeOfTabs(bytes, at)
      }
    }
    if (size < 0 || at + size > last) return
    take(code, at, size)
    at += size
  }
}

/** sprmPChgTabs with 255 tells its length only by what it holds: deletions of 4 bytes, additions of 3. */
function sizeOfTabs(bytes: Uint8Array, at: number): number {
  const deleted = bytes[at] ?? 0
  const added = bytes[at + 1 + deleted * 4] ?? 0
  return 2 + deleted * 4 + added * 3
}

/** One change of a property: `code` is the whole sprm, `at` and `size` tell where its operand stands. */
export interface Sprm {
  readonly code: number
  readonly at: number
  readonly size: number
}

/** The properties that the reader looks at ([MS-DOC] 2.6). */
export const SPRM = {
  markDeleted: 0x0800,
  markInserted: 0x0801,
  picture: 0x6a03,
  embedded: 0x080a,
  vanish: 0x083c,
  special: 0x0855,
  symbol: 0x6a09,
  inTable: 0x2416,
  rowEnd: 0x2417,
  innerCell: 0x244b,
  innerRowEnd: 0x244c,
  depth: 0x6649,
  style: 0x4600,
  listLevel: 0x260a,
  list: 0x460b,
  outline: 0x2640,
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
} as const

const FIXED = [1, 1, 2, 4, 2, 2, -1, 3]
const TABS = 0xc615

/**
 * Walks a grpprl. Stops where an operand would reach past the end: what comes before it is used.
 * @param bytes the stream that holds it
 */
export function* readSprms(bytes: Uint8Array, start: number, end: number): Generator<Sprm> {
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
    yield { code, at, size }
    at += size
  }
}

/** sprmPChgTabs with 255 tells its length only by what it holds: deletions of 4 bytes, additions of 3. */
function sizeOfTabs(bytes: Uint8Array, at: number): number {
  const deleted = bytes[at] ?? 0
  const added = bytes[at + 1 + deleted * 4] ?? 0
  return 2 + deleted * 4 + added * 3
}

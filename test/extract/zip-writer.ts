import { deflateRawSync, crc32 } from 'node:zlib'

/** An entry as a hand may write it: what the directory says need not be so. */
export interface HandEntry {
  readonly name: string
  readonly content: Uint8Array
  /** Written as it is, not deflated. */
  readonly stored?: boolean
  /** The offset that the directory names; where the entry is, if left out. */
  readonly at?: number
  /** The packed size that the directory names. */
  readonly packed?: number
  /** No local header and no bytes of its own: another entry’s are used. */
  readonly directoryOnly?: boolean
  /** The name as bytes, for programs that do not write UTF-8. */
  readonly rawName?: Uint8Array
  /** The way of packing, and the flags, as the entry says them. */
  readonly method?: number
  readonly flags?: number
  /** Sizes and checksum stand behind the data and not in front of it. */
  readonly described?: boolean
  /** Sizes and offset in a zip64 extra field. */
  readonly wide?: boolean
}

/** Writes a zip by hand, byte by byte. @param options.wideEnd ends it with the records of zip64 */
export function writeZip(
  entries: readonly HandEntry[],
  options: { readonly front?: Uint8Array; readonly wideEnd?: boolean } = {},
): Uint8Array {
  const pieces: Buffer[] = []
  const records: Buffer[] = []
  let length = 0
  for (const entry of entries) {
    const { record, local } = writeEntry(entry, length)
    pieces.push(...local)
    records.push(record)
    length += local.reduce((sum, piece) => sum + piece.length, 0)
  }
  const directory = Buffer.concat(records)
  const wide = options.wideEnd ? wideEnd(entries.length, directory.length, length) : Buffer.alloc(0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(options.wideEnd ? 0xffff : entries.length, 8)
  end.writeUInt16LE(options.wideEnd ? 0xffff : entries.length, 10)
  end.writeUInt32LE(options.wideEnd ? 0xffffffff : directory.length, 12)
  end.writeUInt32LE(options.wideEnd ? 0xffffffff : length, 16)
  return new Uint8Array(Buffer.concat([options.front ?? Buffer.alloc(0), ...pieces, directory, wide, end]))
}

function writeEntry(entry: HandEntry, offset: number): { record: Buffer; local: Buffer[] } {
  const name = Buffer.from(entry.rawName ?? entry.name)
  const method = entry.method ?? (entry.stored ? 0 : 8)
  const flags = (entry.flags ?? 0) | (entry.described ? 8 : 0)
  const data = entry.stored ? Buffer.from(entry.content) : deflateRawSync(entry.content)
  const packed = entry.packed ?? data.length
  const at = entry.at ?? offset
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt32LE(entry.described ? 0 : crc32(entry.content), 14)
  header.writeUInt32LE(entry.described ? 0 : data.length, 18)
  header.writeUInt32LE(entry.described ? 0 : entry.content.length, 22)
  header.writeUInt16LE(name.length, 26)
  const extra = entry.wide ? Buffer.alloc(28) : Buffer.alloc(0)
  if (entry.wide) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    extra.writeBigUInt64LE(BigInt(entry.content.length), 4)
    extra.writeBigUInt64LE(BigInt(packed), 12)
    extra.writeBigUInt64LE(BigInt(at), 20)
  }
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(flags, 8)
  record.writeUInt16LE(method, 10)
  record.writeUInt32LE(crc32(entry.content), 16)
  record.writeUInt32LE(entry.wide ? 0xffffffff : packed, 20)
  record.writeUInt32LE(entry.wide ? 0xffffffff : entry.content.length, 24)
  record.writeUInt16LE(name.length, 28)
  record.writeUInt16LE(extra.length, 30)
  record.writeUInt32LE(entry.wide ? 0xffffffff : at, 42)
  return {
    record: Buffer.concat([record, name, extra]),
    local: entry.directoryOnly ? [] : [header, name, data, ...(entry.described ? [descriptorOf(entry.content, data.length)] : [])],
  }
}

function descriptorOf(content: Uint8Array, packed: number): Buffer {
  const descriptor = Buffer.alloc(16)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc32(content), 4)
  descriptor.writeUInt32LE(packed, 8)
  descriptor.writeUInt32LE(content.length, 12)
  return descriptor
}

function wideEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(56 + 20)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(size), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  end.writeUInt32LE(0x07064b50, 56)
  end.writeBigUInt64LE(BigInt(offset + size), 64)
  end.writeUInt32LE(1, 72)
  return end
}

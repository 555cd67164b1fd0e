import * as fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { rewriteZip } from '../../src/export/rewrite-zip.ts'
import { readZip } from '../../src/extract/read-zip.ts'
import { defaultLimits } from '../../src/extract/limits.ts'

const DATE = '2026-11-21T08:00:00Z'

/** The entries whose packed bytes are unchanged. */
function packed(zip: Uint8Array): Map<string, string> {
  const view = new DataView(zip.buffer, zip.byteOffset)
  const found = new Map<string, string>()
  let at = 0
  while (view.getUint32(at, true) === 0x04034b50) {
    const [size, name, extra] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true), view.getUint16(at + 28, true)]
    const start = at + 30 + name + extra
    found.set(
      new TextDecoder().decode(zip.subarray(at + 30, at + 30 + name)),
      Buffer.from(zip.subarray(start, start + size)).toString('hex'),
    )
    at = start + size
  }
  return found
}

describe('rewriting a zip', () => {
  it('changes and adds the given entries and copies the packed bytes of the rest', () => {
    const content = fc.uint8Array({ maxLength: 300 })
    const names = fc.uniqueArray(fc.constantFrom('a.xml', 'word/b.xml', '中文.png', 'd/', 'e.bin'), { minLength: 1 })
    fc.assert(
      fc.property(names, fc.array(content, { minLength: 5, maxLength: 5 }), content, fc.nat(9), (list, contents, fresh, level) => {
        const before = zipSync(
          Object.fromEntries(
            list.map((name, index) => [
              name,
              [name.endsWith('/') ? new Uint8Array() : (contents[index] ?? fresh), { level: level as 6, mtime: new Date(2001, 1, 1) }],
            ]),
          ),
        )
        const copy = Buffer.from(before)
        const after = rewriteZip(
          copy,
          new Map([
            [list[0] ?? '', fresh],
            ['new.xml', fresh],
          ]),
          DATE,
        )
        expect(copy.equals(before)).toBe(true)
        expect(readZip(after, defaultLimits).map((one) => one.name)).toEqual([...list, 'new.xml'])
        const read = unzipSync(after)
        expect(read['new.xml']).toEqual(fresh)
        expect(read[list[0] ?? '']).toEqual(fresh)
        for (const entry of readZip(after, defaultLimits)) expect(entry.read().length).toBe(read[entry.name]?.length)
        const [old, now] = [packed(before), packed(after)]
        for (const name of list.slice(1)) expect(now.get(name)).toBe(old.get(name))
      }),
    )
  })

  it('does not inflate unchanged entries, and refuses entries outside the file', () => {
    const zip = zipSync({ 'a.xml': strToU8('<a/>'), 'bomb.bin': new Uint8Array(60_000_000) })
    const after = rewriteZip(zip, new Map([['a.xml', strToU8('<b/>')]]), DATE)
    expect(after.length).toBeLessThan(zip.length + 200)
    const cut = new Uint8Array(zip)
    new DataView(cut.buffer).setUint32(0, 0, true)
    expect(() => rewriteZip(cut, new Map([['bomb.bin', strToU8('')]]), DATE)).toThrow(expect.objectContaining({ code: 'unreadable' }))
    expect(() => rewriteZip(strToU8('not a zip, though long enough for its end'), new Map(), DATE)).toThrow(
      expect.objectContaining({ code: 'unreadable' }),
    )
  })
})

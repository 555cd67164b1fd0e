import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../../src/extract/crc32.ts'
import { checksumOf, inflateBytes, inflatePortably, InflatesTooFar } from '../../src/extract/inflate-bytes.ts'

describe.each([
  ['Node’s own', inflateBytes],
  ['portable', inflatePortably],
])('inflating, %s', (_, inflate) => {
  it('gives back what was packed, up to exactly the allowed size', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 5_000 }), fc.integer({ min: 1, max: 30 }), (piece, times) => {
        const data = Buffer.concat(Array.from({ length: times }, () => piece))
        const packed = new Uint8Array(deflateRawSync(data))
        expect(Buffer.compare(inflate(packed, data.length), data)).toBe(0)
        expect(() => inflate(packed, data.length - 1)).toThrow(InflatesTooFar)
      }),
      { numRuns: 60 },
    )
  })

  it('stops a zip bomb long before it is unpacked', () => {
    const bomb = new Uint8Array(deflateRawSync(Buffer.alloc(64 * 1024 * 1024)))
    expect(bomb.length).toBeLessThan(100_000)
    expect(() => inflate(bomb, 1024 * 1024)).toThrow(InflatesTooFar)
  })

  it('reports truncated data', () => {
    const packed = new Uint8Array(deflateRawSync(Buffer.from('政府信息公开'.repeat(500))))
    expect(() => inflate(packed.subarray(0, packed.length - 8), 1_000_000)).toThrow()
  })
})

it('computes the same checksum both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(crc32(bytes)).toBe(checksumOf(bytes))
    }),
  )
})

import { expect, it } from 'vitest'
import { joinBytes } from '../../src/language/join-bytes.ts'

it('joins chunks in order', () => {
  expect(joinBytes([Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3)])).toEqual(Uint8Array.of(1, 2, 3))
  expect(joinBytes([])).toEqual(new Uint8Array())
})

import { expect, it } from 'vitest'
import { findRegions } from '../../../src/report/tables/find-regions.ts'
import { tableWords } from '../../../src/report/tables/table-words.ts'
import { forms, reference } from '../../support/reference.ts'
import type { Line, Piece } from '../../../src/report/tables/piece.ts'

it('takes linear time for lines outside tables', () => {
  // All lines without a known wording are kept for the next table: copying 100,000 of them at each line would take minutes.
  const piece = { kind: 'text', text: '短行', key: '短行', hits: [] } as unknown as Piece
  const lines = Array.from({ length: 100_000 }, (_, number) => ({ number, pieces: [piece] }) as unknown as Line)
  expect(findRegions(lines, tableWords(reference, forms['2021']), () => null).size).toBe(0)
})

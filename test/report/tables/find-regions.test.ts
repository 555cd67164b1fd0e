import { expect, it } from 'vitest'
import { findRegions } from '../../../src/report/tables/find-regions.ts'
import type { LabelIndex } from '../../../src/report/tables/label-index.ts'
import type { Line, Piece } from '../../../src/report/tables/piece.ts'

it('takes time in proportion to the lines that belong to no table', () => {
  // Lines that no wording interrupts are all kept for the next table: 100,000 of them, copied at each line, took minutes.
  const piece = { kind: 'text', text: '短行', key: '短行', hits: [] } as unknown as Piece
  const lines = Array.from({ length: 100_000 }, (_, number) => ({ number, pieces: [piece] }) as unknown as Line)
  const index = { isFragment: () => false } as unknown as LabelIndex
  expect(findRegions(lines, index, () => null).size).toBe(0)
})

import { openedOn } from './opened-draft.ts'
import type { DraftWork } from './work.ts'

/** The opened draft → its figures that are sure. */
export const readFigures: DraftWork<'read-figures'> = {
  kind: 'read-figures',
  run: (_input, desk) => {
    const { year, tables } = openedOn(desk).report
    const cells = Object.values(tables).flatMap((table) => [...table.cells])
    return { year, figures: cells.flatMap(([key, cell]) => (cell.state === 'number' && !cell.unsure ? [[key, cell.value] as const] : [])) }
  },
}

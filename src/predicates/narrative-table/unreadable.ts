import { tableOf } from '../../form/part-name.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { tableName } from '../place-of-cell.ts'
import type { Sum } from '../tables/sum-of-cells.ts'
import { unknown } from '../predicate.ts'

/** A sum of which a cell is blank or cannot be read: nothing can be said of it. */
export const unreadable = ({ form }: AnnualReport, { key, why }: Extract<Sum, { known: false }>): Outcome =>
  unknown(`cells-${why}`, { table: tableName(form, tableOf(key)), count: 1 })

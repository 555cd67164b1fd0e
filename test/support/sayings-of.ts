import type { Document } from '../../src/model/document.ts'
import { catalogue } from '../rules/catalogue-fixture.ts'
import { readReport } from './reference.ts'

/** What a draft says as a report: every cell of its tables, and what the rules find but for marks of the file itself. */
export function sayingsOf(document: Document) {
  const report = readReport(document)
  const cells = Object.values(report.tables).flatMap((table) =>
    [...table.cells].map(([key, value]) => [key, value.state, 'value' in value ? value.value : null]),
  )
  const { findings, unknown } = catalogue.check({ report })
  const said = [...findings, ...findings.flatMap(({ consequences }) => consequences)].map(({ rule, message }) => `${rule} ${message}`)
  return {
    cells,
    said: said.filter((line) => !line.startsWith('PS-005')).toSorted(),
    unknown: unknown.map(({ rule }) => rule).toSorted(),
  }
}

import { findTable } from '../../src/form/form-lines.ts'
import type { BlocksTable, Form, FormTable, GroupsTable, MatrixTable } from '../../src/form/form.ts'
import { formOf } from '../../src/form/forms.ts'
import { loadReference } from '../../src/host/load-reference.ts'
import type { AnnualReport, TableReading } from '../../src/model/annual-report.ts'
import type { Document } from '../../src/model/document.ts'
import { createReportReader } from '../../src/report/create-report-reader.ts'
import type { ReadOptions } from '../../src/report/read-front.ts'

/** The shipped forms and words. */
export const reference = loadReference('rules')

/** A shipped form with its three tables by name. */
export interface ShippedForm extends Form {
  readonly table2: BlocksTable
  readonly table3: MatrixTable
  readonly table4: GroupsTable
}

function shippedForm(version: string): ShippedForm {
  const form = formOf(reference.forms, version)
  const table = (id: string): FormTable => findTable(form, id) ?? missing(id)
  return { ...form, table2: table('table2') as BlocksTable, table3: table('table3') as MatrixTable, table4: table('table4') as GroupsTable }
}

const missing = (id: string): never => {
  throw new Error(`no ${id}`)
}

export const forms = { '2019': shippedForm('2019'), '2021': shippedForm('2021') }

/** Readings of the three tables of a shipped form, by name. */
export type ThreeTables = Readonly<Record<'table2' | 'table3' | 'table4', TableReading>>

export function threeTables(tables: AnnualReport['tables']): ThreeTables {
  const of = (id: string): TableReading => tables[id] ?? missing(id)
  return { table2: of('table2'), table3: of('table3'), table4: of('table4') }
}

const read = createReportReader(reference)

export function readReport(document: Document, options?: ReadOptions): AnnualReport & { readonly tables: ThreeTables } {
  const report = read(document, options)
  return { ...report, tables: threeTables(report.tables) }
}

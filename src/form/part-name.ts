import { findTable } from './form-lines.ts'
import type { Form } from './form.ts'

/** Numeral in front of a part's heading: 三; empty for a part that the form does not have. */
export function numeralOfPart(form: Form, part: number | null): string {
  return form.sections.find((section) => section.part === part)?.numeral ?? ''
}

/** Number of the part that a table belongs to. */
export function partOfTable(form: Form, table: string): number | null {
  return findTable(form, table)?.part ?? null
}

/** What people call a table: 表三. */
export function nameOfTable(form: Form, table: string): string {
  return findTable(form, table)?.name ?? table
}

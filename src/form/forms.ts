import type { Form } from './form.ts'

/** The prescribed formats by version: every file of rules/forms/. */
export type Forms = Readonly<Record<string, Form>>

export const newestFirst = (forms: Forms): readonly Form[] => Object.values(forms).toSorted((a, b) => b.firstYear - a.firstYear)

/**
 * The format that a report of `year` must follow; the newest where the year is unknown or before every format.
 * Source: each form's firstYear and lastYear (国办公开办函〔2019〕60号: 2019 and 2020; 〔2021〕30号: from 2021 on).
 */
export function formOfYear(forms: Forms, year: number | null): Form {
  const all = newestFirst(forms)
  const found = all.find((form) => year !== null && form.firstYear <= year && year <= (form.lastYear ?? year)) ?? all[0]
  if (!found) throw new RangeError('no forms')
  return found
}

/** @throws RangeError for a version that has no file */
export function formOf(forms: Forms, version: string): Form {
  const form = forms[version]
  if (!form) throw new RangeError(`no form ${version}`)
  return form
}

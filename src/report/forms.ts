import form2019 from '../../rules/forms/2019.json' with { type: 'json' }
import form2021 from '../../rules/forms/2021.json' with { type: 'json' }
import type { FormVersion } from '../model/annual-report.ts'
import { Form } from '../model/form.ts'

/** The two prescribed formats, by version. Source: 国办公开办函〔2019〕60号 and 〔2021〕30号. */
export const forms: Readonly<Record<FormVersion, Form>> = {
  '2019': Form.parse(form2019),
  '2021': Form.parse(form2021),
}

/** The format that a report of `year` must follow: 2019 for 2019 and 2020, 2021 from 2021 on and where the year is unknown. */
export function formOfYear(year: number | null): FormVersion {
  return year === 2019 || year === 2020 ? '2019' : '2021'
}

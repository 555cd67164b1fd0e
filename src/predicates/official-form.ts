import form2019 from '../../rules/forms/2019.json' with { type: 'json' }
import form2021 from '../../rules/forms/2021.json' with { type: 'json' }
import type { FormVersion } from '../model/annual-report.ts'
import { Form } from '../model/form.ts'

const forms: Readonly<Record<FormVersion, Form>> = { '2019': Form.parse(form2019), '2021': Form.parse(form2021) }

/** The prescribed format with the official words that the predicates quote. */
export function officialForm(version: FormVersion): Form {
  return forms[version]
}

import { formOf } from '../../src/form/forms.ts'
import { loadReference } from '../../src/host/load-reference.ts'
import { createReportReader } from '../../src/report/create-report-reader.ts'

/** The forms and words as they are shipped. */
export const reference = loadReference('rules')
export const forms = { ...reference.forms, '2019': formOf(reference.forms, '2019'), '2021': formOf(reference.forms, '2021') }
export const readReport = createReportReader(reference)

import { NUMERALS } from '../language/chinese-numerals.ts'
import type { Form } from '../form/form.ts'
import { formOfYear, newestFirst } from '../form/forms.ts'
import { trimEndOf } from '../language/trim-characters.ts'
import { AppError } from '../model/app-error.ts'
import type { Trial } from '../model/ports/draft-reader.ts'
import type { Rule, RuleCase } from '../model/rule.ts'
import { cleanLine } from '../reply/markup.ts'
import { doWork } from './do-work.ts'
import type { Office } from './office.ts'

/** Where a pasted sentence is put in the sample report. */
export const PLACES = ['title', 'period', 'says', 'on_request', 'part5', 'part6'] as const
export type TrialPlace = (typeof PLACES)[number]

export const LONGEST_TRIAL = 2000

/** @throws AppError not-found */
export function findRule(office: Pick<Office, 'checker'>, id: string): Rule {
  const rule = office.checker.rules.find((one) => one.id === id.toUpperCase())
  if (!rule) throw new AppError('not-found', 'no such rule', { key: 'errors.page-not-found' })
  return rule
}

/** Runs cases of a rule, each on a clean sample report, through the real reader and checker. */
export const tryCases = (office: Office, rule: Rule, given: readonly RuleCase['given'][]): Promise<readonly Trial[]> =>
  doWork(office, rule.id, (attempt) => attempt.run('try-rule', { rule: rule.id, given }))

/** A sentence, figures of a table, or both, to be put into a clean sample report. */
interface TrialRequest {
  readonly text: string
  readonly place: TrialPlace
  /** Lines of `row: 1 2 0 0 0 0 3` (a figure a column) or `row: 3`, rows by their official words. */
  readonly figures: string
}

/** What they make of the sample report, as a case. @throws AppError bad-request if a line of figures is not understood, or it is all too long */
export function caseOf(office: Pick<Office, 'checker'>, rule: Rule, { text, place, figures }: TrialRequest): RuleCase['given'] {
  if (text.length + figures.length > LONGEST_TRIAL)
    throw new AppError('bad-request', 'trial too long', { key: 'errors.long-question', with: { most: LONGEST_TRIAL } })
  const lines = text
    .split('\n')
    .map((line) => cleanLine(line).trim())
    .filter(Boolean)
  const { forms } = office.checker.reference
  const newest = formOfYear(forms, null)
  const form = newestFirst(forms).find(({ version }) => rule.form.includes(version)) ?? newest
  const tables: Record<string, Record<string, number | number[]>> = {}
  for (const line of figures.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const { table, row, values } = readFigures(line, form)
    tables[table] = { ...tables[table], [row]: values }
  }
  return {
    ...(form === newest ? {} : { year: form.firstYear }),
    ...(lines.length ? { [place]: place === 'period' ? lines.join('') : lines } : {}),
    ...tables,
  }
}

/** `本年新收：3 0 0 0 0 0 3` → table3, new_received, [3, 0, 0, 0, 0, 0, 3]. */
function readFigures(line: string, { tables }: Form): { table: string; row: string; values: number | number[] } {
  const head = trimEndOf(line, /[\d\s,，、]/)
  const numbers = line.slice(head.length)
  const label = /[\s:：=＝]/.test(head.slice(-1) + numbers.charAt(0)) ? trimEndOf(head, /[\s:：=＝]/) : ''
  const wanted = squeeze(label)
  const values = numbers
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map(Number)
  for (const table of tables) {
    if (wanted === '' || table.layout !== 'matrix') continue
    const row = table.rows.find((one) => one.kind === 'value' && (squeeze(one.label).includes(wanted) || one.key === label.trim()))
    const [only] = values
    if (row && only !== undefined && values.length === 1) return { table: table.id, row: row.key, values: only }
    if (row && values.length === table.columns.length) return { table: table.id, row: row.key, values }
  }
  throw new AppError('bad-request', 'figures not understood', { key: 'errors.bad-figures', with: { line: cleanLine(line).slice(0, 60) } })
}

const ROW_NUMBER = new RegExp(`[\\s（）()${NUMERALS}、.．\\d]`, 'gu')

const squeeze = (text: string): string => text.replace(ROW_NUMBER, '')

import type { Form } from '../form/form.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { squeeze } from '../language/squeeze-text.ts'
import type { AnnualReport, CellKey, TableReading } from '../model/annual-report.ts'

/** Parts and tables of the form that must be there before anything is called an empty form: a conversion may lose some. */
const FEWEST_PARTS = 4

/** Characters that a heading of an aspect may have more than its label: “（一）主动公开情况”. */
const LONGER_LABEL = 4

/** Shorter lines above the first part are titles and names, not a preamble. */
const SHORTEST_SENTENCE = 30

/**
 * Whether nothing has been filled in: the headings and tables of the form are there, every cell is blank (but what was
 * carried over from last year, which the program fills in itself), and the parts hold the form's own prompts only.
 */
export function isBlankForm(report: AnnualReport, lexicon: Lexicon): boolean {
  const parts = new Set(report.sections.flatMap(({ part }) => (part === null ? [] : [part])))
  if (parts.size < FEWEST_PARTS || report.sections.some(({ part }) => part === null)) return false
  return tablesAreBlank(report) && textIsOfForm(report, lexicon) && preambleIsOfForm(report, lexicon)
}

function tablesAreBlank({ form, tables }: AnnualReport): boolean {
  const carried = new Set(form.tables.flatMap((table) => ('carried' in table && table.carried ? [`${table.id}/${table.carried.to}/`] : [])))
  const mayBeFilled = (key: CellKey): boolean => [...carried].some((row) => key.startsWith(row))
  const isBlank = ({ presence, cells, extra, groupFigures }: TableReading): boolean =>
    presence === 'present' &&
    extra.length + groupFigures.length === 0 &&
    [...cells].some(([, { state }]) => state === 'blank') &&
    [...cells].every(([key, { state }]) => state === 'blank' || state === 'absent' || (state === 'number' && mayBeFilled(key)))
  return form.tables.every(({ id }) => tables[id] !== undefined && isBlank(tables[id]))
}

function textIsOfForm({ form, agency, passages, sections, year }: AnnualReport, lexicon: Lexicon): boolean {
  const headings = new Set(sections.map(({ span }) => span.anchor))
  const prompts = new Set(promptsOf(form, year).map(squeeze))
  const labels = form.sections.flatMap(({ aspects }) => aspects.map(({ label }) => label))
  const [hint, remains] = [lexicon.all('report/blank-form/hint'), lexicon.pattern('report/blank-form/remains')]
  const isOfForm = (text: string): boolean => {
    const left = squeeze(text.replace(hint, ''))
    if (remains.test(left) || prompts.has(squeeze(text)) || left === agency.name) return true
    const label = labels.find((one) => left.includes(one))
    return label !== undefined && left.replace(label, '').replace(/^\(.\)/, '').length <= LONGER_LABEL
  }
  return passages.every(({ anchor, text, part }) => part === 0 || part === 7 || headings.has(anchor) || isOfForm(text))
}

const promptsOf = ({ sections }: Form, year: number | null): string[] =>
  sections.flatMap(({ prompts }) => prompts.map((prompt) => prompt.replaceAll('{year}', String(year))))

/** A preamble in which nothing is left open was written by somebody: the form is filled in part. */
function preambleIsOfForm({ preamble, title }: AnnualReport, lexicon: Lexicon): boolean {
  const [hint, gap] = [lexicon.pattern('report/blank-form/hint'), lexicon.pattern('report/blank-form/gap')]
  const written = preamble.filter(({ anchor, text }) => anchor !== title?.span.anchor && text.length >= SHORTEST_SENTENCE)
  return written.length === 0 || written.some(({ text }) => hint.test(text) || gap.test(text))
}

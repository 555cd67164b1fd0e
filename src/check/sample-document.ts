import type { Form } from '../form/form.ts'
import { formOf, formOfYear } from '../form/forms.ts'
import type { Reference } from '../form/reference.ts'
import type { Block, Document, DocumentMark, ExtractionNote } from '../model/document.ts'
import type { Values } from '../model/outcome.ts'
import { fillPlaceholders } from './fill-placeholders.ts'
import { Text, type SamplePatch } from './sample-patch.ts'
import { gridOf, plainRows, sampleTable } from './sample-tables.ts'

/** A sample report while it is written: what the case changes, and what fills the placeholders of its texts. */
interface Draft {
  readonly texts: Reference['sample']
  readonly patch: SamplePatch
  readonly values: Values
  readonly omitted: ReadonlySet<string>
}

/**
 * A clean report as a Document, with the patch applied. Used by rule cases, the web page's examples and tests.
 * @param reference the prescribed formats and the texts of a clean report
 * @param patch what differs from a clean report; parse with SamplePatch first
 */
export function sampleDocument({ forms, sample: texts }: Pick<Reference, 'forms' | 'sample'>, patch: SamplePatch): Document {
  const year = patch.year ?? 2024
  const form = patch.form ? formOf(forms, patch.form) : formOfYear(forms, year)
  const values = { agency: patch.agency ?? texts.agency, year, next: year + 1, document: form.document }
  const draft = { texts, patch, values, omitted: new Set(patch.omit) }
  const blocks: Block[] = []
  const say = (written: readonly string[]): void => {
    for (const text of written) blocks.push({ kind: 'paragraph', id: `p${blocks.length + 1}`, text: fillPlaceholders(text, values) })
  }
  say(list(patch.title ?? texts.title))
  if (!draft.omitted.has('preamble')) say(preambleOf(draft))
  for (const part of patch.order ?? [1, 2, 3, 4, 5, 6]) {
    const section = form.sections.find((candidate) => candidate.part === part)
    if (!section || draft.omitted.has(`part${part}`)) continue
    say([...headingOf(section, patch), ...bodyOf(part, draft)])
    if (part === 1 && patch.own_table) blocks.push(gridOf(`t${blocks.length + 1}`, plainRows(patch.own_table)))
    for (const table of formOf(forms, patch.tables ?? form.version).tables) {
      if ((patch.placed?.[table.id] ?? table.part) !== part || draft.omitted.has(table.id)) continue
      for (let times = patch.doubled?.includes(table.id) ? 2 : 1; times > 0; times--)
        blocks.push(sampleTable(table, patch, `t${blocks.length + 1}`))
    }
  }
  if (!draft.omitted.has('signature')) say(list(patch.signature ?? texts.signature))
  return {
    format: 'docx',
    blocks,
    aside: patch.footer ? [{ kind: 'footer', text: patch.footer }] : [],
    marks: (patch.marks ?? []) as DocumentMark[],
    notes: (patch.notes ?? []) as ExtractionNote[],
  }
}

const list = (text: string | readonly string[] | undefined): readonly string[] =>
  text === undefined ? [] : typeof text === 'string' ? [text] : text

function preambleOf({ texts, patch, omitted }: Draft): readonly string[] {
  if (patch.preamble !== undefined) return list(patch.preamble)
  const period = omitted.has('period') ? '' : (patch.period ?? texts.period)
  const contact = omitted.has('contact') ? '' : (patch.contact ?? texts.contact)
  return [texts.law + period + texts.published + contact]
}

/** Null in a case leaves the heading out. */
function headingOf({ part, numeral, heading }: Form['sections'][number], { headings }: SamplePatch): readonly string[] {
  const written = headings?.[String(part)]
  return written === null ? [] : [written ?? `${numeral}、${heading}`]
}

function bodyOf(part: number, { texts, patch, omitted }: Draft): readonly string[] {
  const changed: Readonly<Record<string, unknown>> = patch
  const textOf = (key: string): readonly string[] | null => {
    const written = Text.safeParse(changed[key])
    return written.success ? list(written.data) : null
  }
  const whole = textOf(`part${part}`)
  if (whole) return whole
  if (part !== 1) return texts.parts[`part${part}`] ?? []
  const aspects = texts.aspects.flatMap(({ key, heading, text }) => {
    const [first = '', ...more] = textOf(key) ?? [text]
    return omitted.has(key) ? [] : [heading + first, ...more]
  })
  return [...aspects, ...list(patch.says)]
}

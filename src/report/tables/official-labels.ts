import type { Form } from '../../form/form.ts'
import { bindKey, coreKey, foldLabel, numeralOf } from '../../language/label-key.ts'

export type TableId = 'table2' | 'table3' | 'table4'

/** One official wording of the form, ready for being looked for. */
export interface OfficialLabel {
  readonly table: TableId
  /** Key of a LabelReading: `table3/row/granted`, `table2/column/issued`, `table4/group/litigation_direct`. */
  readonly key: string
  /** Last word of the key. */
  readonly name: string
  /** `heading` stands over others and has no figures; `group` is a row of table three without cells of its own. */
  readonly kind: 'row' | 'group' | 'column' | 'heading'
  /** Block of table two to which it belongs. */
  readonly block?: string
  readonly official: string
  readonly folded: string
  readonly full: string
  readonly core: string
  readonly numeral: string
}

const known = new WeakMap<Form, readonly OfficialLabel[]>()

/** Every official wording of the three tables of one form, in official order. */
export function officialLabels(form: Form): readonly OfficialLabel[] {
  const labels = known.get(form) ?? [...labelsOfTable2(form), ...labelsOfTable3(form), ...labelsOfTable4(form)]
  known.set(form, labels)
  return labels
}

function label(table: TableId, group: string, name: string, kind: OfficialLabel['kind'], official: string, block?: string): OfficialLabel {
  const key = name ? `${table}/${group}/${name}` : `${table}/${group}`
  const base = {
    table,
    key,
    name: name || group,
    kind,
    official,
    folded: foldLabel(official),
    full: bindKey(official),
    core: coreKey(official),
    numeral: numeralOf(official),
  }
  return block ? { ...base, block } : base
}

function labelsOfTable2(form: Form): OfficialLabel[] {
  return form.table2.blocks.flatMap((block) => [
    label('table2', 'block', block.key, 'heading', block.title, block.key),
    label('table2', 'stub', '', 'heading', block.stub, block.key),
    ...block.columns.map((column) => label('table2', 'column', column.key, 'column', column.label, block.key)),
    ...block.rows.map((row) => label('table2', 'row', row.key, 'row', row.label, block.key)),
  ])
}

function labelsOfTable3(form: Form): OfficialLabel[] {
  const { note, applicants, organisations, columns, rows } = form.table3
  return [
    label('table3', 'note', '', 'heading', note),
    label('table3', 'applicants', '', 'heading', applicants),
    label('table3', 'organisations', '', 'heading', organisations),
    ...columns.map((column) => label('table3', 'column', column.key, 'column', column.label)),
    ...rows.map((row) => label('table3', 'row', row.key, row.kind === 'group' ? 'group' : 'row', row.label)),
  ]
}

function labelsOfTable4(form: Form): OfficialLabel[] {
  return [
    label('table4', 'litigation', '', 'heading', form.table4.litigation),
    ...form.table4.groups.map((group) => label('table4', 'group', group.key, 'heading', group.label)),
    ...form.table4.columns.map((column) => label('table4', 'column', column.key, 'column', column.label)),
  ]
}

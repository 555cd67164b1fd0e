import { depthOf } from '../../form/form-lines.ts'
import type { BlocksTable, Form, FormTable, GroupsTable, MatrixTable } from '../../form/form.ts'
import { bindKey, coreKey, foldLabel, numeralOf } from '../../language/label-key.ts'
import { remember } from '../../language/remember.ts'

/** One official wording of the form, ready for being looked for. */
export interface OfficialLabel {
  /** Id of its table. */
  readonly table: string
  /** Key of a LabelReading: `table3/row/granted`, `table2/column/issued`, `table4/group/litigation_direct`. */
  readonly key: string
  /** Last word of the key. */
  readonly name: string
  /**
   * `group` is a row without cells of its own; `heading` stands over others and has no figures; `band` is the heading
   * over the columns of a group.
   */
  readonly kind: 'row' | 'group' | 'column' | 'heading' | 'band'
  /** The block of its table to which it belongs. */
  readonly block?: string
  /** How many groups a row stands in. */
  readonly depth?: number
  readonly official: string
  readonly folded: string
  readonly full: string
  readonly core: string
  readonly numeral: string
}

/** Every official wording of the form's tables, in official order. */
export const officialLabels = (form: Form): readonly OfficialLabel[] => form.tables.flatMap(labelsOfTable)

/** Every official wording of a table, in official order. */
export const labelsOfTable = remember((table: FormTable): readonly OfficialLabel[] => {
  if (table.layout === 'blocks') return labelsOfBlocks(table)
  return table.layout === 'matrix' ? labelsOfMatrix(table) : labelsOfGroups(table)
})

type Wording = Pick<OfficialLabel, 'kind'> &
  Partial<Pick<OfficialLabel, 'block' | 'depth'>> & { readonly key: string; readonly label: string }

/** @param path what stands in the key in front of the wording's own name */
function label(path: string, { key: name, label: official, ...rest }: Wording): OfficialLabel {
  return {
    ...rest,
    table: path.split('/')[0] ?? '',
    key: `${path}/${name}`,
    name,
    official,
    folded: foldLabel(official),
    full: bindKey(official),
    core: coreKey(official),
    numeral: numeralOf(official),
  }
}

const labelsOfBlocks = ({ id, blocks }: BlocksTable): OfficialLabel[] =>
  blocks.flatMap(({ key: block, title, stub, columns, rows }) => [
    label(`${id}/block`, { key: block, label: title, kind: 'heading', block }),
    label(id, { key: 'stub', label: stub, kind: 'heading', block }),
    ...columns.map((column) => label(`${id}/column`, { key: column.key, label: column.label, kind: 'column', block })),
    ...rows.map((row) => label(`${id}/row`, { key: row.key, label: row.label, kind: 'row', block })),
  ])

function labelsOfMatrix(table: MatrixTable): OfficialLabel[] {
  const { id, corner, over, span, columns, rows } = table
  return [
    ...[corner, over, span].flatMap((heading) => (heading ? [label(id, { ...heading, kind: 'heading' })] : [])),
    ...columns.map((column) => label(`${id}/column`, { key: column.key, label: column.label, kind: 'column' })),
    ...rows.map((row) => {
      const kind = row.kind === 'group' ? 'group' : 'row'
      return label(`${id}/row`, { key: row.key, label: row.label, kind, depth: depthOf(table, row) })
    }),
  ]
}

const labelsOfGroups = ({ id, span, groups, columns }: GroupsTable): OfficialLabel[] => [
  ...(span ? [label(id, { ...span, kind: 'heading' })] : []),
  ...groups.map((group) => label(`${id}/group`, { key: group.key, label: group.label, kind: 'band' })),
  ...columns.map((column) => label(`${id}/column`, { key: column.key, label: column.label, kind: 'column' })),
]

import { raised } from '../shown.ts'
import { attribute } from '../xml-names.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'

const TICKED = '\u2611'
const UNTICKED = '\u25a1'

const of = (node: XmlNode, name: string): string | undefined => attribute(node.attributes, name)

/** @returns the value of a form control as it is shown; null where it is of an unknown kind */
export function controlValue(control: XmlNode): string | null {
  switch (control.name) {
    case 'form:text':
    case 'form:textarea':
    case 'form:formatted-text':
    case 'form:number':
    case 'form:combobox':
    case 'form:date':
    case 'form:time':
      return of(control, 'current-value') ?? of(control, 'value') ?? ''
    case 'form:listbox':
      return chosen(findAll(control, 'form:option'))
    case 'form:checkbox':
    case 'form:radio':
      return (of(control, 'current-state') ?? of(control, 'state') ?? of(control, 'current-selected')) === 'checked' ? TICKED : UNTICKED
    case 'form:fixed-text':
      return of(control, 'label') ?? ''
    case 'form:hidden':
      return ''
    default:
      return null
  }
}

function chosen(options: readonly XmlNode[]): string {
  const option = options.find((one) => of(one, 'current-selected') === 'true') ?? options.find((one) => of(one, 'selected') === 'true')
  return option ? (of(option, 'label') ?? of(option, 'value') ?? '') : ''
}

/** @returns the value of a field that Word's forms leave in an OpenDocument file; null for one of an unknown kind */
export function fieldmarkValue(mark: XmlNode): string | null {
  const type = (of(mark, 'type') ?? '').replace(/^.*\./, '')
  const params = findAll(mark, 'field:param').map((param) => [of(param, 'name') ?? '', of(param, 'value') ?? ''] as const)
  const value = (end: RegExp) => params.find(([name]) => end.test(name))?.[1]
  if (type === 'FORMCHECKBOX') return value(/Checked$/i) === 'true' ? TICKED : UNTICKED
  if (type !== 'FORMDROPDOWN') return null
  const entries = params.filter(([name]) => /ListEntry$/i.test(name)).map(([, entry]) => entry)
  return entries[Number(value(/(Selected|Result)$/i) ?? 0)] ?? null
}

/** @returns the entry that a drop-down field shows */
export function dropDownValue(node: XmlNode): string {
  const label = findAll(node, 'text:label').find((one) => of(one, 'current-selected') === 'true')
  return textBelow(node).trim() || (label ? (of(label, 'value') ?? '') : '')
}

/** @returns a formula as text, its raised parts as such; null where text cannot say it */
export function formulaText(node: XmlNode): string | null {
  const local = node.name.replace(/^.*:/, '')
  if (/^(annotation|annotation-xml|mspace|mphantom)$/.test(local)) return ''
  if (/^(mn|mo|mi|mtext|ms)$/.test(local)) return textBelow(node).replace(/\s+/g, '')
  const parts = node.children.filter((child) => typeof child !== 'string').map(formulaText)
  if (parts.includes(null)) return null
  const [first = '', second = ''] = parts as string[]
  if (/^m(sup|sub)$/.test(local)) return first + raised(second)
  if (local === 'mfrac') return `${first}/${second}`
  return /^(math|semantics|mrow|mstyle|mpadded|merror|mtd|)$/.test(local) || parts.length === 0 ? (parts as string[]).join('') : null
}

import { attributeOf, childrenOf, isElement, textIn, type HtmlElement } from './html-node.ts'

/** Elements that draw a value or a picture instead of holding text. */
export const DRAWN_CONTROLS: ReadonlySet<string> = new Set(['input', 'select', 'textarea', 'svg', 'math'])

const TYPED = /^(?:|text|number|tel|email|url|search|date|month|week|time|datetime-local)$/
const TICKED = '√'

/**
 * The text that a control shows in the line in which it stands: what is typed, chosen or ticked, the text of a drawing.
 * @returns null where it shows something that the file does not tell
 */
export function controlText(control: HtmlElement): string | null {
  if (control.tagName === 'textarea') return textBelow(control)
  if (control.tagName === 'select') return chosenIn(control)
  if (control.tagName === 'svg') return drawnText(control)
  if (control.tagName === 'math') return textBelow(control)
  const type = (attributeOf(control, 'type') ?? '').toLowerCase()
  if (TYPED.test(type)) return attributeOf(control, 'value') ?? null
  if (type === 'checkbox' || type === 'radio') return attributeOf(control, 'checked') === undefined ? '' : TICKED
  return type === 'password' || type === 'image' || type === 'file' || type === 'range' || type === 'color' ? null : ''
}

function chosenIn(select: HtmlElement): string | null {
  const options = optionsOf(select)
  const chosen = options.filter((option) => attributeOf(option, 'selected') !== undefined)
  const multiple = attributeOf(select, 'multiple') !== undefined
  const shown = chosen.length > 0 ? (multiple ? chosen : chosen.slice(-1)) : multiple ? [] : options.slice(0, 1)
  if (options.length === 0) return null
  return shown.map((option) => textBelow(option).trim()).join(' ')
}

const optionsOf = (select: HtmlElement): HtmlElement[] => [
  ...childrenOf(select, 'option'),
  ...childrenOf(select, 'optgroup').flatMap((group) => childrenOf(group, 'option')),
]

/** The words of a drawing; null where it has none and is nothing but lines. */
function drawnText(svg: HtmlElement): string | null {
  const texts: string[] = []
  const visit = (element: HtmlElement) => {
    for (const child of element.childNodes) {
      if (!isElement(child)) continue
      if (child.tagName === 'text') texts.push(textBelow(child).trim())
      else visit(child)
    }
  }
  visit(svg)
  return texts.length > 0 ? texts.join(' ') : null
}

const textBelow = (element: HtmlElement): string =>
  element.childNodes
    .map((child) => textIn(child) ?? (isElement(child) && !child.tagName.startsWith('annotation') ? textBelow(child) : ''))
    .join('')

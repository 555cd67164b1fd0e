import { isRead, saysWhatIsRead, type Declarations, type Declared } from './read-properties.ts'
import { styleParsers } from './style-parsers.ts'

export interface StyleAttribute {
  readonly declarations: Declarations
  /** What they say by themselves; null where custom properties have a part in it. */
  readonly values: ReadonlyMap<string, string> | null
}

const NONE: StyleAttribute = { declarations: new Map(), values: new Map() }
/** Cells of a table say the same of themselves again and again. */
const known = new Map<string, StyleAttribute>()

/**
 * The declarations of a style attribute.
 * @returns null where they are more than names and plain values, and the parsers are not loaded
 */
export function readStyleAttribute(css: string): StyleAttribute | null {
  const found = known.get(css)
  if (found) return found
  if (!saysWhatIsRead(css)) return NONE
  const declarations = plainDeclarations(css) ?? styleParsers()?.readDeclarations(css)
  if (!declarations) return null
  const values = [...declarations].map(([name, { value }]) => [name, value] as const)
  const read = { declarations, values: values.some(([, value]) => value.includes('var(')) ? null : new Map(values) }
  if (known.size > 2_000) known.clear()
  known.set(css, read)
  return read
}

/** Names in quotes, and functions, in which nothing can end a declaration. */
const ENCLOSED = /"[^"'\\;\r\n\f]*"|'[^"'\\;\r\n\f]*'|\([^()"'\\;{}[\]]*\)/g
/** Declarations without comments, escapes, blocks and `!important`. */
const PLAIN = /^[\w \t\r\n\f#%.,;:+\u0080-\uffff-]*$/
const DECLARATION = /^[ \t\r\n\f]*(-?[a-z][\w-]*)[ \t\r\n\f]*:/i

/** Reads what nearly all style attributes are. @returns null for any other, which needs a parser */
function plainDeclarations(css: string): Declarations | null {
  if (!PLAIN.test(css.replace(ENCLOSED, ''))) return null
  const found = new Map<string, Declared>()
  for (const piece of css.split(';')) {
    if (piece.trim() === '') continue
    const [head, property] = DECLARATION.exec(piece) ?? []
    if (head === undefined || property === undefined) return null
    const written = piece.slice(head.length).trim()
    if (written === '') return null
    const name = property.toLowerCase()
    if (isRead(name)) found.set(name, { value: name === 'content' ? written : written.toLowerCase(), important: false })
  }
  return found
}

import { attribute } from '../xml-names.ts'
import type { XmlElement } from '../xml-tag.ts'

const of = (element: XmlElement, name: string): string | undefined => attribute(element.attributes, name)
const isPageBreak = (element: XmlElement): boolean => /^(page|column)$/.test(of(element, 'type') ?? '')

/** Elements of a run that stand for a character. */
export const CHARACTERS: ReadonlyMap<string, (element: XmlElement) => string> = new Map<string, (element: XmlElement) => string>([
  ['w:tab', () => '\t'],
  ['w:ptab', () => '\t'],
  ['w:br', (element) => (isPageBreak(element) ? '' : '\n')],
  ['w:cr', () => '\n'],
  ['w:noBreakHyphen', () => '-'],
  ['w:sym', (element) => symbolText(of(element, 'font'), of(element, 'char'))],
])

/** Signs of Word's symbol fonts that offices use, by font and code; the rest shows as an empty square. */
const SIGNS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: { 0x6c: '●', 0x6e: '■', 0x75: '◆', 0x76: '❖', 0xa8: '□', 0xfc: '✓', 0xfe: '☑', 0xfd: '☒', 0x6f: '□', 0xd8: '➢' },
  'wingdings 2': { 0x50: '✓', 0x52: '☑', 0xa3: '□', 0x2a: '□' },
  symbol: { 0xb7: '•', 0xb1: '±', 0xb4: '×', 0xb8: '÷', 0xa3: '≤', 0xb3: '≥', 0xb9: '≠', 0x2d: '−' },
}

/** The text of a `w:sym` with this font and hexadecimal code */
function symbolText(font: string | undefined, code: string | undefined): string {
  const value = Number.parseInt(code ?? '', 16)
  if (!Number.isFinite(value) || value > 0xffff) return ''
  const plain = value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value
  const sign = SIGNS[(font ?? '').toLowerCase()]?.[plain]
  if (sign !== undefined) return sign
  return value >= 0xe000 && value <= 0xf8ff ? '□' : String.fromCharCode(value)
}

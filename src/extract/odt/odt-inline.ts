import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import type { DocumentBuilder, Drawn } from '../document-builder.ts'
import { asSymbols, raised } from '../shown.ts'
import { attribute } from '../xml-names.ts'
import { findAll, linesIn, textBelow, type XmlNode } from '../xml-tree.ts'
import { overLook, whyHidden, type OdfLook } from './odf-looks.ts'
import { controlValue, dropDownValue, fieldmarkValue, formulaText } from './odf-values.ts'
import type { OdtContext } from './odt-context.ts'

const NO_TEXT = new Set(['text:ruby-text', 'text:tracked-changes', 'office:annotation-end', 'text:label', 'field:param'])
/** Shapes that are mere lines. */
const LINES = new Set(['draw:line', 'draw:connector', 'draw:measure'])

const isGone = ({ name, attributes }: XmlNode): boolean => name === 'text:hidden-paragraph' && attribute(attributes, 'is-hidden') === 'true'

/** Reads the inside of one paragraph: its text as shown, and what hangs on it. */
export class OdtInline {
  readonly marks: DocumentMark[] = []
  /** Text boxes and shapes with text, to be read behind the paragraph. */
  readonly boxes: XmlNode[] = []
  /** A picture or object hangs on it. */
  keep = false
  /** Something is in it that is no text and may be a value. */
  drawn: Drawn = false
  readonly #context: OdtContext
  readonly #builder: DocumentBuilder
  readonly #inCell: boolean
  readonly #ground: () => number | null | undefined
  #text = ''

  /** @param ground gives the colour behind the paragraph; null where it is not known */
  constructor(context: OdtContext, builder: DocumentBuilder, inCell: boolean, ground: () => number | null | undefined) {
    this.#context = context
    this.#builder = builder
    this.#inCell = inCell
    this.#ground = ground
  }

  /**
   * @param outer the look of the cell around, where cells and not paragraphs have one
   * @returns the text of a paragraph or of a shape's own words
   */
  read(paragraph: XmlNode, outer?: OdfLook): string {
    const name = attribute(paragraph.attributes, 'style-name')
    const look = outer && name === undefined ? outer : this.#context.looks.of('paragraph', name)
    const gone = paragraph.children.some((node) => typeof node !== 'string' && isGone(node))
    this.#children(paragraph, gone ? { ...look, hidden: true } : look)
    return this.#text
  }

  /** A frame or shape: its words and tables are read by the walk, the rest is a picture of something. */
  frame(node: XmlNode): void {
    const has = (...names: readonly string[]) => findAll(node, ...names).length > 0
    if (has('draw:text-box') || has('text:p', 'text:h', 'text:list')) this.boxes.push(node)
    else if (!LINES.has(node.name)) this.drawn ||= true
    const object = has('draw:object', 'draw:object-ole')
    if (!object && !has('draw:image')) return
    if (this.boxes.at(-1) !== node) this.drawn = 'picture'
    this.marks.push({ kind: object ? 'embedded-object' : 'image' })
    this.keep = true
  }

  #children(node: XmlNode, look: OdfLook): void {
    for (const child of node.children) {
      if (typeof child === 'string') this.#add(child.replace(/[ \t\r\n]+/g, ' '), look)
      else this.#element(child, look)
    }
  }

  #add(written: string, look: OdfLook): void {
    const text = look.symbols ? asSymbols(written) : written
    const why = whyHidden(look, text, this.#ground)
    if (why) this.#leaveOut(why, text)
    else this.#text += look.raised === 'raised' || (look.raised === 'shifted' && this.#inCell) ? raised(text) : text
  }

  /** One mark of a kind is enough for a paragraph. */
  #leaveOut(kind: 'hidden-text' | 'struck-text', text: string): void {
    const index = this.marks.findLastIndex((mark) => mark.kind === kind)
    if (index >= 0) this.marks[index] = { kind, text: (this.marks[index]!.text ?? '') + text }
    else if (hasText(text)) this.marks.push({ kind, text })
  }

  // Long: a case for each element that may stand inside a paragraph.
  #element(node: XmlNode, look: OdfLook): void {
    const { name, attributes } = node
    const of = (local: string) => attribute(attributes, local)
    if (name === 'text:span') return this.#children(node, overLook(this.#context.looks.of('text', of('style-name')), look))
    if (name === 'text:s') this.#add(' '.repeat(Math.min(Number(of('c') ?? 1) || 1, 1_000)), look)
    else if (name === 'text:tab') this.#add('\t', look)
    else if (name === 'text:line-break') this.#add('\n', look)
    else if (NO_TEXT.has(name)) return
    else if (name === 'text:note')
      for (const body of findAll(node, 'text:note-body').slice(0, 1)) this.#builder.aside('footnote', textBelow(body))
    else if (name === 'office:annotation') this.marks.push({ kind: 'comment', text: linesIn(node, 'text:p') })
    else if (name === 'text:change') this.#change(of('change-id') ?? '')
    else if (name === 'text:change-start') this.marks.push({ kind: 'insertion' })
    else if (name === 'text:hidden-text') this.#conditional(node, look)
    else if (name === 'draw:control') this.#value(this.#control(of('control') ?? ''), look)
    else if (name.startsWith('draw:') && !name.startsWith('draw:a')) this.#drawing(node, look)
    else if (name === 'text:drop-down') this.#value(dropDownValue(node), look)
    else if (name === 'field:fieldmark') this.#value(fieldmarkValue(node), look)
    else if (name === 'text:placeholder' || (name === 'loext:content-control' && of('showing-place-holder') === 'true'))
      this.#placeholder(node, look)
    else if (of('display') === 'none') this.#leaveOut('hidden-text', textBelow(node))
    else {
      const own = overLook(this.#context.looks.of('text', of('style-name')), look)
      const before = this.#text.length
      this.#children(node, own)
      // A field shows its value; where the text of it is missing, the value is still there.
      if (this.#text.length === before && of('value-type') !== undefined) this.#value(of('value') ?? of('string-value') ?? null, own)
    }
  }

  #conditional(node: XmlNode, look: OdfLook): void {
    const isHidden = attribute(node.attributes, 'is-hidden') !== 'false'
    this.#add(attribute(node.attributes, 'string-value') ?? textBelow(node), { ...look, hidden: isHidden })
  }

  /** Words that only ask for an entry are no value. */
  #placeholder(node: XmlNode, look: OdfLook): void {
    if (!this.#inCell) this.#children(node, look)
    else if (/\d/.test(textBelow(node))) this.drawn ||= true
  }

  /** @param value null where there is one that is not known */
  #value(value: string | null, look: OdfLook): void {
    if (value === null) this.drawn ||= true
    else this.#add(value, look)
  }

  #control(id: string): string | null {
    const control = this.#context.controls.get(id)
    return control ? controlValue(control) : null
  }

  #drawing(node: XmlNode, look: OdfLook): void {
    const formula = this.#formula(node)
    if (formula === null) this.frame(node)
    else this.#add(formula, look)
  }

  #formula(node: XmlNode): string | null {
    const object = findAll(node, 'draw:object')[0]
    if (!object) return null
    const address = attribute(object.attributes, 'href')
    const content = findAll(object, 'math:math')[0] ?? (address === undefined ? undefined : this.#context.object(address))
    const math = content?.name === 'math:math' ? content : content && findAll(content, 'math:math')[0]
    const text = math ? formulaText(math) : null
    return text !== null && hasText(text) ? text : null
  }

  #change(id: string): void {
    const text = this.#context.deletions.get(id)
    if (text !== undefined) this.marks.push({ kind: 'deletion', text })
  }
}

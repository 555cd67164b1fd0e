import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import type { DocumentBuilder, Drawn } from '../document-builder.ts'
import { raised, withoutControls } from '../shown.ts'
import { linesIn, textBelow, type XmlNode } from '../xml-tree.ts'
import { whyHidden, type UofLook } from './uof-looks.ts'
import type { Revisions, UofContext } from './uof-context.ts'
import { elementsOf, presentOf } from './uof-tree.ts'

const MOST_SPACES = 1_000

/** Reads the inside of one paragraph: its text as shown, and what hangs on it. */
export class UofInline {
  readonly marks: DocumentMark[] = []
  /** Shapes with words, to be read behind the paragraph. */
  readonly boxes: XmlNode[] = []
  /** A picture or object hangs on it. */
  keep = false
  /** Something is in it that is no text and may be a value. */
  drawn: Drawn = false
  text = ''
  readonly #context: UofContext
  readonly #builder: DocumentBuilder
  readonly #revisions: Revisions
  readonly #ground: number | null | undefined
  /** Within a field, whether anything of its result has come. */
  #field: { empty: boolean } | null = null

  constructor(context: UofContext, builder: DocumentBuilder, revisions: Revisions, ground: number | null | undefined) {
    this.#context = context
    this.#builder = builder
    this.#revisions = revisions
    this.#ground = ground
  }

  read(paragraph: XmlNode, look: UofLook): void {
    for (const node of elementsOf(paragraph)) this.#child(node, look)
  }

  #child(node: XmlNode, look: UofLook): void {
    if (this.#revisions.take(node) || this.#fieldMark(node)) return
    if (node.name === 'run') this.#run(node, look)
    else if (node.name === 'deletion') this.#leave('deletion', wordsOf(node))
    else if (node.name === 'anchor' || node.name === 'shape') this.#anchor(node)
    else if (!NO_TEXT.has(node.name)) for (const child of elementsOf(node)) this.#child(child, look)
  }

  #fieldMark({ name }: XmlNode): boolean {
    if (name === 'field-start') this.#field = { empty: true }
    else if (name === 'field-end') {
      // A field whose result was never written: its value is not known.
      if (this.#field?.empty) this.drawn ||= true
      this.#field = null
    }
    return name.startsWith('field-')
  }

  #run(node: XmlNode, around: UofLook): void {
    const look = this.#context.looks.run(presentOf(node, 'run-look'), around)
    for (const child of elementsOf(node)) {
      if (this.#revisions.take(child) || this.#fieldMark(child)) continue
      const text = textOf(child)
      if (text !== null) this.#write(text, look)
      else if (child.name === 'anchor' || child.name === 'shape') this.#anchor(child)
      else if (child.name === 'footnote') this.#builder.aside('footnote', linesIn(child, 'paragraph'))
      else if (child.name === 'deletion') this.#leave('deletion', wordsOf(child))
    }
  }

  #write(written: string, look: UofLook): void {
    const text = withoutControls(written)
    if (this.#revisions.deleting) return this.#leave('deletion', text)
    const why = whyHidden(look, this.#ground)
    if (why) return this.#leave(why, text)
    if (this.#revisions.inserting) this.#tell('insertion', text)
    if (this.#field && hasText(text)) this.#field.empty = false
    this.text += look.raised ? raised(text) : text
  }

  #leave(kind: DocumentMark['kind'], text: string): void {
    if (this.#field && hasText(text)) this.#field.empty = false
    this.#tell(kind, text)
  }

  /** One mark for a stretch of runs. */
  #tell(kind: DocumentMark['kind'], text: string): void {
    if (!hasText(text)) return
    const last = this.marks.at(-1)
    if (last?.kind === kind) this.marks[this.marks.length - 1] = { kind, text: (last.text ?? '') + text }
    else this.marks.push({ kind, text })
  }

  #anchor(node: XmlNode): void {
    if (this.#revisions.deleting) return
    const ids = [node, ...elementsOf(node)].flatMap(({ attributes }) => attributes['shape-id'] ?? [])
    const shapes = ids.flatMap((id) => this.#context.shapes.get(id) ?? [])
    const worded = shapes.filter((shape) => hasText(wordsOf(shape)))
    this.boxes.push(...worded)
    if (worded.length > 0) return
    this.keep = true
    this.drawn = 'picture'
    this.marks.push({ kind: 'image' })
  }
}

/** What holds no words of the paragraph. */
const NO_TEXT = new Set(['paragraph-look', 'run-look', 'format-revision', 'section', 'comment'])

const textOf = (node: XmlNode): string | null => {
  if (node.name === 'text') return textBelow(node)
  if (node.name === 'tab') return '\t'
  if (node.name === 'break') return '\n'
  if (node.name === 'spaces') return ' '.repeat(Math.min(MOST_SPACES, Math.max(1, Number(node.attributes['count'] ?? 1) || 1)))
  return null
}

/** The words of all runs within. */
export function wordsOf(node: XmlNode): string {
  return textOf(node) ?? elementsOf(node).map(wordsOf).join('')
}

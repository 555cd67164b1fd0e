interface OpenShape {
  /** Depth of its group. */
  readonly depth: number
  /** Name of the property whose value comes next. */
  property: string
  hidden: boolean
  watermark: boolean
  line: boolean
  lettering: string
  /** Its words stand in a text box of its own. */
  boxed: boolean
}

const WATERMARK = /water\s?mark/i
/** Word's numbers of the shapes that are mere lines. */
const LINES = new Set(['20', '32'])

/** The drawn shapes that are open, by the properties that they give. */
export class RtfShapes {
  readonly #open: OpenShape[] = []

  open(depth: number): void {
    this.#open.push({ depth, property: '', hidden: false, watermark: false, line: false, lettering: '', boxed: false })
  }

  property(name: string): void {
    const shape = this.#open.at(-1)
    if (shape) shape.property = name.trim()
  }

  value(text: string): void {
    const shape = this.#open.at(-1)
    if (!shape) return
    if (shape.property === 'gtextUNICODE') shape.lettering = text.trim()
    else if (shape.property === 'wzName') shape.watermark = WATERMARK.test(text)
    else if (shape.property === 'fHidden') shape.hidden = text.trim() === '1'
    else if (shape.property === 'shapeType') shape.line = LINES.has(text.trim())
  }

  /** A text box begins in the innermost shape. @returns how its words are to be taken */
  box(): 'text' | 'hidden-text' | 'watermark' {
    const shape = this.#open.at(-1)
    if (shape) shape.boxed = true
    return shape?.watermark ? 'watermark' : shape?.hidden ? 'hidden-text' : 'text'
  }

  /** Ends the shape of this depth. @returns it, or null where none ends here */
  close(depth: number): Omit<OpenShape, 'depth' | 'property'> | null {
    return this.#open.at(-1)?.depth === depth ? this.#open.pop()! : null
  }
}

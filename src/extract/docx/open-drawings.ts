import { attribute } from '../xml-names.ts'
import type { XmlElement } from '../xml-tag.ts'

interface OpenDrawing {
  readonly name: string
  line: boolean
  other: boolean
  hidden: boolean
  watermark: boolean
}

const DRAWINGS = new Set(['w:drawing', 'w:pict', 'w:object'])
const SHAPES = new Set(['v:shape', 'v:rect', 'v:oval', 'v:roundrect', 'v:polyline', 'v:curve', 'v:arc', 'v:image', 'a:custGeom', 'pic:pic'])
const LINES = /^(line|straightConnector1)$/
/** Word's shape types for a line and a straight connector. */
const LINE_TYPES = /_t(20|32)$/
/** Word and WPS name their watermarks so. */
const WATERMARK = /water\s?mark/i

/** The drawings that are open, and whether what they draw may be a value. */
export class OpenDrawings {
  readonly #open: OpenDrawing[] = []

  get as(): 'text' | 'hidden-text' | 'watermark' {
    if (this.#open.some(({ watermark }) => watermark)) return 'watermark'
    return this.#open.some(({ hidden }) => hidden) ? 'hidden-text' : 'text'
  }

  open(element: XmlElement): void {
    const { name } = element
    if (DRAWINGS.has(name)) this.#open.push({ name, line: false, other: false, hidden: false, watermark: false })
    const drawing = this.#open.at(-1)
    if (!drawing) return
    const value = (local: string) => attribute(element.attributes, local) ?? ''
    if (name === 'a:prstGeom') {
      if (LINES.test(value('prst'))) drawing.line = true
      else drawing.other = true
    } else if (name === 'wp:docPr') {
      drawing.hidden ||= /^(1|true|on)$/.test(value('hidden'))
      drawing.watermark ||= WATERMARK.test(value('name'))
    } else if (name === 'v:line') drawing.line = true
    else if (SHAPES.has(name)) {
      if (value('connectortype') !== '' || LINE_TYPES.test(value('type'))) drawing.line = true
      else drawing.other = true
      if (!name.startsWith('v:')) return
      drawing.hidden ||= /visibility\s*:\s*hidden/i.test(value('style'))
      drawing.watermark ||= WATERMARK.test(value('id')) || WATERMARK.test(value('spid'))
    }
  }

  /** @returns whether the drawing that ends here shows something that is not a mere line */
  close(name: string): boolean {
    if (this.#open.at(-1)?.name !== name) return false
    const { line, other, hidden, watermark } = this.#open.pop()!
    return !hidden && !watermark && (other || !line)
  }
}

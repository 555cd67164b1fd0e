import type { DocumentMark } from '../../model/document.ts'
import type { DocumentBuilder, PlacedCell } from '../document-builder.ts'

export type MarkedCell = PlacedCell & { readonly from: { readonly marks: readonly DocumentMark[] } }

export interface RtfParagraph {
  readonly text: string
  readonly level: number | undefined
  /** A picture or object hangs on it. */
  readonly keep: boolean
  readonly marks: readonly DocumentMark[]
  /** The drawing that it should show is not in the file. */
  readonly unread: boolean
}

/** Where finished paragraphs and tables go: into the Document, or into the box that is open. */
export interface RtfOutput {
  paragraph(paragraph: RtfParagraph): void
  table(cells: readonly MarkedCell[]): void
  aside(text: string): void
}

export const builderOutput = (builder: DocumentBuilder): RtfOutput => ({
  paragraph({ text, level, keep, marks, unread }) {
    const anchor = builder.paragraph(text, { keep, level })
    builder.hang(marks, anchor)
    if (unread) builder.note({ kind: 'unread-part', part: 'unknown-drawing', anchor: anchor ?? undefined })
  },
  table: (cells) => builder.markedTable(cells),
  aside: (text) => builder.aside('textbox', text),
})

/** What stands in a text box, kept until its place is known. */
export class BoxOutput implements RtfOutput {
  readonly items: (RtfParagraph | readonly MarkedCell[])[] = []
  readonly #asides: string[] = []

  paragraph(paragraph: RtfParagraph): void {
    this.items.push(paragraph)
  }

  table(cells: readonly MarkedCell[]): void {
    this.items.push(cells)
  }

  aside(text: string): void {
    this.#asides.push(text)
  }

  get paragraphs(): RtfParagraph[] {
    return this.items.filter((item): item is RtfParagraph => 'text' in item)
  }

  get tables(): (readonly MarkedCell[])[] {
    return this.items.filter((item): item is readonly MarkedCell[] => !('text' in item))
  }

  get text(): string {
    return this.paragraphs.map(({ text }) => text).join('\n')
  }

  /** Gives everything on, in order. */
  pass(to: RtfOutput): void {
    for (const item of this.items) {
      if ('text' in item) to.paragraph(item)
      else to.table(item)
    }
    for (const text of this.#asides) to.aside(text)
  }
}

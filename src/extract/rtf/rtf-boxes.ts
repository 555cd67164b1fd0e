import { hasText } from '../clean-text.ts'
import type { Limits } from '../limits.ts'
import { RtfBody } from './rtf-body.ts'
import { BoxOutput, type RtfOutput } from './rtf-output.ts'

type As = 'text' | 'hidden-text' | 'watermark'

/** The body that is being read: the file's own, or that of the text box that is open. */
export class RtfBoxes {
  readonly #limits: Limits
  /** Text boxes that are open: the body that each interrupts, and the depth of its group. */
  readonly #open: { readonly body: RtfBody; readonly output: BoxOutput; readonly depth: number; readonly as: As }[] = []
  body: RtfBody

  constructor(output: RtfOutput, limits: Limits) {
    this.#limits = limits
    this.body = new RtfBody(output, limits)
  }

  get isOpen(): boolean {
    return this.#open.length > 0
  }

  open(depth: number, as: As): void {
    const output = new BoxOutput()
    this.#open.push({ body: this.body, output, depth, as })
    this.body = new RtfBody(output, this.#limits)
  }

  /** Ends the box of this depth, if one is open there: it hangs on the paragraph around it. */
  close(depth: number): void {
    if (this.#open.at(-1)?.depth !== depth) return
    const { body, output, as } = this.#open.pop()!
    this.body.end()
    this.body = body
    if (as === 'text') body.box(output)
    else if (hasText(output.text)) body.mark({ kind: as, text: output.text })
  }

  /** Ends all boxes and the body. */
  end(): void {
    for (let box = this.#open.at(-1); box; box = this.#open.at(-1)) this.close(box.depth)
    this.body.end()
  }

  /** Drawn words are read as those of a text box. */
  letters(text: string): void {
    const box = new BoxOutput()
    box.paragraph({ text, level: undefined, keep: false, marks: [], unread: false })
    this.body.box(box)
  }
}

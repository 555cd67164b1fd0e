import { fieldValue, showsDrawing, type FormData } from '../field-value.ts'

interface OpenField {
  /** Depth of its group. */
  readonly depth: number
  instruction: string
  shown: boolean
  readonly form: FormData
}

/** Undefined, in Word's own words: the usual entry counts. */
const NONE_CHOSEN = 25

/** The fields that are open, and what their form data say. */
export class RtfFields {
  readonly #open: OpenField[] = []

  open(depth: number): void {
    this.#open.push({ depth, instruction: '', shown: false, form: { entries: [] } })
  }

  /** Something was shown: every field around it has a result. */
  show(): void {
    for (const field of this.#open) field.shown = true
  }

  instruct(text: string): void {
    const field = this.#open.at(-1)
    if (field && field.instruction.length < 80) field.instruction += text
  }

  entry(text: string): void {
    const form = this.#open.at(-1)?.form
    if (form && form.entries.length < 1_000) form.entries.push(text.trim())
  }

  usualText(text: string): void {
    const form = this.#open.at(-1)?.form
    if (form) form.text = text
  }

  word(word: string, value: number | undefined): void {
    const field = this.#open.at(-1)
    if (!field || value === undefined) return
    const { form } = field
    if (word === 'ffres' && value !== NONE_CHOSEN) [form.chosen, form.checked] = [value, value === 1]
    else if (word === 'ffdefres') {
      form.usual = value
      form.checked ??= value === 1
    }
  }

  /** Ends the field of this depth. @returns as fieldValue; `drawing` for a drawing that is missing, '' where there is none */
  close(depth: number): string | null | { readonly drawing: true } {
    if (this.#open.at(-1)?.depth !== depth) return ''
    const { shown, instruction, form } = this.#open.pop()!
    if (shown) return ''
    return showsDrawing(instruction) ? { drawing: true } : fieldValue(instruction, form)
  }
}

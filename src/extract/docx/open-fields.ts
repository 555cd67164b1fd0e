import { fieldValue, showsDrawing, type FormData } from '../field-value.ts'

interface OpenField {
  part: 'instruction' | 'result'
  instruction: string
  /** Something of its result was shown. */
  shown: boolean
  readonly form: FormData
}

/** The complex fields that are open: their instructions are not shown, their results are. */
export class OpenFields {
  readonly #open: OpenField[] = []

  get inInstruction(): boolean {
    return this.#open.some(({ part }) => part === 'instruction')
  }

  begin(): void {
    this.#open.push({ part: 'instruction', instruction: '', shown: false, form: { entries: [] } })
  }

  separate(): void {
    const field = this.#open.at(-1)
    if (field) field.part = 'result'
  }

  instruct(text: string): void {
    const field = this.#open.at(-1)
    if (field && field.instruction.length < 80) field.instruction += text
  }

  /** Something was shown: every field around it has a result. */
  show(): void {
    for (const field of this.#open) field.shown = true
  }

  form(change: (form: FormData) => void): void {
    const field = this.#open.at(-1)
    if (field) change(field.form)
  }

  /** No instruction reaches over paragraphs; a field that was never closed must not swallow the rest. */
  endParagraph(): void {
    for (const field of this.#open) field.part = 'result'
  }

  /** Ends the innermost field. @returns what it shows without a result, as fieldValue; `drawing` for a drawing that is missing */
  end(): string | null | { readonly drawing: true } {
    const field = this.#open.pop()
    if (!field || field.shown || this.inInstruction) return ''
    return showsDrawing(field.instruction) ? { drawing: true } : fieldValue(field.instruction, field.form)
  }
}

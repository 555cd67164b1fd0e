/** What a legacy form field says of its value (`w:ffData`). */
interface FormData {
  readonly entries: string[]
  chosen?: number
  usual?: number
  text?: string
  checked?: boolean
}

interface OpenField {
  part: 'instruction' | 'result'
  instruction: string
  /** Something of its result was shown. */
  shown: boolean
  readonly form: FormData
}

/** Fields that never show anything. */
const SILENT = /^\s*(XE|TC|TA|RD|SET|ASK|PRIVATE|BIBLIOGRAPHY|DDE|DDEAUTO|ADVANCE|GOTOBUTTON)\b/i
const TICKED = '\u2611'
const UNTICKED = '\u25a1'

/** The complex fields that are open: their instructions are not shown, their results are. */
export class OpenFields {
  #open: OpenField[] = []

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

  /** Text was shown: every field around it has a result. */
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

  /**
   * Ends the innermost field.
   * @returns the value that a form field holds without a result; null where a value should be and none is known
   */
  end(): string | null {
    const field = this.#open.pop()
    if (!field || field.shown || this.inInstruction) return ''
    const { instruction, form } = field
    if (/^\s*FORMCHECKBOX\b/i.test(instruction)) return form.checked ? TICKED : UNTICKED
    if (/^\s*FORMDROPDOWN\b/i.test(instruction)) return form.entries[form.chosen ?? form.usual ?? 0] ?? null
    if (/^\s*FORMTEXT\b/i.test(instruction)) return form.text ?? ''
    return SILENT.test(instruction) || instruction.trim() === '' ? '' : null
  }
}

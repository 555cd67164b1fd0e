interface OpenControl {
  /** Depth of its `w:sdt`. */
  readonly depth: number
  /** What it holds only asks for an entry. */
  placeholder: boolean
  /** Its value is kept in another part. */
  bound: boolean
  last: string | undefined
  readonly choices: Map<string, string>
  shown: boolean
}

/** The content controls (`w:sdt`) that are open. */
export class OpenControls {
  readonly #open: OpenControl[] = []

  get isPlaceholder(): boolean {
    return this.#open.length > 0 && this.#open.some(({ placeholder }) => placeholder)
  }

  open(depth: number): void {
    this.#open.push({ depth, placeholder: false, bound: false, last: undefined, choices: new Map(), shown: false })
  }

  change(change: (control: OpenControl) => void): void {
    const control = this.#open.at(-1)
    if (control) change(control)
  }

  show(): void {
    for (const control of this.#open) control.shown = true
  }

  /** @returns the value that a control holds without showing it; null where it should have one and none is known */
  close(depth: number): string | null {
    if (this.#open.at(-1)?.depth !== depth) return ''
    const { placeholder, shown, last, choices, bound } = this.#open.pop()!
    if (shown || placeholder) return ''
    if (last) return choices.get(last) ?? last
    return bound ? null : ''
  }
}

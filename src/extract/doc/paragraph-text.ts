import type { CharacterRun, DocText } from './doc-text.ts'

/** What of a paragraph is read, and what it carries. */
export interface ParagraphText {
  text: string
  inserted: string
  deleted: string
  hidden: string
  picture: boolean
  object: boolean
}

/** Nothing in it but characters that stand for themselves. */
const PLAIN = /^[\u0020-\u00ac\u00ae-\uffff]*$/
const FIELD_BEGIN = 0x13
const FIELD_RESULT = 0x14
const FIELD_END = 0x15

/** Reads the text of one story, stretch by stretch. Fields reach over paragraphs: which are open is kept between calls. */
export class ParagraphReader {
  readonly #source: DocText
  /** For every open field, whether its instruction (not shown) or its result is being read. */
  #fields: ('instruction' | 'result')[] = []
  #instruction = ''

  constructor(source: DocText) {
    this.#source = source
  }

  /** A field whose instruction does not end in its paragraph is broken: what follows is text again. */
  endParagraph(): void {
    this.#fields = this.#fields.filter((field) => field === 'result')
  }

  /** Reads characters up to `end`, without the mark that ends the paragraph; `into` may hold an earlier part of it. */
  read(start: number, end: number, into: ParagraphText): void {
    for (const run of this.#source.runs(start, end)) this.#readRun(run, into)
  }

  #readRun(run: CharacterRun, into: ParagraphText): void {
    let shown = ''
    if (run.symbol !== null && !this.#isHidden()) shown = symbolText(run.symbol)
    else if (this.#fields.length === 0 && PLAIN.test(run.text)) shown = run.text
    else for (let i = 0; i < run.text.length; i++) shown += this.#readCharacter(run.text.charCodeAt(i), run, into)
    if (shown === '') return
    if (run.deleted) into.deleted += shown
    else if (run.hidden) into.hidden += shown
    else {
      into.text += shown
      if (run.inserted) into.inserted += shown
    }
  }

  #isHidden(): boolean {
    return this.#fields.includes('instruction')
  }

  #readCharacter(code: number, run: CharacterRun, into: ParagraphText): string {
    if (code >= FIELD_BEGIN && code <= FIELD_END) return this.#readFieldMark(code, into)
    if (this.#isHidden()) {
      if (this.#instruction.length < 40) this.#instruction += String.fromCharCode(code)
      return ''
    }
    if (code >= 0x20) return code === 0xad ? '' : String.fromCharCode(code)
    if (code === 0x09) return '\t'
    if (code === 0x0b) return '\n'
    if (code === 0x1e) return '-'
    if (run.special && !run.deleted && (code === 0x01 || code === 0x08)) into.picture = true
    return ''
  }

  #readFieldMark(code: number, into: ParagraphText): string {
    if (code === FIELD_BEGIN) {
      if (this.#fields.length < 64) this.#fields.push('instruction')
      this.#instruction = ''
    } else if (code === FIELD_RESULT) {
      if (/^\s*(EMBED|LINK)\b/.test(this.#instruction)) into.object = true
      if (this.#fields.length > 0) this.#fields[this.#fields.length - 1] = 'result'
    } else this.#fields.pop()
    return ''
  }
}

export const emptyText = (): ParagraphText => ({ text: '', inserted: '', deleted: '', hidden: '', picture: false, object: false })

/** Signs of Wingdings and Symbol that stand for ticks and boxes tell a reader nothing; others keep their own code. */
const symbolText = (code: number): string => (code >= 0xf000 && code <= 0xf0ff ? '' : String.fromCharCode(code))

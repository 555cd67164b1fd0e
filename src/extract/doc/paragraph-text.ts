import { bothDrawn, type Drawn } from '../document-builder.ts'
import { hasText } from '../clean-text.ts'
import { fieldValue, showsDrawing, type FormData } from '../field-value.ts'
import { raised, whyNotShown, withoutControls } from '../shown.ts'
import { isPlainLook, lookOf } from './character-properties.ts'
import type { CharacterRun, DocText } from './doc-text.ts'
import { readFormField } from './form-field.ts'

/** What of a paragraph is read, and what it carries. */
export interface ParagraphText {
  text: string
  inserted: string
  deleted: string
  hidden: string
  struck: string
  picture: boolean
  object: boolean
  /** Something is in it that is no text and may be a value. */
  drawn: Drawn
  /** A drawing that is not in the file. */
  unread: boolean
}

/** How the paragraph that is read stands. */
export interface ParagraphPlace {
  readonly style: number
  readonly inCell: boolean
  /** Colour behind it: 0xRRGGBB, null where it cannot be told, undefined for white paper. */
  readonly ground: number | null | undefined
}

interface OpenField {
  part: 'instruction' | 'result'
  instruction: string
  shown: boolean
  form: FormData | null
}

/** Nothing in it but characters that stand for themselves. */
const PLAIN = /^[\u0020-\u00ac\u00ae-\uffff]*$/
const FIELD_BEGIN = 0x13
const FIELD_RESULT = 0x14
const FIELD_END = 0x15
const BODY: ParagraphPlace = { style: 0, inCell: false, ground: undefined }
/** Around text of a colour that is seen or not seen by the colour of its cell, which the end of the row tells. */
const DOUBTED = /\u0010([^\u0010\u0011]*)\u0011/g

/** @param keep whether text whose colour is that of paper is seen @returns the text, and what is not seen */
export function settleColour(text: string, keep: boolean): { text: string; left: string } {
  let left = ''
  if (!text.includes('\u0010')) return { text, left }
  const settled = text.replace(DOUBTED, (_, inner: string) => {
    if (!keep) left += inner
    return keep ? inner : ''
  })
  return { text: settled, left }
}

/** Reads the text of one story, stretch by stretch. Fields reach over paragraphs: which are open is kept between calls. */
export class ParagraphReader {
  readonly #source: DocText
  readonly #data: Uint8Array | null
  #fields: OpenField[] = []

  /** @param data the stream Data, where the values of form fields are */
  constructor(source: DocText, data: Uint8Array | null = null) {
    this.#source = source
    this.#data = data
  }

  /** A field whose instruction does not end in its paragraph is broken: what follows is text again. */
  endParagraph(): void {
    this.#fields = this.#fields.filter(({ part }) => part === 'result')
  }

  /** Reads characters up to `end`, without the mark that ends the paragraph; `into` may hold an earlier part of it. */
  read(start: number, end: number, into: ParagraphText, place: ParagraphPlace = BODY): void {
    for (const run of this.#source.runs(start, end, place.style)) this.#readRun(run, into, place)
  }

  #readRun(run: CharacterRun, into: ParagraphText, place: ParagraphPlace): void {
    let shown = ''
    if (run.properties.symbol !== null && !this.#isHidden()) shown = symbolText(run.properties.symbol)
    else if (this.#fields.length === 0 && PLAIN.test(run.text)) shown = run.text
    else for (let i = 0; i < run.text.length; i++) shown += this.#readCharacter(run.text.charCodeAt(i), run, into)
    if (shown === '') {
      into.drawn ||= run.properties.symbol !== null && !run.properties.deleted && !this.#isHidden()
      return
    }
    if (run.properties.deleted) into.deleted += shown
    else this.#show(shown, run, into, place)
  }

  #show(text: string, run: CharacterRun, into: ParagraphText, { inCell, ground }: ParagraphPlace): void {
    const look = isPlainLook(run.properties) ? undefined : lookOf(run.properties)
    const why = look && whyNotShown({ ...look, ground: look.ground === undefined ? ground : look.ground })
    const byColour = why === 'hidden-text' && whyNotShown({ ...look, ground: null }) !== why
    if (why === 'struck-text') into.struck += text
    else if (why && !(byColour && inCell && look?.ground === undefined)) into.hidden += text
    else {
      const isMark = run.properties.raised || (run.properties.shifted && (inCell || /\d$/.test(into.text)))
      const own = isMark ? raised(text) : text
      into.text += byColour ? `\u0010${own}\u0011` : own
      if (run.properties.inserted) into.inserted += text
    }
  }

  #isHidden(): boolean {
    return this.#fields.some(({ part }) => part === 'instruction')
  }

  #readCharacter(code: number, run: CharacterRun, into: ParagraphText): string {
    if (code >= FIELD_BEGIN && code <= FIELD_END) return this.#readFieldMark(code, run, into)
    const field = this.#fields.at(-1)
    if (this.#isHidden()) {
      if (code === 0x01 && run.properties.special && run.properties.picture !== null && this.#data && field)
        field.form ??= readFormField(this.#data, run.properties.picture)
      else if (field && field.instruction.length < 40) field.instruction += String.fromCharCode(code)
      return ''
    }
    const shown = characterText(code)
    if (run.properties.special && !run.properties.deleted && (code === 0x01 || code === 0x08)) {
      into.picture = true
      // 0x08 may be a text box, whose words are read.
      into.drawn = bothDrawn(into.drawn, code === 0x01 ? 'picture' : true)
      this.#showFields()
    } else if (hasText(shown)) this.#showFields()
    return shown
  }

  #showFields(): void {
    for (const field of this.#fields) field.shown = true
  }

  #readFieldMark(code: number, run: CharacterRun, into: ParagraphText): string {
    const field = this.#fields.at(-1)
    if (code === FIELD_BEGIN) {
      if (this.#fields.length < 64) this.#fields.push({ part: 'instruction', instruction: '', shown: false, form: null })
    } else if (code === FIELD_RESULT) {
      if (field && /^\s*(EMBED|LINK)\b/.test(field.instruction)) into.object = true
      if (field) field.part = 'result'
    } else {
      this.#fields.pop()
      return field && !field.shown && !run.properties.deleted && !this.#isHidden() ? emptyField(field, into) : ''
    }
    return ''
  }
}

/** What a field without a result shows. */
function emptyField({ instruction, form }: OpenField, into: ParagraphText): string {
  if (showsDrawing(instruction)) {
    into.drawn ||= true
    into.unread = true
    return ''
  }
  const value = fieldValue(instruction, form ?? { entries: [] })
  into.drawn ||= value === null
  return withoutControls(value ?? '')
}

function characterText(code: number): string {
  if (code >= 0x20) return code === 0xad ? '' : String.fromCharCode(code)
  if (code === 0x09) return '\t'
  if (code === 0x0b) return '\n'
  return code === 0x1e ? '-' : ''
}

export const emptyText = (): ParagraphText => ({
  text: '',
  inserted: '',
  deleted: '',
  hidden: '',
  struck: '',
  picture: false,
  object: false,
  drawn: false,
  unread: false,
})

/** Signs of Wingdings and Symbol that stand for ticks and boxes tell a reader nothing; others keep their own code. */
const symbolText = (code: number): string => (code >= 0xf000 && code <= 0xf0ff ? '' : String.fromCharCode(code))

import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { RtfBody } from './rtf-body.ts'
import { DESTINATIONS, numberText, OPENED, SIGNS, type Destination } from './rtf-words.ts'
import { scanRtf } from './scan-rtf.ts'

interface Group {
  destination: Destination
  /** How many characters stand in for one `\u`. */
  fallback: number
  font: number
  hidden: boolean
  deleted: boolean
  inserted: boolean
}

/** Reads Rich Text Format, with text in GB18030 or as Unicode, tables, and list numbers as the writer left them. */
export function readRtf(bytes: Uint8Array, limits: Limits): Document {
  const builder = new DocumentBuilder(limits)
  new RtfReader(builder).read(bytes)
  return builder.build('rtf')
}

class RtfReader {
  readonly #builder: DocumentBuilder
  readonly #body: RtfBody
  readonly #charsets = new Map<number, number>()
  /** Heading levels by the number of the style. */
  readonly #levels = new Map<number, number>()
  #style = 0
  readonly #groups: Group[] = []
  readonly #collected: { destination: Destination; depth: number; text: string }[] = []
  #group: Group = { destination: 'body', fallback: 1, font: 0, hidden: false, deleted: false, inserted: false }
  #codepage = 1252
  #ignorable = false
  #fresh = false
  #skipCharacters = 0
  #highSurrogate = ''

  constructor(builder: DocumentBuilder) {
    this.#builder = builder
    this.#body = new RtfBody(builder)
  }

  read(bytes: Uint8Array): void {
    for (const token of scanRtf(bytes, this.#builder.limits)) {
      if (token.kind === 'open') this.#open()
      else if (token.kind === 'close') this.#close()
      else if (token.kind === 'ignorable') this.#ignorable = true
      else if (token.kind === 'bytes') this.#bytes(token.bytes)
      else if (token.kind === 'word') this.#word(token.word, token.value)
      if (token.kind !== 'open' && token.kind !== 'ignorable') this.#fresh = false
    }
    this.#body.end()
    if (this.#groups.length > 0 && this.#body.isEmpty) throw new Unreadable('damaged', 'rtf')
  }

  #open(): void {
    this.#groups.push({ ...this.#group })
    this.#fresh = true
    this.#ignorable = false
    this.#skipCharacters = 0
  }

  #close(): void {
    const depth = this.#groups.length
    const done = this.#collected.at(-1)
    if (done && done.depth === depth) {
      this.#collected.pop()
      this.#finish(done.destination, done.text)
    }
    this.#group = this.#groups.pop() ?? this.#group
    this.#skipCharacters = 0
  }

  #finish(destination: Destination, text: string): void {
    if (destination === 'comment') this.#body.mark({ kind: 'comment', text: text.trim() })
    else if (destination === 'number') this.#body.text(numberText(text))
    else if (destination === 'author') this.#builder.author(text)
    else if (destination === 'header' || destination === 'footer' || destination === 'footnote' || destination === 'textbox')
      this.#builder.aside(destination, text)
  }

  #bytes(bytes: readonly number[]): void {
    let from = 0
    while (this.#skipCharacters > 0 && from < bytes.length) {
      // A stand-in for \u may itself be a double-byte character.
      from += this.#isDouble() && bytes[from]! >= 0x81 && bytes[from]! !== 0xff ? 2 : 1
      this.#skipCharacters--
    }
    if (from >= bytes.length || this.#isSilent()) return
    const encoding = this.#isDouble() ? 'gb18030' : 'windows-1252'
    this.#text(new TextDecoder(encoding).decode(Uint8Array.from(bytes.slice(from))))
  }

  #isSilent(): boolean {
    return this.#group.destination === 'skip' || this.#group.destination === 'fonts'
  }

  /** Chinese bytes are also found under fonts that claim a Western set: the document's code page decides then. */
  #isDouble(): boolean {
    const charset = this.#charsets.get(this.#group.font)
    return charset === 134 || this.#codepage === 936 || this.#codepage === 54936
  }

  #text(text: string): void {
    const collecting = this.#collected.at(-1)
    if (this.#group.destination === 'styles') {
      const level = /heading (\d)/i.exec(text)?.[1]
      if (level !== undefined) this.#levels.set(this.#style, Number(level))
    } else if (this.#group.deleted) this.#body.change('deletion', text)
    else if (this.#group.hidden) this.#body.change('hidden-text', text)
    else if (collecting) collecting.text += text
    else {
      if (this.#group.inserted) this.#body.change('insertion', text)
      this.#body.text(text)
    }
  }

  #word(word: string, value: number | undefined): void {
    if (this.#fresh && this.#enter(word)) return
    const group = this.#group
    if (word === 'ansicpg') this.#codepage = value ?? this.#codepage
    else if (word === 'fcharset') {
      if (group.destination === 'fonts') this.#charsets.set(group.font, value ?? 0)
    } else if (word === 'f') group.font = value ?? 0
    else if (word === 'uc') group.fallback = Math.max(0, Math.min(value ?? 1, 10))
    else if (word === 'u') this.#unicode(value ?? 0)
    else if (word === 'v') group.hidden = value !== 0
    else if (word === 'deleted') group.deleted = value !== 0
    else if (word === 'revised') group.inserted = value !== 0
    else if (word === 'plain') group.hidden = group.deleted = group.inserted = false
    else if (group.destination === 'styles') {
      if (word === 's') this.#style = value ?? 0
      else if (word === 'outlinelevel' && value !== undefined && value < 9) this.#levels.set(this.#style, value + 1)
    } else if (!this.#isSilent()) this.#wordOfText(word, value)
  }

  #wordOfText(word: string, value: number | undefined): void {
    const collecting = this.#collected.length > 0
    const sign = SIGNS.get(word)
    if (word === 's' && !collecting) this.#body.heading(this.#levels.get(value ?? 0))
    else if (sign !== undefined) this.#text(sign)
    else if (!collecting) this.#body.word(word, value)
    else if (word === 'par' || word === 'line' || word === 'row') this.#text('\n')
    else if (word === 'cell') this.#text('\t')
  }

  /** The first word of a group names its kind. @returns whether the word needs no more work */
  #enter(word: string): boolean {
    const known = Object.hasOwn(DESTINATIONS, word) ? DESTINATIONS[word] : undefined
    if (word === 'pict' && this.#group.destination === 'body') this.#body.object('image')
    if (word === 'objdata' && this.#group.destination === 'body') this.#body.object('embedded-object')
    if (known === undefined) {
      if (this.#ignorable && !OPENED.has(word)) this.#group.destination = 'skip'
      this.#ignorable = false
      return false
    }
    this.#ignorable = false
    if (this.#group.destination === 'skip') return true
    this.#group.destination = known
    if (known !== 'skip' && known !== 'fonts' && known !== 'styles')
      this.#collected.push({ destination: known, depth: this.#groups.length, text: '' })
    return true
  }

  #unicode(value: number): void {
    this.#skipCharacters = this.#group.fallback
    if (this.#isSilent()) return
    const unit = String.fromCharCode(value < 0 ? value + 65_536 : value)
    if (unit >= '\ud800' && unit <= '\udbff') {
      this.#highSurrogate = unit
      return
    }
    this.#text(this.#highSurrogate + unit)
    this.#highSurrogate = ''
  }
}

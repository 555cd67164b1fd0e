import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { asSymbols, raised, withoutControls } from '../shown.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { RtfBody } from './rtf-body.ts'
import { RtfBoxes } from './rtf-boxes.ts'
import { RtfFields } from './rtf-fields.ts'
import { RtfFonts } from './rtf-fonts.ts'
import { ColourTable, lookAfter, whyHidden } from './rtf-look.ts'
import { builderOutput } from './rtf-output.ts'
import { FIRST_GROUP, type Group } from './rtf-group.ts'
import { RtfShapes } from './rtf-shapes.ts'
import { DESTINATIONS, FORMULA_PROPERTIES, numberText, OPENED, SIGNS, SILENT, UNCLEAR_FORMULAS, type Destination } from './rtf-words.ts'
import { scanRtf } from './scan-rtf.ts'

/** Reads Rich Text Format: tables, list numbers as the writer left them, text boxes where they hang; what is not shown is told of in `marks`. */
export function readRtf(bytes: Uint8Array, limits: Limits): Document {
  const builder = new DocumentBuilder(limits)
  new RtfReader(builder).read(bytes)
  return builder.build('rtf')
}

class RtfReader {
  readonly #builder: DocumentBuilder
  readonly #boxes: RtfBoxes
  readonly #fonts = new RtfFonts()
  readonly #colours = new ColourTable()
  readonly #fields = new RtfFields()
  readonly #shapes = new RtfShapes()
  /** Heading levels by the number of the style. */
  readonly #levels = new Map<number, number>()
  #style = 0
  readonly #groups: Group[] = []
  readonly #collected: { destination: Destination; depth: number; text: string }[] = []
  #group: Group = { ...FIRST_GROUP }
  #codepage = 1252
  #ignorable = false
  #fresh = false
  #skipCharacters = 0
  #highSurrogate = ''
  readonly #chinese = new TextDecoder('gb18030')
  readonly #western = new TextDecoder('windows-1252')

  constructor(builder: DocumentBuilder) {
    this.#builder = builder
    this.#boxes = new RtfBoxes(builderOutput(builder), builder.limits)
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
    this.#boxes.end()
    if (this.#groups.length > 0 && this.#body.isEmpty) throw new Unreadable('damaged', 'rtf')
  }

  get #body(): RtfBody {
    return this.#boxes.body
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
    this.#boxes.close(depth)
    this.#group = this.#groups.pop() ?? this.#group
    this.#endField(depth)
    this.#endShape(depth)
    this.#skipCharacters = 0
  }

  #finish(destination: Destination, text: string): void {
    if (destination === 'comment') this.#body.mark({ kind: 'comment', text: text.trim() })
    else if (destination === 'number') this.#body.text(numberText(text))
    else if (destination === 'author') this.#builder.author(text)
    else if (destination === 'information') this.#builder.property(text)
    else if (destination === 'instruction') this.#fields.instruct(text)
    else if (destination === 'entry') this.#fields.entry(text)
    else if (destination === 'usual') this.#fields.usualText(text)
    else if (destination === 'property') this.#shapes.property(text)
    else if (destination === 'value') this.#shapes.value(text)
    else if (destination === 'header' || destination === 'footer' || destination === 'footnote' || destination === 'textbox')
      this.#builder.aside(destination, text)
  }

  #endField(depth: number): void {
    const value = this.#fields.close(depth)
    if (value === '' || this.#group.destination !== 'body') return
    if (value === null) this.#body.draw()
    else if (typeof value === 'object') this.#body.draw(true)
    else this.#text(value)
  }

  #endShape(depth: number): void {
    const shape = this.#shapes.close(depth)
    if (!shape || shape.hidden) return
    const { lettering, watermark, line, boxed } = shape
    const inBody = this.#group.destination === 'body'
    if (lettering !== '' && (watermark || this.#group.destination === 'header'))
      this.#builder.markOnce({ kind: 'watermark', text: lettering })
    else if (inBody && lettering !== '') this.#boxes.letters(lettering)
    else if (inBody && !line && !boxed) this.#body.draw()
  }

  #bytes(bytes: readonly number[]): void {
    let from = 0
    while (this.#skipCharacters > 0 && from < bytes.length) {
      // A stand-in for \u may itself be a double-byte character.
      from += this.#isDouble() && bytes[from]! >= 0x81 && bytes[from]! !== 0xff ? 2 : 1
      this.#skipCharacters--
    }
    if (this.#group.destination === 'fonts') this.#fonts.name(this.#group.font, bytes)
    if (from >= bytes.length || (SILENT.has(this.#group.destination) && this.#group.destination !== 'colours')) return
    const decoder = this.#isDouble() ? this.#chinese : this.#western
    this.#text(decoder.decode(Uint8Array.from(from === 0 ? bytes : bytes.slice(from))))
  }

  /** Chinese bytes are also found under fonts that claim a Western set: the document's code page decides then. */
  #isDouble(): boolean {
    return this.#fonts.isChinese(this.#group.font) || this.#codepage === 936 || this.#codepage === 54936
  }

  #text(raw: string): void {
    const text = withoutControls(raw)
    const { destination, deleted, inserted, look } = this.#group
    const collecting = this.#collected.at(-1)
    if (destination === 'colours') this.#colours.text(text)
    else if (destination === 'styles') {
      const level = /heading (\d)/i.exec(text)?.[1]
      if (level !== undefined) this.#levels.set(this.#style, Number(level))
    } else if (deleted) this.#body.change('deletion', text)
    else {
      if (destination === 'body') this.#fields.show()
      const hidden = look.hidden ? ('hidden-text' as const) : undefined
      const why = collecting ? hidden : whyHidden(look, this.#colours, this.#behind)
      if (why) this.#body.change(why, text)
      else if (collecting) collecting.text += text
      else {
        if (inserted) this.#body.change('insertion', text)
        const own = this.#group.symbols ? asSymbols(text) : text
        this.#body.text(look.raised || (look.shifted && this.#body.takesShifted) ? raised(own) : own)
      }
    }
  }

  /** The colour behind paragraph and cell, as in whyHidden. */
  readonly #behind = (): number | null | undefined => {
    if (this.#boxes.isOpen) return null
    const ground = this.#body.paragraphGround || this.#body.cellGround
    return ground === null ? null : ground === 0 ? undefined : this.#colours.of(ground)
  }

  #word(word: string, value: number | undefined): void {
    if (this.#fresh && this.#enter(word)) return
    const group = this.#group
    const look = lookAfter(group.look, word, value)
    if (look) group.look = look
    if (word === 'plain') group.deleted = group.inserted = group.symbols = false
    else if (word === 'ansicpg') this.#codepage = value ?? this.#codepage
    else if (word === 'fcharset') {
      if (group.destination === 'fonts') this.#fonts.charset(group.font, value ?? 0)
    } else if (word === 'f') {
      group.font = value ?? 0
      group.symbols = this.#fonts.isSymbols(group.font)
    } else if (word === 'uc') group.fallback = Math.max(0, Math.min(value ?? 1, 10))
    else if (word === 'u') this.#unicode(value ?? 0)
    else if (word === 'deleted' || word === 'revised') group[word === 'deleted' ? 'deleted' : 'inserted'] = value !== 0
    else if (group.destination === 'colours') this.#colours.word(word, value)
    else if (group.destination === 'form') this.#fields.word(word, value)
    else if (group.destination === 'styles') {
      if (word === 's') this.#style = value ?? 0
      else if (word === 'outlinelevel' && value !== undefined && value < 9) this.#levels.set(this.#style, value + 1)
    } else if (!look && !SILENT.has(group.destination)) this.#wordOfText(word, value)
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
    const { destination } = this.#group
    const known = Object.hasOwn(DESTINATIONS, word) ? DESTINATIONS[word] : FORMULA_PROPERTIES.test(word) ? 'skip' : undefined
    if (word === 'shp' && destination !== 'skip') this.#shapes.open(this.#groups.length)
    if (destination === 'body') this.#enterInBody(word)
    if (known === undefined) {
      if (this.#ignorable && !OPENED.has(word)) this.#group.destination = 'skip'
      this.#ignorable = false
      return false
    }
    this.#ignorable = false
    if (destination === 'skip') return true
    if (known === 'textbox' && destination === 'body') {
      this.#boxes.open(this.#groups.length, this.#shapes.box())
      return true
    }
    this.#group.destination = known
    if (!SILENT.has(known) && known !== 'styles') this.#collected.push({ destination: known, depth: this.#groups.length, text: '' })
    return true
  }

  #enterInBody(word: string): void {
    const depth = this.#groups.length
    if (word === 'pict' || word === 'objdata') {
      this.#fields.show()
      this.#body.object(word === 'pict' ? 'image' : 'embedded-object')
    } else if (word === 'field') this.#fields.open(depth)
    else if (word === 'msup' || word === 'msub') this.#group.look = { ...this.#group.look, raised: true }
    else if (word === 'mden') this.#text('/')
    else if (UNCLEAR_FORMULAS.has(word)) this.#body.doubt()
  }

  #unicode(value: number): void {
    this.#skipCharacters = this.#group.fallback
    if (SILENT.has(this.#group.destination)) return
    const unit = String.fromCharCode(value < 0 ? value + 65_536 : value)
    if (unit >= '\ud800' && unit <= '\udbff') {
      this.#highSurrogate = unit
      return
    }
    this.#text(this.#highSurrogate + unit)
    this.#highSurrogate = ''
  }
}

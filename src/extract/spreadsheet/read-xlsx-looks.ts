import type { Limits } from '../limits.ts'
import { scanXml } from '../scan-xml.ts'
import { readColour } from '../shown.ts'
import type { XmlElement } from '../xml-tag.ts'
import { SHEET_NAMESPACES, type CellStyle, type SheetLook, type SheetRun, type Workbook } from './workbook.ts'

type Attributes = Readonly<Record<string, string>>
type Writable<T> = { -readonly [K in keyof T]: T[K] }

const isOn = (value: string | undefined): boolean => !/^(?:0|false)$/.test(value ?? '')

/** 0xRRGGBB of `AARRGGBB`, of the theme's white, of the first numbers of the palette; undefined where it is not known. */
function colourOf({ rgb, theme, tint, indexed }: Attributes): number | undefined {
  if (rgb !== undefined) return readColour(rgb.slice(-6))
  if (theme === '0' && tint === undefined) return 0xffffff
  return indexed === '1' || indexed === '9' ? 0xffffff : undefined
}

/** Applies an element of a font (`x:font`, `x:rPr`). */
function changeLook(look: Writable<SheetLook>, name: string, attributes: Attributes): void {
  if (name === 'x:strike') look.struck = isOn(attributes['val'])
  else if (name === 'x:sz') look.size = Number.parseFloat(attributes['val'] ?? '') || undefined
  else if (name === 'x:color') look.colour = colourOf(attributes)
  else if (name === 'x:vertAlign') look.raised = (attributes['val'] ?? '').endsWith('script')
}

/** Collects the text of a shared or inline string, in parts where a part has a look of its own. Readings above characters are not of it. */
export class StringRuns {
  #runs: { text: string; look: Writable<SheetLook> }[] = []
  #inText = false
  #readings = 0

  begin(): void {
    this.#runs = [{ text: '', look: {} }]
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'x:rPh') this.#readings++
    else if (name === 'x:r') this.#runs.push({ text: '', look: {} })
    else if (name === 'x:t') this.#inText = this.#readings === 0
    else if (this.#runs.length > 0) changeLook(this.#runs.at(-1)!.look, name, attributes)
  }

  close(name: string): void {
    if (name === 'x:rPh') this.#readings--
    else if (name === 'x:t') this.#inText = false
  }

  text(words: string): void {
    if (this.#inText && this.#runs.length > 0) this.#runs.at(-1)!.text += words
  }

  get content(): string | SheetRun[] {
    return this.#runs.length > 1 ? this.#runs : (this.#runs[0]?.text ?? '')
  }
}

/** The texts that cells share. */
export function readSharedStrings(xml: string | undefined, limits: Limits): (string | SheetRun[])[] {
  const strings: (string | SheetRun[])[] = []
  if (xml === undefined) return strings
  const runs = new StringRuns()
  const handlers = {
    open: ({ name, attributes }: XmlElement) => (name === 'x:si' ? runs.begin() : runs.open(name, attributes)),
    close: (name: string) => (name === 'x:si' ? void strings.push(runs.content) : runs.close(name)),
    text: (words: string) => runs.text(words),
  }
  scanXml(xml, SHEET_NAMESPACES, handlers, limits)
  return strings
}

/** The number formats of a workbook, and how its styles draw cells. */
export function readStyles(xml: string | undefined, limits: Limits): Pick<Workbook, 'codes' | 'styles'> {
  const reader = new StyleReader()
  const handlers = { open: (element: XmlElement) => reader.open(element), close: (name: string) => reader.close(name) }
  if (xml !== undefined) scanXml(xml, SHEET_NAMESPACES, handlers, limits)
  return reader
}

class StyleReader {
  readonly codes = new Map<number, string>()
  readonly styles: CellStyle[] = []
  readonly #fonts: Writable<SheetLook>[] = []
  readonly #grounds: (number | null | undefined)[] = []
  #part = ''

  open({ name, attributes }: XmlElement): void {
    if (name === 'x:numFmt') this.codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
    else if (name === 'x:fonts' || name === 'x:fills' || name === 'x:cellXfs' || name === 'x:dxfs') this.#part = name
    else if (this.#part === 'x:fonts') {
      if (name === 'x:font') this.#fonts.push({})
      else if (this.#fonts.length > 0) changeLook(this.#fonts.at(-1)!, name, attributes)
    } else if (this.#part === 'x:fills') this.#fill(name, attributes)
    else if (this.#part === 'x:cellXfs' && name === 'x:xf') {
      const of = (key: string) => Number(attributes[key] ?? 0)
      this.styles.push({ format: of('numFmtId'), look: this.#fonts[of('fontId')] ?? {}, ground: this.#grounds[of('fillId')] })
    }
  }

  close(name: string): void {
    if (name === this.#part) this.#part = ''
  }

  #fill(name: string, attributes: Attributes): void {
    if (name === 'x:fill') this.#grounds.push(undefined)
    else if (this.#grounds.length === 0) return
    else if (name === 'x:patternFill')
      this.#grounds[this.#grounds.length - 1] = /^(?:none)?$/.test(attributes['patternType'] ?? '') ? undefined : null
    else if (name === 'x:gradientFill') this.#grounds[this.#grounds.length - 1] = null
    else if (name === 'x:fgColor' && this.#grounds.at(-1) === null) this.#grounds[this.#grounds.length - 1] = colourOf(attributes) ?? null
  }
}

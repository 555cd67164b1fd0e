import { isSymbolFont } from '../shown.ts'

/** The character set that font tables call Chinese. */
const CHINESE = 134

/** What the font table says of its fonts, by their numbers. */
export class RtfFonts {
  readonly #charsets = new Map<number, number>()
  readonly #symbols = new Set<number>()

  charset(font: number, charset: number): void {
    this.#charsets.set(font, charset)
  }

  /** @param bytes the name, with the semicolon behind it */
  name(font: number, bytes: readonly number[]): void {
    if (isSymbolFont(String.fromCharCode(...bytes.slice(0, 40)).split(';')[0])) this.#symbols.add(font)
  }

  isChinese(font: number): boolean {
    return this.#charsets.get(font) === CHINESE
  }

  /** Whether its figures are pictures. */
  isSymbols(font: number): boolean {
    return this.#symbols.has(font)
  }
}

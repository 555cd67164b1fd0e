import { whyNotShown } from '../shown.ts'

/** How characters look after the control words so far; colours are numbers in the colour table, 0 the automatic one. */
export interface RtfLook {
  readonly struck: boolean
  readonly doubleStruck: boolean
  readonly hidden: boolean
  /** In points. */
  readonly size: number | undefined
  readonly colour: number
  readonly ground: number
  readonly raised: boolean
  /** Moved up or down by points of its own, which some do to centre a figure. */
  readonly shifted: boolean
}

export const PLAIN_LOOK: RtfLook = {
  struck: false,
  doubleStruck: false,
  hidden: false,
  size: undefined,
  colour: 0,
  ground: 0,
  raised: false,
  shifted: false,
}

type Change = (look: RtfLook, value: number | undefined) => Partial<RtfLook>
/** Half points by which characters must be moved to be a mark. */
const SHIFTED = 6

const isOn = (value: number | undefined): boolean => value !== 0
const hide: Change = (_, value) => ({ hidden: isOn(value) })
const ground: Change = (_, value) => ({ ground: value ?? 0 })
const raise: Change = (_, value) => ({ raised: isOn(value) })
const shift: Change = (_, value) => ({ shifted: Math.abs(value ?? SHIFTED) >= SHIFTED })

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['v', hide],
  ['webhidden', hide],
  ['strike', (_, value) => ({ struck: isOn(value) })],
  ['striked', (_, value) => ({ doubleStruck: isOn(value) })],
  ['fs', (_, value) => ({ size: value === undefined ? undefined : value / 2 })],
  ['cf', (_, value) => ({ colour: value ?? 0 })],
  ['cb', ground],
  ['highlight', ground],
  ['chcbpat', ground],
  ['super', raise],
  ['sub', raise],
  ['nosupersub', () => ({ raised: false })],
  ['up', shift],
  ['dn', shift],
  ['charscalex', (look, value) => ({ hidden: look.hidden || (value ?? 100) < 5 })],
])

/** @returns the look after a control word, or null for a word that says nothing of it */
export function lookAfter(look: RtfLook, word: string, value: number | undefined): RtfLook | null {
  if (word === 'plain') return PLAIN_LOOK
  const change = CHANGES.get(word)
  return change ? { ...look, ...change(look, value) } : null
}

/** Colours as the file numbers them, 0xRRGGBB; undefined for the automatic one. */
export class ColourTable {
  readonly #colours: (number | undefined)[] = []
  #parts: { red?: number; green?: number; blue?: number } = {}

  word(word: string, value: number | undefined): void {
    if (word === 'red' || word === 'green' || word === 'blue') this.#parts[word] = Math.max(0, Math.min(value ?? 0, 255))
  }

  /** A semicolon ends each colour. */
  text(text: string): void {
    for (const character of text) {
      if (character !== ';' || this.#colours.length > 10_000) continue
      const { red, green, blue } = this.#parts
      const given = red !== undefined || green !== undefined || blue !== undefined
      this.#colours.push(given ? ((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0) : undefined)
      this.#parts = {}
    }
  }

  of(number: number): number | undefined {
    return this.#colours[number]
  }
}

/** @param behind gives the colour behind paragraph and cell: 0xRRGGBB, null where it is not known, undefined for the page */
export function whyHidden(look: RtfLook, colours: ColourTable, behind: () => number | null | undefined): ReturnType<typeof whyNotShown> {
  const { size = 9, hidden, colour, struck, doubleStruck } = look
  if (!struck && !doubleStruck && !hidden && size > 2 && colour === 0) return undefined
  const own = look.ground === 0 ? undefined : colours.of(look.ground)
  return whyNotShown({ struck: struck || doubleStruck, hidden, size, colour: colours.of(colour), ground: own ?? behind() })
}

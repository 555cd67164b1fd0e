import { CIRCLED, COUNTER, NOTE_TEXT, SMALL_DIGITS } from '../language/note-marks.ts'
import { hasText } from './clean-text.ts'

/**
 * How a run of characters is drawn, as far as its format says. What is not said is left out.
 * Only what a reader of the page sees is the text of a draft: `whyNotShown` and `leftOut` decide it for all formats.
 */
export interface RunLook {
  /** Struck out by a line of any kind. */
  readonly struck?: boolean | undefined
  /** Marked as hidden, invisible or fully transparent. */
  readonly hidden?: boolean | undefined
  /** In points. */
  readonly size?: number | undefined
  /** 0xRRGGBB; not given where the program chooses a colour that can be read. */
  readonly colour?: number | undefined
  /** What is behind it, 0xRRGGBB; null where it cannot be told, not given for white paper. */
  readonly ground?: number | null | undefined
}

/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

const PAPER = 0xffffff
/** Letters of this size and less are no letters to anybody; LibreOffice makes none smaller. In points. */
const TINY = 2
/** Colours nearer than this in each of red, green and blue (of 255) are one colour on paper. */
const SAME_COLOUR = 24

/** @returns the kind of mark that tells of the run, undefined where a reader of the page sees it */
export function whyNotShown({ struck, hidden, size, colour, ground = PAPER }: RunLook): 'hidden-text' | 'struck-text' | undefined {
  if (hidden || (size !== undefined && size <= TINY)) return 'hidden-text'
  if (colour !== undefined && ground !== null && isSameColour(colour, ground)) return 'hidden-text'
  return struck ? 'struck-text' : undefined
}

/** Whether two colours (0xRRGGBB) cannot be told apart on paper. */
export const isSameColour = (one: number, other: number): boolean =>
  [16, 8, 0].every((shift) => Math.abs(((one >> shift) & 0xff) - ((other >> shift) & 0xff)) <= SAME_COLOUR)

/** @returns 0xRRGGBB of `RRGGBB`, `#RRGGBB` or `#RGB`, undefined for anything else (`auto`) */
export function readColour(text: string | undefined): number | undefined {
  const hex = /^\s*#?([0-9a-f]{6}|[0-9a-f]{3})\s*$/i.exec(text ?? '')?.[1]
  if (hex === undefined) return undefined
  return Number.parseInt(hex.length === 3 ? hex.replace(/./g, '$&$&') : hex, 16)
}

/** Fonts whose figures and letters are drawn as pictures; those of Symbol are figures. */
const SYMBOL_FONT = /^(?:wingdings(?: ?[23])?|webdings|marlett|(?:itc )?zapf ?dingbats|bookshelf symbol \d|ms outlook)$/i

/** Whether a font of this name shows signs in place of figures. */
export const isSymbolFont = (name: string | undefined): boolean => name !== undefined && SYMBOL_FONT.test(name.replace(/["']/g, '').trim())

/** The figures of a text as the signs of a symbol font, in the private characters by which Word stores them. */
export const asSymbols = (text: string): string => text.replace(/[0-9]/g, (figure) => String.fromCharCode(0xf000 + figure.charCodeAt(0)))

/** What readers put around text that is raised or lowered: controls that no text of a draft holds. */
const RAISED = /\u000e([^\u000e\u000f]*)\u000f/g
const CONTROLS = /[\u000e\u000f]/g

/** A raised or lowered text as readers hand it to the builder, which knows whether it is a mark of a note. */
export const raised = (text: string): string => (hasText(text) ? `\u000e${withoutControls(text)}\u000f` : text)

/** Text as it is in the file, without what would be taken for the signs of `raised`. */
export const withoutControls = (text: string): string =>
  text.includes('\u000e') || text.includes('\u000f') ? text.replace(CONTROLS, '') : text

interface Settled {
  readonly text: string
  /** Marks of notes that were left out of it. */
  readonly left: string
  /** In a cell: a circled number that may be the value or a mark. */
  readonly doubtful: boolean
}

/** Takes the marks of notes out of a text in which readers wrote raised parts by `raised`. */
export function settleNotes(raw: string, inCell: boolean): Settled {
  if (!raw.includes('\u000e') && !SIGN.test(raw)) return { text: raw, left: '', doubtful: false }
  const stretches: Stretch[] = []
  let text = ''
  let last = 0
  for (const match of raw.matchAll(RAISED)) {
    text += raw.slice(last, match.index)
    stretches.push({ start: text.length, end: text.length + match[1]!.length })
    text += match[1]!
    last = match.index + match[0].length
  }
  text = withoutControls(text + raw.slice(last))
  const left = notesIn(text, stretches, inCell)
  const rest = inCell && left.length > 0 ? without(text, left).trimEnd() : without(text, left)
  return { text: rest, left: left.map(({ start, end }) => text.slice(start, end)).join(' '), doubtful: inCell && isDoubtful(rest) }
}

/** A text without these stretches of it, which are in order. */
export function without(text: string, stretches: readonly Stretch[]): string {
  let rest = ''
  let last = 0
  for (const { start, end } of stretches) {
    rest += text.slice(last, start)
    last = end
  }
  return rest + text.slice(last)
}

const SIGN = new RegExp(`[${CIRCLED}${SMALL_DIGITS}]`)
const SIGNS = new RegExp(`[${CIRCLED}]+|[${SMALL_DIGITS}]+`, 'g')
const ONLY_CIRCLED = new RegExp(`^[\\s\\d.,%％０-９]*[${CIRCLED}][\\s\\d.,%％０-９${CIRCLED}]*$`)
const NUMBER = /^[-+－＋]?[\d０-９][\d０-９.,，．\s]*[%％]?$/
const FIGURE = /[\d０-９]/
const LONGEST_NUMBER = 60
const LONGEST_NOTE = 12

/** Whether a cell holds circled numbers and nothing but figures: ① may be meant as 1. */
const isDoubtful = (text: string): boolean => ONLY_CIRCLED.test(text)

/**
 * Finds the marks of notes in a text: raised or lowered parts, and characters that are small or circled by
 * themselves. In a cell with a number all that is raised is a mark; elsewhere H₂O, m², 10² and 1st are none.
 * @param stretches raised or lowered parts, in order
 * @returns what to leave out, in order
 */
export function notesIn(text: string, stretches: readonly Stretch[], inCell: boolean): Stretch[] {
  if (stretches.length === 0 && !SIGN.test(text)) return []
  const parts = partsOf(text, stretches)
  const rest = without(text, parts).trim()
  if (rest === '') return []
  if (inCell && rest.length <= LONGEST_NUMBER && NUMBER.test(rest)) {
    const last = parts.findLastIndex(({ start }, index) => FIGURE.test(text.slice(parts[index - 1]?.end ?? 0, start)))
    const figuresBehind = FIGURE.test(text.slice(parts.at(-1)!.end))
    return parts.filter(({ isRaised }, index) => isRaised || (!figuresBehind && index >= last))
  }
  const found: Stretch[] = []
  let chain = 0
  parts.forEach((part, index) => {
    if (parts[index - 1]?.end !== part.start) chain = part.start
    if (isNote(text, part, chain)) found.push(part)
  })
  return found
}

type Part = Stretch & { readonly isRaised: boolean }

/** Raised parts, and the small and circled signs between them, in order. */
function partsOf(text: string, stretches: readonly Stretch[]): Part[] {
  const parts: Part[] = []
  let last = 0
  const signs = (to: number) => {
    for (const match of text.slice(last, to).matchAll(SIGNS))
      parts.push({ start: last + match.index, end: last + match.index + match[0].length, isRaised: false })
  }
  for (const { start, end } of stretches) {
    signs(start)
    if (end > start) parts.push({ start, end, isRaised: true })
    last = end
  }
  signs(text.length)
  return parts
}

/** @param chain where the marks begin that this one follows without a gap */
function isNote(text: string, { start, end, isRaised }: Part, chain: number): boolean {
  const own = end - start > LONGEST_NOTE ? '' : text.slice(start, end).trim()
  const front = text
    .slice(Math.max(0, chain - 24), chain)
    .split('\n')
    .at(-1)!
    .trimEnd()
  if (own === '' || front === '' || !NOTE_TEXT.test(own)) return false
  const behind = text.slice(end, end + 4)
  const circled = !isRaised && !SMALL.test(own)
  const digits = !circled && /^\d+$/.test(own.normalize('NFKC'))
  const before = front.at(-1)!
  // The power of ten is the one number that is written with a raised number behind it.
  if (FIGURE.test(before)) return !digits || COUNTER.test(behind) || !/(?:^|[^\d０-９.．])[1１][0０]$/.test(front)
  if (circled) return false
  if (/[A-Za-z]/.test(before)) return !digits && /[^A-Za-z]/.test(own)
  return !(digits && COUNTER.test(behind))
}

const SMALL = new RegExp(`[${SMALL_DIGITS}]`)

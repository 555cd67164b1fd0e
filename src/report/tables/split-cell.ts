import type { LabelPlace } from './label-index.ts'
import { bindKey } from '../../language/label-key.ts'
import type { Piece } from './piece.ts'
import { isValueText } from './read-value.ts'
import type { TableWords } from './table-words.ts'

type Part = Omit<Piece, 'kind' | 'key' | 'hits'>

const NUMBER_RUN = /[-−]?\d[\d,，]*(?:[.．]\d+)?/g
/** A label with figures behind it on the same line, parted by blanks. */
const LABEL_THEN_FIGURES = /^(.{0,80}?[^\s\d.,，、．])((?:[ \u3000\u00a0]+[-−]?\d[\d,，.]*){1,20})\s*$/s

/** A line of a label and its figures, blanks between them counted once; and with all blanks that align its columns. */
const LONGEST_LABELLED = 120
const LONGEST_ALIGNED = 600
const BLANKS = /[ \u3000\u00a0]{2,600}/g
const lengthOf = (text: string): number => text.replace(BLANKS, ' ').length

/** One cell of a grid (or of a line) as pieces: mostly one, more where labels and figures are run together. */
export function splitCell(part: Part, words: TableWords, wholeValue: boolean): Piece[] {
  if (isValueText(words.lexicon, part.text)) return wholeValue ? [value(part)] : values(part)
  const hits = words.exact(part.text)
  if (hits.length) return [{ ...part, kind: 'text', key: bindKey(part.text), hits }]
  if (wholeValue && isOddValue(part.text)) return [{ ...value(part), confidence: 'unreadable' }]
  // Sentences are body text; only a page copied into one line has tables behind its sentences.
  if (part.text.length < 5 || part.text.length > 20_000 || (part.text.length < 400 && part.text.includes('。'))) return [text(part)]
  const places = words.scan(part.text)
  return isTableText(part.text, places) ? cutAtLabels(part, places, words) : [text(part)]
}

/** A cell of signs, and figures among them, that is neither a number nor a row's own: “11*”, “10+1”, “+”. */
const isOddValue = (text: string): boolean => (/^[^\p{L}]{1,40}$/u.test(text.trim()) && !ROW_NUMBER.test(text.trim())) || TICKED.test(text)
const ROW_NUMBER = /^[（(【[]?\d?[)）】\].．、:：]*$/
const TICKED = /^\s*\[[xX]\]\s*$/

/** Whether a text with wordings of the form in it is flattened table, and not prose that names a few of them. */
function isTableText(shown: string, places: readonly LabelPlace[]): boolean {
  const long = places.filter(({ hits }) => (hits[0]?.full.length ?? 0) >= 5).length
  if (long >= 5) return true
  let rest = ''
  let covered = 0
  let at = 0
  for (const { start, end } of places) {
    rest += shown.slice(at, start)
    covered += end - start
    at = end
  }
  rest += shown.slice(at)
  const others = bindKey(rest.replace(/\d[(（][^()（）]{1,30}[)）]/g, '').replace(/\d/g, '')).length
  if (others === 0 && places.length > 1) return true
  return long >= 1 && !rest.includes('。') && others * 2 <= covered
}

/** The same for running text, in which figures may also stand behind a wrongly written label. */
export function splitRunning(part: Part, words: TableWords): Piece[] {
  const pieces = splitCell(part, words, false)
  if (pieces.length !== 1 || pieces[0]?.kind !== 'text' || pieces[0].hits.length) return pieces
  const match = part.text.length <= LONGEST_ALIGNED && lengthOf(part.text) <= LONGEST_LABELLED ? LABEL_THEN_FIGURES.exec(part.text) : null
  if (!match) return spacedValues(part, words) ?? pieces
  const cut = part.start + (match[1]?.length ?? 0)
  return [text({ ...part, text: match[1] ?? '', end: cut }), ...values({ ...part, text: match[2] ?? '', start: cut })]
}

function cutAtLabels(part: Part, places: readonly LabelPlace[], words: TableWords): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const place of places) {
    if (place.start > at) pieces.push(...gap(part, at, place.start, words))
    const shown = part.text.slice(place.start, place.end)
    pieces.push({
      ...part,
      kind: 'text',
      text: shown,
      start: part.start + place.start,
      end: part.start + place.end,
      key: bindKey(shown),
      hits: place.hits,
    })
    at = place.end
  }
  if (at < part.text.length) pieces.push(...gap(part, at, part.text.length, words))
  return pieces
}

/** What stands between two labels: figures, run together or parted by blanks, and words that are no label. */
function gap(part: Part, from: number, to: number, words: TableWords): Piece[] {
  const shown = part.text.slice(from, to)
  if (shown.trim() === '') return []
  const inner = { ...part, text: shown, start: part.start + from, end: part.start + to }
  if (isFigures(shown, words)) return values(inner).map((piece) => ({ ...piece, glued: true }))
  const pieces: Piece[] = []
  let at = 0
  const push = (start: number, end: number, make: (piece: Part) => Piece): void => {
    const inside = shown.slice(start, end)
    if (/[^\s.,、，．]/.test(inside)) pieces.push(make({ ...part, text: inside, start: inner.start + start, end: inner.start + end }))
  }
  for (const match of shown.matchAll(NUMBER_RUN)) {
    push(at, match.index, text)
    const end = match.index + match[0].length
    // “00000002.申请人…”: the last digit is the next row's own number.
    const own = NEXT_NUMBER.test(shown.slice(end, end + 20)) && !/[.．]/.test(match[0]) ? 1 : 0
    push(match.index, end - own, (piece) => ({ ...value(piece), glued: true }))
    at = end - own
  }
  push(at, shown.length, text)
  return pieces
}

/** What makes of the digit in front of it the number of a row. */
const NEXT_NUMBER = /^[.、．]\s*[^\d\s]/

const isFigures = (shown: string, { lexicon }: TableWords): boolean =>
  shown
    .trim()
    .split(/\s+/)
    .every((word) => word !== '' && isValueText(lexicon, word))

/** “0 0 0 0 0 0 0”, though no label stands in the line. */
const spacedValues = (part: Part, words: TableWords): Piece[] | null =>
  part.text.length < 200 && isFigures(part.text, words) ? values(part) : null

/** The values of a stretch of text, parted at blanks; a blank stretch is one blank cell. */
function values(part: Part): Piece[] {
  if (part.text.trim() === '') return [value(part)]
  return [...part.text.matchAll(/\S+/g)].map((match) =>
    value({ ...part, text: match[0], start: part.start + match.index, end: part.start + match.index + match[0].length }),
  )
}

const value = (part: Part): Piece => ({ ...part, kind: 'value', key: '', hits: [] })
const text = (part: Part): Piece => ({ ...part, kind: 'text', key: part.text.length > 400 ? '' : bindKey(part.text), hits: [] })

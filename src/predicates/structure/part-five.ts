import { countWork } from '../../language/count-work.ts'
import { onlyHan } from '../../language/fold-characters.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import { remember } from '../../language/remember.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { FoundPlace } from '../../model/outcome.ts'
import { placeOfSpan } from '../place.ts'
import { bodyOfPart, sentencesOf, type TextLine } from '../text-lines.ts'

/** An item (一是 … up to the next), or a sentence where there are no items. */
export interface Unit {
  readonly kind: 'problem' | 'remedy' | 'earlier' | 'other'
  readonly text: string
  /** It begins with a number or a word that counts. */
  readonly marked: boolean
  readonly line: TextLine
  /** Its first sentence within the line. */
  readonly start: number
  readonly end: number
}

/** What the text is about: `open` as long as it has not said. */
type Subject = 'open' | 'problems' | 'remedies' | 'earlier'

interface Piece extends Pick<Unit, 'text' | 'marked' | 'line' | 'start' | 'end'> {
  /** It begins its paragraph. */
  readonly first: boolean
}

/** Words that turn to the remedies stand at the head of a piece, behind few others. */
const HEAD = 14
/** “（二）改进措施”: more characters are no heading. */
const LONGEST_HEADING = 16

/** “一是” leads to no more than its own words; “（一）” may be a heading. */
const isCounted = ({ marked, text }: Piece): boolean => marked && /^\s*\p{Script=Han}/u.test(text)
/** As short as a heading, with nothing told behind a colon. */
const isShort = (text: string): boolean => onlyHan(text).length <= LONGEST_HEADING && !/[：:]\s{0,4}\S{3}/.test(text)
const isHeading = ({ lead, pieces }: { readonly lead: boolean; readonly pieces: readonly Piece[] }): boolean =>
  lead && isShort(pieces[0]?.text ?? '')

/**
 * The problems and remedies of part five, item by item or sentence by sentence. A problem is what names a fault before
 * the text turns to the remedies; how last year's problems were mended is `earlier`, all else `other`.
 * Source: the words that ST-009 knows problems and remedies by.
 */
export function readPartFive(report: AnnualReport, lexicon: Lexicon): readonly Unit[] {
  const known = unitsOf(report)
  const units = known.get(lexicon) ?? unitsIn(report, lexicon)
  known.set(lexicon, units)
  return units
}

/** Several rules read the same part. */
const unitsOf = remember<AnnualReport, Map<Lexicon, readonly Unit[]>>(() => new Map())

function unitsIn(report: AnnualReport, lexicon: Lexicon): readonly Unit[] {
  const pieces = bodyOfPart(report, 5).flatMap((line) => piecesOf(line, lexicon))
  const units: { about: Subject; lead: boolean; pieces: Piece[] }[] = []
  let about: Subject = 'open'
  for (const piece of pieces) {
    const turn = turnOf(piece, about, report.year, lexicon)
    const last = units.at(-1)
    const said: Subject = turn?.about ?? about
    const goesOn = last && !piece.marked && !turn && last.about === said && last.pieces[0]?.marked && !isHeading(last)
    if (goesOn) last.pieces.push(piece)
    else units.push({ about: said, lead: turn?.stays === true && !isCounted(piece), pieces: [piece] })
    if (turn?.stays !== false) about = said
  }
  return units.map(({ about: subject, lead, pieces: [first, ...rest] }, index): Unit => {
    const { line, start, end, marked, text: head } = first as Piece
    const text = [head, ...rest.map((piece) => piece.text)].join('')
    const isLead = lead && !rest.length && (units[index + 1]?.pieces[0]?.marked === true || isShort(head))
    return { kind: isLead ? 'other' : kindOf(subject, marked, text, lexicon), text, marked, line, start, end }
  })
}

function kindOf(about: Subject, marked: boolean, text: string, lexicon: Lexicon): Unit['kind'] {
  if (about === 'earlier') return 'earlier'
  if (about === 'remedies') return 'remedy'
  // An item of a list of problems is one whatever its words.
  if (about === 'problems' && marked) return 'problem'
  return lexicon.pattern('predicates/part-five/fault').test(text) ? 'problem' : 'other'
}

/** A line cut at its sentences, at the items in them and where a clause turns to the remedies. */
function piecesOf(line: TextLine, lexicon: Lexicon): Piece[] {
  countWork(line.text.length)
  return sentencesOf(line).flatMap(({ text, start }) => {
    const items = [...text.matchAll(lexicon.all('predicates/part-five/item'))].map(({ index }) => index)
    const turns = [...text.matchAll(lexicon.all('predicates/part-five/remedies-begin'))]
      .map(({ index }) => index)
      .filter((index) => /[，,：:\s]/.test(text[index - 1] ?? '\0'))
    const cuts = [...new Set([0, ...items, ...turns])].toSorted((a, b) => a - b)
    return cuts.map((from, order) => {
      const to = cuts[order + 1] ?? text.length
      return {
        text: text.slice(from, to),
        marked: items.includes(from),
        first: start + from === 0,
        line,
        start: start + from,
        end: start + to,
      }
    })
  })
}

interface Turn {
  readonly about: Subject
  /** What follows is about the same. */
  readonly stays: boolean
}

/** Whether a piece turns to another subject, by its first words. */
function turnOf(piece: Piece, about: Subject, year: number | null, lexicon: Lexicon): Turn | null {
  const { text } = piece
  const mended = lexicon.pattern('predicates/part-five/earlier').exec(text)
  if (mended && mended.index <= HEAD && isEarlier(mended.groups?.['year'] ?? mended.groups?.['since'], year)) {
    const isSentence = lexicon.pattern('predicates/part-five/done').test(text) && /[。；;]\s*$/.test(text)
    return { about: 'earlier', stays: !isSentence }
  }
  const turned = lexicon.pattern('predicates/part-five/remedies-begin').exec(text)
  if (turned && turned.index <= HEAD && !isEarlier(turned.groups?.['next'] ?? '9999', year)) return { about: 'remedies', stays: true }
  if (!lexicon.pattern('predicates/part-five/problems-begin').test(text)) return null
  // Among the remedies a problem is what they are for, unless a heading begins anew.
  const isNew = (piece.first || piece.marked) && isShort(text)
  if (about === 'remedies' && (!isNew || lexicon.pattern('predicates/part-five/remedied').test(text))) return null
  return { about: 'problems', stays: true }
}

/** Words for last year without a figure are earlier; a figure is if it is below the report's year. */
const isEarlier = (named: string | undefined, year: number | null): boolean =>
  named === undefined || (year !== null && Number(named) < year)

/** Where a unit stands: its first sentence. */
export const placeOfUnit = ({ line, start, end }: Unit): FoundPlace => placeOfSpan(line, line.text.slice(start, end), start, end)

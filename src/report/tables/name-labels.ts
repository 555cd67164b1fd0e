import { countWork } from '../../language/count-work.ts'
import { bindKey, foldLabel, numeralOf, withoutFrame } from '../../language/label-key.ts'
import { farness, keysOf } from './label-likeness.ts'
import type { OfficialLabel } from './official-labels.ts'
import type { Piece } from './piece.ts'

/** An official wording found in the draft: the pieces from `first` to `last` (values may stand between them). */
export interface NamedLabel {
  readonly label: OfficialLabel
  readonly first: number
  readonly last: number
  readonly written: string
  readonly same: boolean
  readonly damaged: boolean
  /** Told by likeness or place. */
  readonly near: boolean
}

const NO_LABEL = -1
/** Of a wording's characters, those that may be wrong where nothing but likeness speaks for it. */
export const MOST_FAR = 0.35
/** Words of a table that are looked at for being a wording; no real table has so many that are none. */
const MOST_FREE = 200

/**
 * Says of every text piece of a table which official wording it is: word for word, put together again from lines
 * over which it was wrapped, cut short, or with a slip of the pen. What stays unnamed is no wording of the form.
 * @param cutLines text that came over lines and pages: a wording may have been cut there
 */
export function nameLabels(pieces: readonly Piece[], labels: readonly OfficialLabel[], cutLines: boolean): NamedLabel[] {
  const naming = new Naming(pieces, labels, cutLines)
  naming.takeExact()
  naming.takeJoined()
  naming.takeCut()
  naming.takeNear()
  naming.takeByPlace()
  return naming.named()
}

/** A wording that some pieces may be, and how far they are from it. */
interface Likely {
  readonly label: OfficialLabel
  readonly pieces: readonly number[]
  readonly far: number
}

class Naming {
  readonly #pieces: readonly Piece[]
  readonly #labels: readonly OfficialLabel[]
  readonly #cutLines: boolean
  readonly #found: NamedLabel[] = []
  #left: readonly OfficialLabel[]
  /** Index into #found for every piece, or NO_LABEL. */
  readonly #owner: number[]

  constructor(pieces: readonly Piece[], labels: readonly OfficialLabel[], cutLines: boolean) {
    this.#pieces = pieces
    this.#labels = labels
    this.#left = labels
    this.#cutLines = cutLines
    this.#owner = pieces.map(() => NO_LABEL)
  }

  named(): NamedLabel[] {
    return this.#found.toSorted((a, b) => a.first - b.first)
  }

  takeExact(): void {
    let before: OfficialLabel | null = null
    this.#pieces.forEach((piece, index) => {
      const hits = piece.hits.flatMap((hit) => this.#labels.filter((label) => label.key === hit.key && label.official === hit.official))
      const label = hits.length > 1 ? this.#choose(hits, index, before) : hits[0]
      if (!label) return
      before = label
      this.#take(label, [index])
    })
  }

  /** “总计” and “其他” are a row and a column; a table-two column comes in several blocks. */
  #choose(hits: readonly OfficialLabel[], index: number, before: OfficialLabel | null): OfficialLabel | undefined {
    const row = hits.find((hit) => hit.kind === 'row')
    const column = hits.find((hit) => hit.kind === 'column')
    if (row && column) {
      const next = this.#pieces[index + 1]
      const behindRow = before?.kind === 'row' || before?.kind === 'group'
      return behindRow && next?.kind === 'value' ? row : column
    }
    return hits.find((hit) => hit.block !== undefined && hit.block === before?.block) ?? hits[0]
  }

  /** Wrapped over lines: pieces behind each other that together are a wording, figures between them or not. */
  takeJoined(): void {
    const free = this.#free()
    for (let from = 0; from < free.length; from++) {
      let key = ''
      for (let to = from; to < Math.min(free.length, from + 12); to++) {
        if (to > from && !this.#adjoin(free[to - 1] ?? 0, free[to] ?? 0)) break
        key += this.#pieces[free[to] ?? 0]?.key ?? ''
        if (key.length > 50) break
        const label = to > from ? this.#missing().find(({ full, core }) => full === key || (core.length > 2 && core === key)) : undefined
        if (!label) continue
        this.#take(label, free.slice(from, to + 1))
        from = to
        break
      }
    }
  }

  /** “三、本年”: the rest of a wording stayed on the page before or behind. */
  takeCut(): void {
    if (!this.#cutLines) return
    for (const index of this.#free()) {
      const key = this.#pieces[index]?.key ?? ''
      if (key.length < 3) continue
      const cut = this.#missing().filter(({ full, kind }) => kind !== 'column' && full.startsWith(key))
      if (cut.length === 1 && cut[0]) this.#take(cut[0], [index], true)
    }
  }

  /** A slip of the pen: the nearest missing wording, where it is near enough and no other is as near. */
  takeNear(): void {
    const pairs: Likely[] = []
    const free = this.#free().slice(0, 120)
    const missing = this.#missing()
    free.forEach((_, position) => {
      for (const many of [1, 2, 3]) {
        const pieces = free.slice(position, position + many)
        if (pieces.length < many || (many > 1 && !this.#adjoin(pieces[many - 2] ?? 0, pieces[many - 1] ?? 0))) break
        const written = keysOf(pieces.map((one) => this.#pieces[one]?.text ?? '').join(''))
        for (const label of missing) {
          const far = farness(written, label, MOST_FAR)
          if (far <= MOST_FAR) pairs.push({ label, pieces, far: far + (many - 1) * 0.01 })
        }
      }
    })
    this.#takeBest(pairs)
  }

  #takeBest(pairs: readonly Likely[]): void {
    const byPiece = new Map<number, Likely[]>()
    for (const pair of pairs)
      for (const index of pair.pieces) {
        const beside = byPiece.get(index)
        if (beside) beside.push(pair)
        else byPiece.set(index, [pair])
      }
    for (const { label, pieces, far } of pairs.toSorted((a, b) => a.far - b.far)) {
      if (!this.#missing().includes(label) || pieces.some((index) => this.#owner[index] !== NO_LABEL)) continue
      const beside = pieces.flatMap((index) => byPiece.get(index) ?? [])
      countWork(beside.length)
      const rival = beside.some(
        (other) =>
          other.label !== label &&
          other.far <= far + 0.05 &&
          this.#missing().includes(other.label) &&
          !this.#nearer(label, other.label, pieces[0] ?? 0),
      )
      if (!rival) this.#take(label, pieces, true)
    }
  }

  /** Of two wordings as near, the one whose neighbours stand beside it. */
  #nearer(label: OfficialLabel, other: OfficialLabel, index: number): boolean {
    const before = this.named().findLast((named) => named.last < index)?.label
    const at = this.#labels.indexOf(label)
    const place = before ? this.#labels.indexOf(before) : -1
    return at === place + 1 && this.#labels.indexOf(other) !== place + 1
  }

  /** Reworded, but in the only place that is free between its neighbours, and with the same number or some of the words. */
  takeByPlace(): void {
    let named = this.named()
    for (const index of this.#free()) {
      const piece = this.#pieces[index]
      countWork(named.length)
      const before = named.findLast((one) => one.last < index)?.label
      const behind = named.find((one) => one.first > index)?.label
      if (!piece || !before) continue
      const from = this.#labels.indexOf(before)
      const to = behind ? this.#labels.indexOf(behind) : this.#labels.length
      const label = this.#labels[from + 1]
      if (!label || to !== from + 2 || !this.#missing().includes(label) || label.kind === 'heading' || label.kind === 'band') continue
      const far = farness(keysOf(piece.text), label, 0.8)
      const sameNumber = label.numeral !== '' && numeralOf(piece.text) === label.numeral
      if (far > (sameNumber ? 0.8 : 0.6) && (label.kind !== 'column' || far >= 1 || piece.key.length < 4)) continue
      this.#take(label, [index], true)
      named = this.named()
    }
  }

  #take(label: OfficialLabel, indexes: readonly number[], near = false): void {
    const first = indexes[0] ?? 0
    const last = indexes.at(-1) ?? first
    const lone = this.#pieces[first - 1]
    // “一、” in a cell of its own in front of the wording.
    const own =
      lone &&
      lone.line === this.#pieces[first]?.line &&
      lone.key === label.numeral &&
      lone.key !== '' &&
      this.#owner[first - 1] === NO_LABEL
    const taken = own ? [first - 1, ...indexes] : [...indexes]
    const written = taken.map((index) => this.#pieces[index]?.text.trim() ?? '').join('')
    const same = foldLabel(written) === label.folded || foldLabel(withoutFrame(written)) === label.folded
    const short = bindKey(written)
    const cut =
      this.#cutLines &&
      !same &&
      short.length >= 2 &&
      short.length < label.full.length &&
      (label.full.startsWith(short) || label.full.endsWith(short)) &&
      !this.#standsWhole(first, last)
    for (const index of taken) this.#owner[index] = this.#found.length
    this.#left = this.#left.filter((one) => one !== label)
    this.#found.push({ label, first: taken[0] ?? first, last, written, same, damaged: cut, near })
  }

  /** A row that came whole, its words and its figures parted by tabs: what is missing of its words the drafter left out. */
  #standsWhole(first: number, last: number): boolean {
    const [piece, next] = [this.#pieces[first], this.#pieces[last + 1]]
    const isLine = piece !== undefined && !piece.table && !piece.glued && first === last && piece.slot === 0
    if (!isLine || next?.kind !== 'value' || next.line !== piece.line || next.slot === 0) return false
    const above = this.#pieces[first - 1]
    return above?.kind !== 'text' || this.#owner[first - 1] !== NO_LABEL
  }

  #free(): number[] {
    const free: number[] = []
    this.#pieces.forEach((piece, index) => {
      if (free.length < MOST_FREE && piece.kind === 'text' && piece.key !== '' && piece.key.length <= 60 && this.#owner[index] === NO_LABEL)
        free.push(index)
    })
    return free
  }

  #missing(): readonly OfficialLabel[] {
    return this.#left
  }

  /** No named wording stands between the two pieces. */
  #adjoin(a: number, b: number): boolean {
    for (let index = a + 1; index < b; index++) if (this.#owner[index] !== NO_LABEL) return false
    return true
  }
}

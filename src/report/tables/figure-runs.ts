import { countWork } from '../../language/count-work.ts'
import type { FigureRuns } from '../../model/figure-runs.ts'
import type { Anchor } from '../../model/document.ts'
import type { Region } from './find-regions.ts'
import type { Line, Piece } from './piece.ts'

/** Shorter runs are never taken for a number of a person. */
const FEWEST_DIGITS = 11

/**
 * The stretches of text that are nothing but values of a table: in the lines of the tables found, and behind an official
 * wording anywhere (“一、本年新收政府信息公开申请数量15130000154”).
 */
export function figureRunsOf(lines: readonly Line[], regions: readonly Region[]): FigureRuns {
  const inTable = new Set(regions.flatMap((region) => region.lines))
  const found = new Map<Anchor, { start: number; end: number }[]>()
  for (const line of lines) {
    countWork(line.pieces.length)
    if (!inTable.has(line) && !line.pieces.some(({ hits }) => hits.length)) continue
    for (const run of runsOf(line.pieces)) {
      const [first, last] = [run[0], run.at(-1)]
      if (!first || !last || digitsOf(run) < FEWEST_DIGITS) continue
      const known = found.get(first.anchor) ?? []
      if (!known.length) found.set(first.anchor, known)
      known.push({ start: first.start, end: last.end })
    }
  }
  return found
}

/** Values that follow each other in one paragraph or cell. */
function runsOf(pieces: readonly Piece[]): Piece[][] {
  const runs: Piece[][] = []
  pieces.forEach((piece, index) => {
    if (piece.kind !== 'value') return
    const before = pieces[index - 1]
    if (before?.kind === 'value' && before.anchor === piece.anchor) runs.at(-1)?.push(piece)
    else runs.push([piece])
  })
  return runs
}

const digitsOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { text }) => sum + text.replace(/\D/g, '').length, 0)

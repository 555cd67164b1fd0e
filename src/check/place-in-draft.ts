import type { JoinedLines } from '../model/annual-report.ts'
import type { Anchor } from '../model/document.ts'
import type { Finding, Place, Repair } from '../model/finding.ts'

/** A stretch of a paragraph; its end is open where it is the whole. */
interface Stretch {
  readonly anchor: Anchor
  readonly start: number
  readonly end: number
}

/**
 * A finding with its places in the lines of the draft, where the report had joined them (`AnnualReport.joined`). A place
 * over several lines is shown in the first of them; a repair over several is not offered.
 */
export function placeInDraft(finding: Finding, joined: JoinedLines): Finding {
  if (!joined.size) return finding
  return {
    ...finding,
    where: finding.where.map((place) => placeOf(place, joined)),
    repairs: finding.repairs.flatMap((repair): Repair[] => {
      const at = lineOf(repair.anchor, repair.start, repair.end, joined)
      if (!at) return [repair]
      return at.end - at.start === repair.end - repair.start ? [{ ...repair, ...at }] : []
    }),
  }
}

function placeOf(place: Place, joined: JoinedLines): Place {
  if (place.anchor === null) return place
  const at = lineOf(place.anchor, place.start ?? 0, place.end ?? Infinity, joined)
  if (!at) return place
  if (place.start === undefined) return { ...place, anchor: at.anchor }
  return Number.isFinite(at.end) ? { ...place, ...at } : { ...place, anchor: at.anchor, start: at.start }
}

/** The line in which a stretch begins, and the stretch within it; null where its paragraph is a line of the draft. */
function lineOf(anchor: Anchor, start: number, end: number, joined: JoinedLines): Stretch | null {
  const [, base = anchor, shift = '0'] = /^(.+)@(\d+)$/.exec(anchor) ?? []
  const pieces = joined.get(base)
  if (!pieces) return null
  const from = start + Number(shift)
  const to = end + Number(shift)
  const index = Math.max(
    0,
    pieces.findLastIndex((piece) => piece.from <= from),
  )
  const piece = pieces[index]
  const next = pieces[index + 1]
  return piece ? { anchor: piece.anchor, start: from - piece.from, end: Math.min(to, next?.from ?? Infinity) - piece.from } : null
}

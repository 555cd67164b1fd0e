import type { Rules } from './collect-rules.ts'
import type { Box, Glyph, Rule, Turn } from './geometry.ts'
import type { Unshown } from './unshown.ts'

/** Part of a page's characters that must stand on their side for the page to be turned. */
const MOST = 0.6

/** What is turned with a page. */
export interface Turnable {
  readonly width: number
  readonly height: number
  readonly glyphs: readonly Glyph[]
  readonly rules: Rules
  readonly unshown: readonly Unshown[]
  readonly drawings: readonly Box[]
  readonly struck: readonly Box[]
}

/** Turns a page on which most text stands on its side or its head, so that it reads from left to right. */
export function turnUpright<T extends Turnable>(page: T): T {
  let turned = page
  for (let turns = turnOf(page.glyphs); turns > 0; turns--) turned = turnBack(turned)
  return turned
}

/** By how many quarter turns most characters are turned. */
export function turnOf(glyphs: readonly Glyph[]): 0 | 1 | 2 | 3 {
  const counts = [0, 0, 0, 0]
  let all = 0
  for (const { turn, text } of glyphs) {
    if (turn === null || text.trim() === '') continue
    counts[turn]!++
    all++
  }
  const most = ([1, 2, 3] as const).find((turn) => counts[turn]! > all * MOST)
  return most ?? 0
}

/** One quarter turn against the clock: what ran down runs to the right. */
function turnBack<T extends Turnable>(page: T): T {
  const { width } = page
  const box = <B extends Box>(one: B): B => ({
    ...one,
    left: one.top,
    right: one.bottom,
    top: width - one.right,
    bottom: width - one.left,
  })
  const mirror = ({ at, from, to }: Rule): Rule => ({ at, from: width - to, to: width - from })
  return {
    ...page,
    width: page.height,
    height: width,
    glyphs: page.glyphs.map((glyph) => {
      const turn = glyph.turn === null ? null : (((glyph.turn + 3) % 4) as Turn)
      return { ...box(glyph), turn, flow: glyph.turn === null ? glyph.flow : BACK[glyph.flow] }
    }),
    rules: {
      across: page.rules.down.map(({ at, from, to }) => ({ at: width - at, from, to })),
      down: page.rules.across.map(mirror),
    },
    unshown: page.unshown.map((one) => ({ ...one, x: one.y, y: width - one.x })),
    drawings: page.drawings.map(box),
    struck: page.struck.map(box),
  }
}

const BACK = { across: 'up', down: 'across', back: 'down', up: 'back' } as const

import { type Box, type Ink, type Matrix } from './geometry.ts'
import { TextState } from './text-state.ts'

/** Text modes that draw outlines and fill nothing. */
const OUTLINES = new Set([1, 5])

/** What of the graphics state (ISO 32000-1, 8.4) decides what is seen. */
export interface GraphicsState {
  matrix: Matrix
  text: TextState
  fill: string | null
  stroke: string | null
  fillAlpha: number
  strokeAlpha: number
  /** Alpha of the groups around. */
  groupAlpha: number
  /** Painted over what is there, without a mask and without mixing colours. */
  plain: boolean
  clip: Box
  /** What paints can be cut by: a shape that is no rectangle shows less than its box. */
  clipExact: boolean
  ink: Ink | null
}

/** The state in which a page begins. */
export const firstState = (matrix: Matrix, page: Box): GraphicsState => ({
  matrix,
  text: new TextState(),
  fill: '#000000',
  stroke: '#000000',
  fillAlpha: 1,
  strokeAlpha: 1,
  groupAlpha: 1,
  plain: true,
  clip: page,
  clipExact: true,
  ink: null,
})

/** The ink of the next character, the same object while nothing changes it. */
export function inkOf(state: GraphicsState, stamp: boolean): Ink {
  const outlined = OUTLINES.has(state.text.mode)
  state.ink ??= {
    color: outlined ? state.stroke : state.fill,
    alpha: state.groupAlpha * (outlined ? state.strokeAlpha : state.fillAlpha),
    stamp,
  }
  return state.ink
}

/** Takes over what an ExtGState sets, as pdf.js lists it. */
export function setGraphics(state: GraphicsState, entries: readonly (readonly [string, unknown])[]): void {
  for (const [key, value] of entries) {
    if (key === 'ca') state.fillAlpha = Number(value)
    else if (key === 'CA') state.strokeAlpha = Number(value)
    else if (key === 'BM') state.plain = value === 'source-over' || value === 'Normal'
    else if (key === 'SMask' && value) state.plain = false
  }
}

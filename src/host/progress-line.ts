import { displayWidth } from '../language/display-width.ts'
import { cleanLine } from '../reply/markup.ts'

/** The part of a terminal that is written to. */
export interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export interface ProgressLine {
  /** Writes over what it has written before. */
  show(text: string): void
  clear(): void
}

const START_AND_ERASE = '\r\u001b[2K'
const USUAL_COLUMNS = 80

/** One line on a terminal that is drawn again and again; into a pipe or a file nothing is written. */
export function createProgressLine(terminal: Terminal): ProgressLine {
  if (!terminal.isTTY) return { show: () => undefined, clear: () => undefined }
  let shown = false
  return {
    show: (text) => {
      shown = true
      terminal.write(START_AND_ERASE + fit(cleanLine(text), (terminal.columns || USUAL_COLUMNS) - 1))
    },
    clear: () => {
      if (shown) terminal.write(START_AND_ERASE)
      shown = false
    },
  }
}

/** A line that is broken cannot be drawn over. */
function fit(text: string, columns: number): string {
  let width = 0
  let fitting = ''
  for (const character of text) {
    width += displayWidth(character)
    if (width > columns) break
    fitting += character
  }
  return fitting
}

import type { Lexicon } from '../../language/lexicon.ts'
import type { Rows } from './find-columns.ts'

/** A sheet that is looked at, and the words around it. */
export interface SheetInView {
  readonly lexicon: Lexicon
  readonly name: string | null
  readonly rows: Rows
  /** The name of the file, that of the sheet, and lines over its whole width, one a piece. */
  readonly titles: readonly string[]
}

/** Lines above a table. */
const MOST_TITLES = 5

export function viewSheet(lexicon: Lexicon, file: string, name: string | null, rows: Rows): SheetInView {
  const lines = rows.slice(0, MOST_TITLES).flatMap((row) => {
    const texts = new Set(row.filter((text) => text.trim() !== ''))
    return texts.size === 1 ? [...texts] : []
  })
  const titles = [file.replace(/\.\w{1,5}$/, ''), name ?? '', ...lines]
  return { lexicon, name, rows, titles: titles.map((title) => title.normalize('NFKC').replace(/\s/g, '')).filter((title) => title !== '') }
}

/** Whether a title, or one of the further texts, holds these words. */
export const says = ({ titles }: SheetInView, pattern: RegExp, more: readonly string[] = []): boolean =>
  titles.some((title) => pattern.test(title)) || more.some((text) => pattern.test(text.normalize('NFKC').replace(/\s/g, '')))

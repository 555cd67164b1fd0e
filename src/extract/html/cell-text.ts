import { groupBy } from '../../language/group-by.ts'
import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import type { TableInput } from '../document-builder.ts'

/** What has been read of a cell. Most have no marks and no tables, and no lists are made for them. */
export class CellText {
  /** Lines joined by "\n". */
  text = ''
  marks: DocumentMark[] | undefined
  tables: TableInput[] | undefined

  add(line: string, marks: readonly DocumentMark[] | undefined): void {
    if (marks) (this.marks ??= []).push(...marks)
    if (hasText(line)) this.text = this.text === '' ? line : `${this.text}\n${line}`
  }
}

const NO_MARKS: readonly DocumentMark[] = []

/** One mark for all of a line or cell that is hidden, and one for all that is struck out. */
export function joinMarks(marks: readonly DocumentMark[] | undefined): readonly DocumentMark[] {
  if (!marks) return NO_MARKS
  const isText = ({ kind }: DocumentMark): boolean => kind === 'hidden-text' || kind === 'struck-text'
  const texts = [...groupBy(marks.filter(isText), ({ kind }) => kind)]
  return [...marks.filter((mark) => !isText(mark)), ...texts.map(([kind, all]) => ({ kind, text: all.map(({ text }) => text).join(' ') }))]
}

/** What a form field of Word's older kind says of its value. */
export interface FormData {
  readonly entries: string[]
  /** Number of the entry chosen, from 0. */
  chosen?: number | undefined
  /** Number of the entry that is chosen where the drafter chose none. */
  usual?: number | undefined
  text?: string | undefined
  checked?: boolean | undefined
}

/** Fields that never show anything. */
const SILENT = /^\s*(XE|TC|TA|RD|SET|ASK|PRIVATE|BIBLIOGRAPHY|DDE|DDEAUTO|ADVANCE|GOTOBUTTON)\b/i
/** Fields that show a drawing, an object or another file. */
const DRAWINGS = /^\s*(SHAPE|EMBED|LINK|INCLUDEPICTURE|INCLUDETEXT)\b/i
const TICKED = '\u2611'
const UNTICKED = '\u25a1'

/** @returns what a field without a result shows all the same; null where it has a value and none is known */
export function fieldValue(instruction: string, form: FormData): string | null {
  if (/^\s*FORMCHECKBOX\b/i.test(instruction)) return form.checked ? TICKED : UNTICKED
  if (/^\s*FORMDROPDOWN\b/i.test(instruction)) return form.entries[form.chosen ?? form.usual ?? 0] ?? null
  if (/^\s*FORMTEXT\b/i.test(instruction)) return form.text ?? ''
  return SILENT.test(instruction) || instruction.trim() === '' ? '' : null
}

export const showsDrawing = (instruction: string): boolean => DRAWINGS.test(instruction)

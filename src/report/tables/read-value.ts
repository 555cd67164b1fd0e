import type { Lexicon } from '../../language/lexicon.ts'
import type { CellValue } from '../../model/annual-report.ts'
import type { Anchor, Confidence } from '../../model/document.ts'

/** What stands in nearly every cell, and needs no folding. */
const PLAIN_NUMBER = /^[ \t]*\d{1,12}[ \t]*$/
const NUMBERS = [/^[-+]?\d+$/, /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/, /^[-+]?\d+\.\d+$/]

/** A value as folded for reading: half-width, without blanks, every dash a hyphen. */
const foldValue = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[−–—―‐‑﹣]/g, '-')

/** Whether a cell's text is what stands in a cell for figures: a number, nothing, or a sign or word for nothing. */
export function isValueText(lexicon: Lexicon, text: string): boolean {
  if (PLAIN_NUMBER.test(text)) return true
  if (text.length > 60 && text.trim().length > 60) return false
  const folded = foldValue(text)
  return folded === '' || numberOf(lexicon, folded) !== null || lexicon.pattern('report/values/no-number').test(folded)
}

/**
 * Reads what stands in one cell.
 * @param money the cell is in 万元, and an amount with another unit is turned into it
 */
export function readValue(
  lexicon: Lexicon,
  text: string,
  anchor: Anchor,
  { confidence, money }: { readonly confidence?: Confidence | undefined; readonly money?: boolean } = {},
): CellValue {
  const shown = text.trim().slice(0, 60)
  if (confidence === 'unreadable') return { state: 'unreadable', text: shown, anchor }
  if (PLAIN_NUMBER.test(text) && confidence !== 'recognised') return { state: 'number', value: Number(text), text: shown, anchor }
  const folded = foldValue(text)
  if (folded === '') return { state: 'blank', anchor }
  const read = numberOf(lexicon, folded)
  if (!read) return { state: 'not-a-number', text: shown, anchor }
  if (isTorn(text)) return { state: 'unreadable', text: shown, anchor }
  const scale = read.unit === undefined ? null : lexicon.classify('report/values/scale', read.unit)
  const value = money ? inWanYuan(read.value, scale) : inOnes(read.value, scale)
  const unsure = read.remark || confidence === 'recognised'
  return {
    state: 'number',
    value,
    text: shown,
    anchor,
    ...(unsure ? { unsure: true, certainty: 'damaged' } : {}),
    ...(read.unit ? { unit: read.unit } : {}),
  }
}

interface ReadNumber {
  readonly value: number
  readonly unit?: string
  readonly remark?: boolean
}

function numberOf(lexicon: Lexicon, folded: string): ReadNumber | null {
  if (NUMBERS.some((pattern) => pattern.test(folded))) return folded.length <= 20 ? { value: Number(folded.replaceAll(',', '')) } : null
  const unit = lexicon.pattern('report/values/with-unit').exec(folded)?.groups
  if (unit) {
    const inner = numberOf(lexicon, unit.number ?? '')
    return inner && !inner.unit ? { value: inner.value, unit: unit.unit ?? '' } : null
  }
  const remark = lexicon.pattern('report/values/with-remark').exec(folded)?.groups
  const inner = remark ? numberOf(lexicon, remark.number ?? '') : null
  return inner ? { ...inner, remark: true } : null
}

/** Blanks between digits (“1 0”): two cells in one or one number drawn apart; only thousands are certain. */
function isTorn(text: string): boolean {
  const inner = text.normalize('NFKC').trim()
  return /\d\s+[\d.,]/.test(inner) && !/^[-+]?\d{1,3}(?:\s\d{3})+(?:\D|$)/.test(inner)
}

function inWanYuan(value: number, scale: string | null): number {
  if (scale === 'yuan') return round(value / 10_000)
  return scale === 'hundred-million-yuan' ? round(value * 10_000) : value
}

const inOnes = (value: number, scale: string | null): number => (scale === 'ten-thousand' ? round(value * 10_000) : value)

const round = (value: number): number => Math.round(value * 1e8) / 1e8

import type { CellValue } from '../../model/annual-report.ts'
import type { Anchor, Confidence } from '../../model/document.ts'

const units = '件|条|个|份|次|宗|起|项|部|篇|人次|万件|亿元|万元|元|万'
/** What stands in nearly every cell, and needs no folding. */
const plainNumber = /^[ \t]*\d{1,12}[ \t]*$/
const plain = /^[-+]?\d+$/
const thousands = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const decimal = /^[-+]?\d+\.\d+$/
const withUnit = new RegExp(`^([-+]?[\\d,.]+)(${units})$`)
const withRemark = new RegExp(`^([-+]?[\\d,.]+(?:${units})?)\\(.{1,30}\\)$`)
const notNumber = /^(?:[-~*×/\\|.]{1,4}|无|没有|暂无|零|[Oo〇○Q]{1,3}|若干|[Nn]\/?[Aa]|[Nn]il|[xX]{1,4}|[一二三四五六七八九十]{1,3})$/

/** A value as folded for reading: half-width, without blanks, every dash a hyphen. */
export function foldValue(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[−–—―‐‑﹣]/g, '-')
}

/** Whether a cell's text is what stands in a cell for figures: a number, nothing, or a sign or word for nothing. */
export function isValueText(text: string): boolean {
  if (plainNumber.test(text)) return true
  if (text.length > 60 && text.trim().length > 60) return false
  const folded = foldValue(text)
  return folded === '' || numberOf(folded) !== null || notNumber.test(folded)
}

/**
 * Reads what stands in one cell.
 * @param money the cell is in 万元, and an amount with another unit is turned into it
 */
export function readValue(text: string, anchor: Anchor, with_: { confidence?: Confidence | undefined; money?: boolean } = {}): CellValue {
  const shown = text.trim().slice(0, 60)
  if (with_.confidence === 'unreadable') return { state: 'unreadable', text: shown, anchor }
  if (plainNumber.test(text) && with_.confidence !== 'recognised') return { state: 'number', value: Number(text), text: shown, anchor }
  const folded = foldValue(text)
  if (folded === '') return { state: 'blank', anchor }
  const read = numberOf(folded)
  if (!read) return { state: 'not-a-number', text: shown, anchor }
  if (isTorn(text)) return { state: 'unreadable', text: shown, anchor }
  const value = with_.money ? inWanYuan(read) : inOnes(read)
  const unsure = read.remark || with_.confidence === 'recognised'
  return { state: 'number', value, text: shown, anchor, ...(unsure ? { unsure: true } : {}), ...(read.unit ? { unit: read.unit } : {}) }
}

interface ReadNumber {
  readonly value: number
  readonly unit?: string
  readonly remark?: boolean
}

function numberOf(folded: string): ReadNumber | null {
  if (plain.test(folded) || thousands.test(folded) || decimal.test(folded)) {
    return folded.length <= 20 ? { value: Number(folded.replaceAll(',', '')) } : null
  }
  const unit = withUnit.exec(folded)
  if (unit) {
    const inner = numberOf(unit[1] ?? '')
    return inner && !inner.unit ? { value: inner.value, unit: unit[2] ?? '' } : null
  }
  const remark = withRemark.exec(folded)
  const inner = remark ? numberOf(remark[1] ?? '') : null
  return inner ? { ...inner, remark: true } : null
}

/** Blanks between digits (“1 0”): two cells in one or one number drawn apart; only thousands are certain. */
function isTorn(text: string): boolean {
  const inner = text.normalize('NFKC').trim()
  return /\d\s+[\d.,]/.test(inner) && !/^[-+]?\d{1,3}(?:\s\d{3})+(?!\d)/.test(inner)
}

function inWanYuan({ value, unit }: ReadNumber): number {
  if (unit === '元') return round(value / 10_000)
  return unit === '亿元' ? round(value * 10_000) : value
}

function inOnes({ value, unit }: ReadNumber): number {
  if (unit === '万' || unit === '万件') return round(value * 10_000)
  return value
}

const round = (value: number): number => Math.round(value * 1e8) / 1e8

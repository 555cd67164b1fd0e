import { NUMBER, readNumber } from '../language/chinese-numerals.ts'

/** One step of the schedule as it was applied. */
export interface FeeStep {
  readonly from: number
  readonly to: number
  readonly count: number
  /** 元 for each. */
  readonly price: number
  readonly amount: number
}

export interface Fee {
  readonly unit: 'item' | 'page'
  readonly count: number
  readonly steps: readonly FeeStep[]
  /** 元. */
  readonly total: number
}

/**
 * 国办函〔2020〕109号, 按件计收: one applicant, one calendar month. Up to 10 free; 11–30 at 100 元; from 31 on in steps of
 * ten, each 100 元 dearer than the one before.
 */
export function feeOfItems(count: number): Fee {
  const bands: (readonly [number, number, number])[] = [
    [1, 10, 0],
    [11, 30, 100],
  ]
  for (let from = 31, price = 200; from <= count; from += 10, price += 100) bands.push([from, from + 9, price])
  return applyBands('item', count, bands)
}

/** 国办函〔2020〕109号, 按量计收: up to 30 pages free; 31–100 at 10 元; 101–200 at 20 元; from 201 on at 40 元. */
export function feeOfPages(count: number): Fee {
  return applyBands('page', count, [
    [1, 30, 0],
    [31, 100, 10],
    [101, 200, 20],
    [201, Number.POSITIVE_INFINITY, 40],
  ])
}

function applyBands(unit: Fee['unit'], count: number, bands: readonly (readonly [number, number, number])[]): Fee {
  const steps = bands
    .filter(([from]) => from <= count)
    .map(([from, end, price]): FeeStep => {
      const to = Math.min(end, count)
      return { from, to, count: to - from + 1, price, amount: (to - from + 1) * price }
    })
  return { unit, count, steps, total: steps.reduce((sum, { amount }) => sum + amount, 0) }
}

const ASKS_HOW_MUCH =
  /[件页]收费|收多少|多少钱|要钱|交钱|费用|计费|怎么收|如何收|缴多少|交多少|收几多|几块钱|收钱|花多少|怎么算|算一下|收费吗|要收|收不收|收费标准|处理费$|处理费.{0,4}多少|要交|收费多少|要不要收/
const ABOUT_A_FORM = /填|通知|未缴|没缴|没交|不交|逾期|写|表[二三四]/
/** The largest count that is worked out; above it somebody has mistyped. */
const LIMIT = 99_999

/** Fees that a question gives figures for: “一个月申请了35件收多少”. Empty where it gives none. */
export function findFees(normal: string): Fee[] {
  const bare = normal.replace(/\s/g, '').replace(/\d+号文?/g, '')
  if (!ASKS_HOW_MUCH.test(bare) || ABOUT_A_FORM.test(bare)) return []
  const fees: Fee[] = []
  const items =
    countBefore(bare, '(?:件|份|个申请|条申请|次申请|宗|项申请)') ??
    (/申请/.test(bare) ? countBefore(bare, '(?:次|个|条)(?!月|人|年|星期|部门)') : null)
  const pages = countBefore(bare, '(?:页|张纸|张(?!表|申请))')
  if (items !== null) fees.push(feeOfItems(items))
  if (pages !== null) fees.push(feeOfPages(pages))
  return fees
}

function countBefore(bare: string, unit: string): number | null {
  let best: number | null = null
  // “每件”, “第31件” and “一件多少钱” ask for the schedule, not for a sum.
  for (const match of bare.matchAll(new RegExp(`(?<![第每\\d])(${NUMBER})(?:多|来|余)?${unit}`, 'g'))) {
    const count = readNumber(match[1] as string)
    if (count !== null && count > 1 && count <= LIMIT && (best === null || count > best)) best = count
  }
  return best
}

/** One step of the schedule as it was applied. */
interface FeeStep {
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
export const feeOfPages = (count: number): Fee =>
  applyBands('page', count, [
    [1, 30, 0],
    [31, 100, 10],
    [101, 200, 20],
    [201, Number.POSITIVE_INFINITY, 40],
  ])

function applyBands(unit: Fee['unit'], count: number, bands: readonly (readonly [number, number, number])[]): Fee {
  const steps = bands
    .filter(([from]) => from <= count)
    .map(([from, end, price]): FeeStep => {
      const to = Math.min(end, count)
      return { from, to, count: to - from + 1, price, amount: (to - from + 1) * price }
    })
  return { unit, count, steps, total: steps.reduce((sum, { amount }) => sum + amount, 0) }
}

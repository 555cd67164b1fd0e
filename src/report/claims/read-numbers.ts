import type { Quantity } from '../../model/quantity.ts'

/** A number in a squeezed sentence with its unit, dates, document numbers, clause numbers and the like left out. */
export interface NumberToken {
  /** Of the number itself, without words of exactness in front. */
  readonly start: number
  /** Behind the unit. */
  readonly end: number
  readonly quantity: Quantity
  readonly unit: string | null
  readonly percent: boolean
}

const numberAt =
  /(近|约|将近|大约|超过|超|逾|突破|不足|不到|累计近|至少)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%|个百分点)?(万|亿|千|百)?(余|多(?!次|种|个|方|元|部门|渠道|形式)|来)?(万|亿)?(余|多(?!次|种|个|方|元|部门|渠道|形式))?(件次|人次|条次|篇次|件|条|份|次|起|宗|个工作日|个|例|篇|期|人|家|场|批次|批|项|部|册|户|名|处|元|页|万元|类|种|天|小时|分钟|字|级|辆|平方米)?(以上|左右|以内|上下)?/g

/** Numbers that count nothing: dates, 文号, articles, codes, phone numbers, names like 12345. */
function countsNothing(text: string, start: number, end: number, digits: string): boolean {
  const before = text.slice(Math.max(0, start - 8), start)
  const after = text.slice(end, end + 6)
  if (/[A-Za-z_@./\-—:：]$/.test(before) || /^[A-Za-z_@/]/.test(after)) return true
  if (/^(?:年|月|日|号|时|届|版|楼|层|室|路|周年|\.\d)/.test(after) || /^[-—~](?!级)/.test(after) || /^[、,](?=\d+月)/.test(after))
    return true
  if (/(?:第|令|〔|\[|【|﹝|\(|第[（(]?|No\.?|编码?|电话|邮编|热线|代码|证号|账号|卡号)$/i.test(before) && !/[(（]$/.test(before))
    return true
  if (/(?:〔|\[|﹝|【)\d{0,4}$/.test(before) || /^[〕\]﹞】]/.test(after)) return true
  // “3.”, “2、” at the head of a line or sentence number an item.
  if (/^[.、)]/.test(after) && /(?:^|[。;:(])$/.test(before)) return true
  return digits.length >= 11 || /^0\d/.test(digits) || /^12345$/.test(digits)
}

/** Finds the counting numbers of a squeezed text, in order. */
export function readNumbers(text: string): NumberToken[] {
  const tokens: NumberToken[] = []
  for (const match of text.matchAll(numberAt)) {
    const [whole, about = '', digits = '', decimals = '', percent, scale1 = '', more1 = '', scale2 = '', more2 = '', unit, around = ''] =
      match
    const start = match.index + about.length
    const numberEnd = start + digits.length + decimals.length
    const suffix = percent ?? scale1 + more1 + scale2 + more2 + (unit ?? '')
    if (suffix === '' && countsNothing(text, start, numberEnd, digits)) continue
    if (suffix !== '' && /[A-Za-z_@]$|第$|令第?$|〔$/.test(text.slice(Math.max(0, start - 3), start))) continue
    const scale = scaleOf(scale1) * scaleOf(scale2)
    const value = Number(digits.replaceAll(',', '') + decimals) * scale
    const step = scale > 1 ? (scale * (decimals ? 10 ** -(decimals.length - 1) : 1)) / 2 : 0
    tokens.push({
      start: match.index + (about && /近|约|超|逾|不|突破|至少/.test(about) ? 0 : about.length),
      end: match.index + whole.length,
      quantity: quantityOf(value, step, about, more1 + more2 + around),
      unit: unit ?? null,
      percent: percent === '%',
    })
  }
  return tokens
}

const scaleOf = (word: string): number => ({ '': 1, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 })[word] ?? 1

/** The interval that the words allow. 余, 多, 超: at least; 近, 不足: at most; 约, 左右: a tenth either way; 1.2万: half a step. */
function quantityOf(value: number, step: number, about: string, behind: string): Quantity {
  if (/[余多来]|以上/.test(behind) || /超|逾|突破|至少/.test(about))
    return { low: value, high: Math.max(value + 1, value * 2), value, exact: false }
  if (/近|不足|不到/.test(about) || /以内/.test(behind)) return { low: value * 0.8, high: value, value, exact: false }
  if (/约/.test(about) || /左右|上下/.test(behind)) return { low: value * 0.9, high: value * 1.1, value, exact: false }
  return { low: value - step, high: value + step, value, exact: step === 0 }
}

import { readNumber } from '../language/chinese-numerals.ts'
import type { DateReading, Passage, SignatureReading, Span } from '../model/annual-report.ts'
import { squeezeText, type Squeezed } from '../language/squeeze-text.ts'

const date = /^(?:[(（])?(20\d{2})年(\d{1,2})月(\d{1,2})日(?:[)）])?$/
const dateAtEnd = /(20\d{2})年(\d{1,2})月(\d{1,2})日$/
const chineseDate =
  /^(二[〇○零O0]二[〇○零一二三四五六七八九]|二[〇○零]一[〇○零一二三四五六七八九])年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/
const body =
  /(?:局|委|委员会|厅|办公室|办公厅|政府|办|中心|站|队|院|所|处|社|会|公司|学校|医院|署|馆|街道|镇|乡)(?:[(（][^)）]{1,20}[)）])?$/

/**
 * The signature block: the last lines of the report, the agency's name and the date below it, in one line or two.
 * @param passages body paragraphs in order
 */
export function readSignature(passages: readonly Passage[]): SignatureReading {
  const last = passages.slice(-8).map(({ anchor, text }) => squeezeText(anchor, text))
  for (let index = last.length - 1; index >= 0; index--) {
    const line = last[index] as Squeezed
    if (line.text.length > 60) continue
    const value = dateOf(line.text)
    if (!value) continue
    const start = line.text.search(/(?:20\d{2}|二[〇○零O0])[^年]{0,2}年/)
    const name = line.text.slice(0, Math.max(start, 0))
    const above = last[index - 1]
    const agency = name.length >= 3 && body.test(name) ? line.span(0, name.length) : (nameLine(above) ?? nameLine(last[index - 2]))
    return { agency, date: { ...line.span(Math.max(start, 0), line.text.length), value } }
  }
  return { agency: nameLine(last.at(-1)), date: null }
}

function dateOf(text: string): DateReading | null {
  const match = date.exec(text) ?? (text.length <= 45 && body.test(text.replace(dateAtEnd, '')) ? dateAtEnd.exec(text) : null)
  if (match) return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  const chinese = chineseDate.exec(text)
  return chinese ? { year: numberOf(chinese[1]), month: numberOf(chinese[2]), day: numberOf(chinese[3]) } : null
}

/** Zero is often typed as a circle or a Latin letter. */
const numberOf = (text: string | undefined): number => readNumber((text ?? '').replace(/[○O0]/g, '〇')) ?? Number.NaN

function nameLine(line: Squeezed | undefined): Span | null {
  return line &&
    line.text.length >= 3 &&
    line.text.length <= 30 &&
    body.test(line.text) &&
    !/[。，,;；:：、]/.test(line.text) &&
    !/^[（(]?[一二三四五六七八九十\d]+[)）、.]/.test(line.text)
    ? line.span(0, line.text.length)
    : null
}

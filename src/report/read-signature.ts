import type { Lexicon } from '../language/lexicon.ts'
import type { DateReading, Passage, SignatureReading, Span } from '../model/annual-report.ts'
import { squeezeText, type Squeezed } from '../language/squeeze-text.ts'

/**
 * The signature block: the last lines of the report, the agency's name and the date below it, in one line or two.
 * @param passages body paragraphs in order
 */
export function readSignature(lexicon: Lexicon, passages: readonly Passage[]): SignatureReading {
  const last = passages.slice(-8).map(({ anchor, text }) => squeezeText(anchor, text))
  for (const [index, line] of [...last.entries()].toReversed()) {
    const value = line.text.length > 60 ? null : dateOf(lexicon, line.text)
    if (!value) continue
    const start = Math.max(0, line.text.search(lexicon.pattern('report/signature/date-start')))
    const beside = start >= 3 && endsAgency(lexicon, line.text.slice(0, start)) ? line.span(0, start) : null
    const agency = beside ?? nameLine(lexicon, last[index - 1]) ?? nameLine(lexicon, last[index - 2])
    return { agency, date: { ...line.span(start, line.text.length), value } }
  }
  return { agency: nameLine(lexicon, last.at(-1)), date: null }
}

const endsAgency = (lexicon: Lexicon, text: string): boolean => lexicon.pattern('report/signature/agency-end').test(text)

function dateOf(lexicon: Lexicon, text: string): DateReading | null {
  const atEnd = lexicon.pattern('report/signature/date-at-end')
  const besideName = text.length <= 45 && endsAgency(lexicon, text.replace(atEnd, ''))
  const found = lexicon.pattern('report/signature/date').exec(text) ?? (besideName ? atEnd.exec(text) : null)
  const { year, month, day } = found?.groups ?? {}
  return year && month && day ? { year: Number(year), month: Number(month), day: Number(day) } : null
}

function nameLine(lexicon: Lexicon, line: Squeezed | undefined): Span | null {
  if (!line || line.text.length < 3 || line.text.length > 30 || /[。，,;；:：、]/.test(line.text)) return null
  const named = endsAgency(lexicon, line.text) && !lexicon.pattern('report/signature/numbered').test(line.text)
  return named ? line.span(0, line.text.length) : null
}

import type { Lexicon } from '../language/lexicon.ts'
import type { TitleReading } from '../model/annual-report.ts'
import type { Paragraph } from '../model/document.ts'
import { squeeze, squeezeText } from '../language/squeeze-text.ts'

/**
 * The report's title among the lines in front of part one; may stand on up to three lines. A page repeats it: the
 * last whole one before the text counts.
 * @param lines paragraphs in front of the first heading, in order
 */
export function readTitle(lexicon: Lexicon, lines: readonly Paragraph[]): TitleReading | null {
  const short = lines.filter((line) => squeeze(line.text).length <= 80)
  let best: TitleReading | null = null
  short.forEach((line, index) => {
    const text = squeeze(line.text).replace(lexicon.pattern('report/title/page-label'), '')
    if (!lexicon.pattern('report/title/report').test(text) || isSentence(lexicon, text)) return
    const above = short.slice(Math.max(0, index - 2), index).map((other) => squeeze(other.text))
    const upper = above.filter((other) => isTitleLine(lexicon, other))
    const reading = withYearLine(lexicon, titleOf(lexicon, line, text, upper), above.at(-1))
    if (!best || better(reading, best)) best = reading
  })
  return best
}

/** A line of the preamble or of a page that only ends in the words of a title. */
const isSentence = (lexicon: Lexicon, text: string): boolean =>
  /[。；;]/.test(text) || lexicon.pattern('report/title/in-sentence').test(text)

/** “某某局 / 2024年 / 政府信息公开工作年度报告”: the year on a line of its own. */
function withYearLine(lexicon: Lexicon, reading: TitleReading, above: string | undefined): TitleReading {
  const alone = reading.year === null && above !== undefined ? lexicon.pattern('report/title/year-alone').exec(above) : null
  return alone ? { ...reading, year: Number(alone[1]), certainty: 'near' } : reading
}

const isTitleLine = (lexicon: Lexicon, line: string): boolean =>
  line.length >= 2 && line.length <= 40 && !/[:：。，,；;|]/.test(line) && !lexicon.pattern('report/title/no-title-line').test(line)

const better = (a: TitleReading, b: TitleReading): boolean =>
  Number(a.year !== null) + Number(a.agency !== null) >= Number(b.year !== null) + Number(b.agency !== null)

function titleOf(lexicon: Lexicon, line: Paragraph, text: string, above: readonly string[]): TitleReading {
  const squeezed = squeezeText(line.id, line.text)
  const span = squeezed.span(0, squeezed.text.length)
  const agencyAbove = (): string | null => agencyIn(lexicon, above.at(-1) ?? '') ?? agencyIn(lexicon, above.at(-2) ?? '')
  const report = lexicon.pattern('report/title/report')
  const year = lexicon.pattern('report/title/year').exec(text)?.[1]
  if (year === undefined) {
    const elsewhere = /20\d{2}/.exec(above.at(-1) ?? '')
    const agency = agencyIn(lexicon, text.replace(report, '')) ?? agencyAbove()
    return { span, year: elsewhere ? Number(elsewhere[0]) : null, agency, ...(elsewhere ? { certainty: 'near' } : {}) }
  }
  const at = text.indexOf(year)
  const behind = text.slice(at + year.length).replace(lexicon.pattern('report/title/year-tail'), '')
  const agency = agencyIn(lexicon, text.slice(0, at)) ?? agencyIn(lexicon, behind.replace(report, '')) ?? agencyAbove()
  return { span, year: Number(year), agency }
}

/** The name in what stands before the year: “关于某某局”, “某某局关于”. */
function agencyIn(lexicon: Lexicon, text: string): string | null {
  const name = text
    .replace(lexicon.pattern('report/title/before-agency'), '')
    .replace(lexicon.pattern('report/title/behind-agency'), '')
    .replace(/[《》“”"]/g, '')
  const fits = name.length >= 2 && name.length <= 40 && /\p{Script=Han}/u.test(name)
  return fits && !lexicon.pattern('report/title/no-agency').test(name) ? name : null
}

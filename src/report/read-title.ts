import type { TitleReading } from '../model/annual-report.ts'
import type { Paragraph } from '../model/document.ts'
import { squeeze, squeezeText } from '../language/squeeze-text.ts'

const reportWords = /(?:政府|政务|信息)+(?:信息)?公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?(?:报告|年报)$/
const yearIn = /(?:^|[^\d])(20\d{2})(?:年度?|(?=政府|政务|信息))/
const chrome = /^(?:标题|名称|题名|信息名称|文件名称)[:：]/

/**
 * The report's title among the lines in front of part one; may stand on up to three lines. A page repeats it: the
 * last whole one before the text counts.
 * @param lines paragraphs in front of the first heading, in order
 */
export function readTitle(lines: readonly Paragraph[]): TitleReading | null {
  const short = lines.filter((line) => squeeze(line.text).length <= 80)
  let best: TitleReading | null = null
  short.forEach((line, index) => {
    const text = squeeze(line.text).replace(chrome, '')
    if (!reportWords.test(text) || /[。；;]/.test(text)) return
    const above = [short[index - 2], short[index - 1]].filter((other): other is Paragraph => other !== undefined && isTitleLine(other.text))
    const upper = above.map((other) => squeeze(other.text))
    const reading = isTornOff(text, upper.at(-1))
      ? titleOf(line, upper.at(-1) + text, upper.slice(0, -1))
      : withYearLine(titleOf(line, text, upper), short[index - 1])
    if (!best || better(reading, best)) best = reading
  })
  return best
}

/** “某某街道办事处2023年度政府 / 信息公开工作年度报告”: a word broken over two lines. */
const isTornOff = (text: string, above: string | undefined): above is string =>
  above !== undefined && /^(?:信息)?公开/.test(text) && /(?:政府|政务|信息)$/.test(above) && !above.endsWith('人民政府')

/** “某某局 / 2024年 / 政府信息公开工作年度报告”: the year on a line of its own. */
function withYearLine(reading: TitleReading, above: Paragraph | undefined): TitleReading {
  const alone = reading.year === null && above ? /^(20\d{2})年?度?$/.exec(squeeze(above.text)) : null
  return alone ? { ...reading, year: Number(alone[1]) } : reading
}

const isTitleLine = (text: string): boolean => {
  const line = squeeze(text)
  return (
    line.length >= 2 &&
    line.length <= 40 &&
    !/[:：。，,；;|]/.test(line) &&
    !/^\d{4}年?度?$/.test(line) &&
    !/^(?:首页|打印|字号|来源|分享)/.test(line)
  )
}

const better = (a: TitleReading, b: TitleReading): boolean =>
  Number(a.year !== null) + Number(a.agency !== null) >= Number(b.year !== null) + Number(b.agency !== null)

function titleOf(line: Paragraph, text: string, above: readonly string[]): TitleReading {
  const year = yearIn.exec(text)
  const before = year ? text.slice(0, text.indexOf(year[1] as string)) : text.replace(reportWords, '')
  const squeezed = squeezeText(line.id, line.text)
  const behind = year
    ? text
        .slice(text.indexOf(year[1] as string) + 4)
        .replace(/^年度?/, '')
        .replace(reportWords, '')
    : ''
  const agency = agencyIn(before) ?? agencyIn(behind) ?? agencyIn(above.at(-1) ?? '') ?? agencyIn(above.at(-2) ?? '')
  const elsewhere = year ? null : /(20\d{2})年?/.exec(above.at(-1) ?? '')
  return { span: squeezed.span(0, squeezed.text.length), year: year ? Number(year[1]) : elsewhere ? Number(elsewhere[1]) : null, agency }
}

/** The name in what stands before the year: “关于某某局”, “某某局关于”. */
function agencyIn(text: string): string | null {
  const name = text
    .replace(/^(?:标题[:：]|关于|附件\d*[:：]?)/, '')
    .replace(/(?:关于(?:印发|发布|公布)?|的)$/, '')
    .replace(/[《》“”"]/g, '')
  return name.length >= 2 &&
    name.length <= 40 &&
    /[\u4e00-\u9fff]/.test(name) &&
    !/^20\d{2}/.test(name) &&
    !/公开|报告|年报|当前位置/.test(name)
    ? name
    : null
}

const NUMERALS = '〇零一二三四五六七八九十百千万两'
const CHECKED: readonly RegExp[] = [
  // Quoted phrases, titles, document numbers, articles, rule numbers, addresses, figures: each must stand in the sources.
  /“([^”]{1,200})”|「([^」]{1,200})」|"([^"]{1,200})"/g,
  /《[^》]{1,80}》/g,
  new RegExp(`[\\u4e00-\\u9fff]{1,12}[〔[(]\\d{4}[\\])〕]\\d+号`, 'g'),
  new RegExp(`第[\\d${NUMERALS}]+[条款项章节部分号](?:之[一二三])?`, 'g'),
  /[A-Z][A-Z0-9]-\d{3}/g,
  /https?:\/\/\S+|www\.\S+|\S+@\S+/g,
  /\d+(?:[.,]\d+)*[%个件条页元天日月年份次家起万号项款]?/g,
  new RegExp(`[${NUMERALS}]+(?=[个件条页元天日月年份次家起])`, 'g'),
]

/**
 * What a text says that its sources do not: quoted phrases, titles, document numbers, articles, figures.
 * @returns each as it stands in the text; empty where it keeps to its sources
 */
export function inventions(text: string, sources: readonly string[]): string[] {
  const said = fold(text)
  const known = sources.map(fold).join('\n')
  const found: string[] = []
  for (const pattern of CHECKED)
    for (const match of said.matchAll(pattern)) {
      const piece = match[1] ?? match[2] ?? match[3] ?? match[0]
      if (!(/^\d/.test(piece) ? holdsFigure(known, piece) : known.includes(piece))) found.push(piece)
    }
  return [...new Set(found)]
}

/** A figure counts whole and with its unit: the 3 of 30件 is not there, nor is 3件 in 3.其他. */
function holdsFigure(known: string, figure: string): boolean {
  return new RegExp(`(?<![\\d.,])${figure.replace(/[.]/g, '\\.')}(?!\\d)`).test(known)
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s]/g, '')
    .replace(/[“”„‟]/g, (mark) => (mark === '”' ? '”' : '“'))
    .replaceAll('[', '〔')
    .replaceAll(']', '〕')
}

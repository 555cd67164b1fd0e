import type { Lexicon } from '../language/lexicon.ts'

/** Quoted phrases, titles, rule numbers, addresses. */
const MARKED: readonly RegExp[] = [
  /“([^”]{1,200})”|「([^」]{1,200})」|"([^"]{1,200})"/g,
  /《[^》]{1,80}》/g,
  /[A-Z][A-Z0-9]-\d{3}/g,
  /https?:\/\/\S+|www\.\S+|\S+@\S+/g,
]

/**
 * Quoted phrases, titles, document numbers, articles and figures of a text that its sources do not have.
 * @returns each as it stands in the text; empty where it keeps to its sources
 */
export function inventions(lexicon: Lexicon, text: string, sources: readonly string[]): string[] {
  const said = fold(text)
  const known = sources.map(fold).join('\n')
  const found: string[] = []
  const checked = [
    ...MARKED,
    lexicon.all('questions/model/document-number'),
    lexicon.all('questions/model/article'),
    lexicon.all('questions/model/figure'),
    lexicon.all('questions/model/numeral'),
  ]
  for (const pattern of checked)
    for (const match of said.matchAll(pattern)) {
      const piece = match[1] ?? match[2] ?? match[3] ?? match[0]
      if (!(/^\d/.test(piece) ? holdsFigure(known, piece) : known.includes(piece))) found.push(piece)
    }
  return [...new Set(found)]
}

/** Whether a figure is there whole and with its unit: 3 is not in 30件, 3件 is not in 3.其他. */
const holdsFigure = (known: string, figure: string): boolean =>
  new RegExp(`(?<![\\d.,])${figure.replace(/[.]/g, '\\.')}(?!\\d)`).test(known)

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s]/g, '')
    .replace(/[“”„‟]/g, (mark) => (mark === '”' ? '”' : '“'))
    .replaceAll('[', '〔')
    .replaceAll(']', '〕')

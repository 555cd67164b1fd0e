import { countWork } from '../language/count-work.ts'
import type { Form } from '../form/form.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Block, Document, Paragraph } from '../model/document.ts'

/**
 * Copied web pages come as one long line with the headings run into the text (“…163.com。一、总体情况2021年，…”).
 * Parts such paragraphs in front of and behind every official heading, so that the rest of the room sees lines.
 * A paragraph without a heading inside stays as it is, and so does the whole Document where none has.
 */
export function partGluedText(lexicon: Lexicon, document: Document, form: Form): Document {
  const inside = gluedHeading(lexicon, form)
  let changed = false
  const blocks = document.blocks.flatMap((block): Block[] => {
    if (block.kind !== 'paragraph' || block.text.length < 60) return [block]
    const cuts = cutsOf(lexicon, block.text, inside)
    if (!cuts.length) return [block]
    changed = true
    return pieces(block, cuts)
  })
  return changed ? { ...document, blocks } : document
}

const BLANKS = '[ \\t\\u3000\\u00a0]*'

/** “一、总体情况” and the like anywhere in a line. */
function gluedHeading(lexicon: Lexicon, form: Form): RegExp {
  const loose = (words: string): string => [...words].map((char) => char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(BLANKS)
  const each = form.sections.map((section) => {
    const words = [section.heading, ...section.variants].toSorted((a, b) => b.length - a.length).map(loose)
    return `${section.numeral}${BLANKS}、${BLANKS}(?:${words.join('|')})`
  })
  return new RegExp([...each, lexicon.pattern('report/headings/run-in').source].join('|'), 'gu')
}

/** Where the text is cut; a list of the parts in the preamble (“由总体情况、主动…”) is not. */
function cutsOf(lexicon: Lexicon, text: string, inside: RegExp): number[] {
  const cuts = new Set<number>()
  countWork(text.length)
  const length = text.trimEnd().length
  const matches = [...text.matchAll(inside)].map(({ 0: words, index }) => ({ index, end: index + words.length }))
  for (const [position, { index, end }] of matches.entries()) {
    const listed =
      lexicon.pattern('report/headings/listed-behind').test(text.slice(end, end + 12)) ||
      lexicon.pattern('report/headings/listed-before').test(text.slice(Math.max(0, index - 2), index)) ||
      isRow(text, end, matches[position + 1]?.index) ||
      isRow(text, matches[position - 1]?.end, index)
    if (listed || (index === 0 && end >= length)) continue
    if (index > 0) cuts.add(index)
    const after = /^[ 　]*[：:。]?/.exec(text.slice(end, end + 20))?.[0].length ?? 0
    if (end + after < length) cuts.add(end + after)
  }
  return [...cuts].toSorted((a, b) => a - b)
}

/** “一、总体情况，二、主动公开政府信息情况，…”: headings with a comma between them are a list of the parts. */
const isRow = (text: string, from?: number, to?: number): boolean =>
  from !== undefined && to !== undefined && to - from <= 3 && /^\s*[，,、；;]\s*$/.test(text.slice(from, to))

function pieces(block: Paragraph, cuts: readonly number[]): Paragraph[] {
  const bounds = [0, ...cuts, block.text.length]
  return bounds
    .slice(1)
    .map((end, index) => ({ from: bounds[index] ?? 0, text: block.text.slice(bounds[index] ?? 0, end) }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ from, text }) => ({ ...block, id: from === 0 ? block.id : `${block.id}@${from}`, text }))
}

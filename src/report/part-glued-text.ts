import type { Block, Document, Paragraph } from '../model/document.ts'
import type { Form } from '../form/form.ts'

/**
 * Copied web pages come as one long line with the headings run into the text (“…163.com。一、总体情况2021年，…”).
 * Parts such paragraphs in front of and behind every official heading, so that the rest of the room sees lines.
 * A paragraph without a heading inside stays as it is, and so does the whole Document where none has.
 */
export function partGluedText(document: Document, form: Form): Document {
  const inside = gluedHeading(form)
  let changed = false
  const blocks = document.blocks.flatMap((block): Block[] => {
    if (block.kind !== 'paragraph' || block.text.length < 60) return [block]
    const cuts = cutsOf(block.text, inside)
    if (!cuts.length) return [block]
    changed = true
    return pieces(block, cuts)
  })
  return changed ? { ...document, blocks } : document
}

/** “一、总体情况” and the like anywhere in a line; the lookahead keeps 前言's list of parts out (“由总体情况、主动…”). */
function gluedHeading(form: Form): RegExp {
  const blank = '[ \\t\\u3000\\u00a0]*'
  const loose = (words: string): string => [...words].map((char) => char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(blank)
  const each = form.sections.map((section) => {
    const words = [section.heading, ...section.variants].toSorted((a, b) => b.length - a.length).map(loose)
    return `${section.numeral}${blank}、${blank}(?:${words.join('|')})`
  })
  return new RegExp([...each, ...reworded].join('|'), 'g')
}

/** Headings in other words, told by numeral and what they must speak of. */
const reworded: readonly string[] = [
  '二、[^。；，、]{0,8}主动公开[^。；，、]{0,8}情况',
  '三、[^。；，、]{0,6}收到[^。；，]{0,4}处理[^。；，、]{0,12}申请[^。；，、]{0,4}情况',
  '四、[^。；，]{0,20}复议[^。；]{0,8}诉讼(?:的)?情况',
  '五、[^。；，、]{0,12}问题[^。；，]{0,3}改进(?:的)?(?:情况|措施)',
  '六、其[他它][^。；，、]{0,8}报告[^。；，、]{0,3}(?:事项|情况)',
]

function cutsOf(text: string, inside: RegExp): number[] {
  const cuts = new Set<number>()
  for (const match of text.matchAll(inside)) {
    const end = match.index + match[0].length
    const listed =
      /^[ 　]*[、；;]|^[^。]{0,4}(?:等|共|和)?[^。]{0,2}六个?部分/.test(text.slice(end, end + 12)) ||
      /[由括含：:][ 　]*$/.test(text.slice(Math.max(0, match.index - 2), match.index))
    if (listed || (match.index === 0 && end >= text.trimEnd().length)) continue
    if (match.index > 0) cuts.add(match.index)
    const after = /^[ 　]*[：:。]?/.exec(text.slice(end))?.[0].length ?? 0
    if (end + after < text.trimEnd().length) cuts.add(end + after)
  }
  return [...cuts].toSorted((a, b) => a - b)
}

function pieces(block: Paragraph, cuts: readonly number[]): Paragraph[] {
  const bounds = [0, ...cuts, block.text.length]
  return bounds
    .slice(1)
    .map((end, index) => ({ from: bounds[index] ?? 0, text: block.text.slice(bounds[index] ?? 0, end) }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ from, text }) => ({ ...block, id: from === 0 ? block.id : `${block.id}@${from}`, text }))
}

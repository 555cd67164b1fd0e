import type { ReplyBlock, ReplySpan } from '../model/reply.ts'

type Style = ReplySpan['style']

// Controls, soft hyphen, directional and invisible characters: nothing that a reader could not see or that would
// turn the text round.
const UNSEEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\uFE00-\uFE0F]|[\u{E0000}-\u{E0FFF}]/gu
const MEANING = /[\\*`⟦⟧]/g

/** Takes out what cannot be seen and folds line ends: for file names and for every value put into a sentence. */
export const cleanLine = (text: string): string =>
  text
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(UNSEEN, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')

/** Makes a value mean nothing but its own characters in our markup. */
export const escapeMarkup = (value: unknown): string => cleanLine(String(value ?? '')).replace(MEANING, '\\$&')

/**
 * Reads the markup of prompts-templates: `**strong**`, `` `code` ``, `⟦draft words⟧`, and `\` before a character that
 * is to mean itself. Marks do not nest; one that is not closed runs to the end.
 */
export function parseMarkup(markup: string): ReplySpan[] {
  const spans: ReplySpan[] = []
  let text = ''
  let style = 'plain' as Style
  const turn = (next: Style) => {
    if (text) spans.push({ text, style })
    text = ''
    style = next
  }
  for (let at = 0; at < markup.length; at++) {
    const char = markup[at] as string
    if (char === '\\' && at + 1 < markup.length) text += markup[++at]
    else if (char === '*' && markup[at + 1] === '*' && (style === 'plain' || style === 'strong')) {
      at++
      turn(style === 'strong' ? 'plain' : 'strong')
    } else if (char === '`' && (style === 'plain' || style === 'code')) turn(style === 'code' ? 'plain' : 'code')
    else if (char === '⟦' && style === 'plain') turn('draft')
    else if (char === '⟧' && style === 'draft') turn('plain')
    else text += char
  }
  turn('plain')
  return spans
}

/** Paragraphs and lists: a line that begins with `· ` or `- ` is an item; an empty line ends a paragraph. */
export function parseMarkupBlocks(markup: string): ReplyBlock[] {
  const blocks: ReplyBlock[] = []
  let items: ReplySpan[][] = []
  const endList = () => {
    if (items.length) blocks.push({ kind: 'list', items })
    items = []
  }
  for (const line of markup.split('\n').map((line) => line.trim())) {
    const item = /^(?:·|-|•)\s*(\S.*)$/.exec(line)
    if (item) items.push(parseMarkup(item[1] as string))
    else if (line) {
      endList()
      blocks.push({ kind: 'paragraph', spans: parseMarkup(line) })
    } else endList()
  }
  endList()
  return blocks
}

/** The same without any marks, for a notification line or a terminal. */
export const plainText = (spans: readonly ReplySpan[]): string => spans.map((span) => span.text).join('')

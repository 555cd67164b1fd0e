import { SaxesParser } from 'saxes'
import { strFromU8, unzipSync } from 'fflate'

export interface ReadDocx {
  readonly parts: Record<string, Uint8Array>
  readonly document: string
  /** Text in the range of each comment, paragraphs joined by "\n". */
  readonly ranges: Map<string, string>
  /** Ids of the comment references, in order. */
  readonly references: string[]
  /** Comments of comments.xml: id to its paragraphs and author. */
  readonly comments: Map<string, { author: string; lines: string[] }>
  /** Paragraph texts with all tracked changes accepted, and with all of them refused. */
  readonly accepted: string[]
  readonly refused: string[]
}

/** An independent reader of an annotated docx (saxes only); it throws if a part is not well-formed. */
export function readDocx(bytes: Uint8Array): ReadDocx {
  const parts = unzipSync(bytes)
  for (const [name, part] of Object.entries(parts)) if (/\.(xml|rels)$/.test(name)) walk(strFromU8(part), {})
  const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  const ranges = new Map<string, string>()
  const references: string[] = []
  const open = new Set<string>()
  const accepted: string[] = []
  const refused: string[] = []
  const say = (text: string, kinds: string[]) => {
    if (!kinds.includes('del')) for (const id of open) ranges.set(id, (ranges.get(id) ?? '') + text)
    if (!kinds.includes('del')) accepted[accepted.length - 1] += text
    if (!kinds.includes('ins')) refused[refused.length - 1] += text
  }
  const stack: string[] = []
  walk(document, {
    open: (name, attributes) => {
      if (name === 'w:p') {
        accepted.push('')
        refused.push('')
        for (const id of open) if (ranges.has(id)) ranges.set(id, `${ranges.get(id)}\n`)
      }
      if (name === 'w:commentRangeStart') {
        const id = attributes['w:id'] ?? ''
        if (open.has(id) || ranges.has(id)) throw new Error(`comment ${id} starts twice`)
        open.add(id)
        ranges.set(id, '')
      }
      if (name === 'w:commentRangeEnd' && !open.delete(attributes['w:id'] ?? '')) throw new Error('comment ends before it starts')
      if (name === 'w:commentReference') references.push(attributes['w:id'] ?? '')
      if (name === 'w:tab' && stack.at(-1) === 'w:r')
        say(
          '\t',
          stack.map((one) => one.slice(2)),
        )
      if (name === 'w:br' && stack.at(-1) === 'w:r')
        say(
          '\n',
          stack.map((one) => one.slice(2)),
        )
      stack.push(name)
    },
    close: () => void stack.pop(),
    text: (text) => {
      if (stack.at(-1) === 'w:t' || stack.at(-1) === 'w:delText')
        say(
          text,
          stack.map((one) => one.slice(2)),
        )
    },
  })
  if (open.size) throw new Error('a comment never ends')
  return { parts, document, ranges, references, comments: readComments(parts['word/comments.xml']), accepted, refused }
}

function readComments(part: Uint8Array | undefined): ReadDocx['comments'] {
  const comments: ReadDocx['comments'] = new Map()
  let current: { author: string; lines: string[] } | undefined
  let inText = false
  if (part)
    walk(strFromU8(part), {
      open: (name, attributes) => {
        if (name === 'w:comment') {
          if (comments.has(attributes['w:id'] ?? '')) throw new Error('two comments with one id')
          comments.set(attributes['w:id'] ?? '', (current = { author: attributes['w:author'] ?? '', lines: [] }))
        }
        if (name === 'w:p') current?.lines.push('')
        inText = name === 'w:t'
      },
      close: () => void (inText = false),
      text: (text) => {
        if (inText && current) current.lines[current.lines.length - 1] += text
      },
    })
  return comments
}

/** @throws if the XML is not well-formed */
export function walk(
  xml: string,
  on: { open?: (name: string, attributes: Record<string, string>) => void; close?: (name: string) => void; text?: (text: string) => void },
): void {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => on.open?.(tag.name, tag.attributes))
  parser.on('closetag', (tag) => on.close?.(tag.name))
  parser.on('text', (text) => on.text?.(text))
  parser.write(xml).close()
}

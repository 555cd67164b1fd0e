import type { Checklist } from '../model/checklist.ts'
import type { Block, Document } from '../model/document.ts'
import { compareDocuments, type Comparison } from './compare-documents.ts'
import { htmlElement, htmlText } from './html-text.ts'
import { markedBlock, type SayMarked } from './marked-blocks.ts'
import type { Hit, Hits } from './marked-text.ts'
import { resolveAnchor } from './resolve-anchor.ts'
import type { MarkedRange } from './split-marks.ts'

/** The draft as HTML, and by number of an item of the checklist the ids of its places in it. */
export interface MarkedDraft {
  readonly html: string
  readonly places: ReadonlyMap<number, readonly string[]>
}

/**
 * A draft as it was read, with the findings of its checklist in place. Every character of the draft is literal.
 * @param previous the version before: shown beside this one, with the differences marked
 */
export function drawMarkedDraft(document: Document, checklist: Checklist, previous: Document | null, say: SayMarked): MarkedDraft {
  const { hits, places } = placeFindings(document, checklist, say)
  const body = previous ? sideBySide(previous, document, hits, checklist.version, say) : paper(document.blocks, hits, say)
  const aside = document.aside.map(({ text }) => htmlElement('p', {}, htmlText(text)))
  const more = aside.length ? htmlElement('details', {}, htmlElement('summary', {}, htmlText(say('aside'))), ...aside) : ''
  return { html: body + more, places }
}

/** Counts the tables of one version from 1. */
function countTables(): (block: Block) => number {
  let tables = 0
  return ({ kind }) => (kind === 'table' ? ++tables : 0)
}

function paper(blocks: readonly Block[], hits: Hits, say: SayMarked): string {
  const numberOf = countTables()
  return htmlElement('div', { class: 'paper' }, ...blocks.map((block) => markedBlock(block, numberOf(block), hits, say)))
}

/** Stretches that differ from the other version, as hits. */
const changesOf = (changed: Comparison['added'], kind: 'added' | 'removed'): Hits =>
  new Map([...changed].map(([anchor, ranges]) => [anchor, ranges.map((range) => ({ ...range, value: { kind } }))]))

function sideBySide(before: Document, after: Document, hits: Hits, version: number, say: SayMarked): string {
  const { pairs, removed, added } = compareDocuments(before, after)
  const old = changesOf(removed, 'removed')
  const now = new Map(hits)
  for (const [anchor, ranges] of changesOf(added, 'added')) now.set(anchor, [...(hits.get(anchor) ?? []), ...ranges])
  const [oldNumber, newNumber] = [countTables(), countTables()]
  const half = (block: Block | null, side: string, same: boolean, label: string | undefined, draw: (block: Block) => string): string =>
    htmlElement('div', { class: `${side}${same ? ' same' : ''}${block ? '' : ' empty'}`, 'data-label': label }, block ? draw(block) : '')
  const oldHead = say('before', { version: version - 1 })
  return htmlElement(
    'div',
    { class: 'pairs' },
    htmlElement('p', { class: 'pair-head old' }, htmlText(oldHead)),
    htmlElement('p', { class: 'pair-head new' }, htmlText(say('after', { version }))),
    pairs.every((pair) => pair.same) ? htmlElement('p', { class: 'all-same' }, htmlText(say('same'))) : '',
    ...pairs.map(({ before: was, after: is, same }) => {
      const oldLabel = is ? oldHead : say('removed', { version: version - 1 })
      return (
        half(was, 'old', same, oldLabel, (block) => markedBlock(block, oldNumber(block), old, say)) +
        half(is, 'new', same, was ? undefined : say('added'), (block) => markedBlock(block, newNumber(block), now, say))
      )
    }),
  )
}

/** The findings' places by anchor, and the ids of each item's places in the page. */
function placeFindings(document: Document, checklist: Checklist, say: SayMarked): { hits: Hits; places: Map<number, string[]> } {
  const texts = document.blocks.flatMap((block) => (block.kind === 'table' ? [{ id: block.id, text: '' }, ...block.cells] : block))
  const lengths = new Map(texts.map(({ id, text }) => [id, text.length]))
  const hits = new Map<string, MarkedRange<Hit>[]>()
  const places = new Map<number, string[]>()
  for (const { number, finding } of checklist.items) {
    const ids: string[] = []
    const label = say('mark', { number, title: finding.title })
    for (const where of finding.where) {
      if (where.anchor === null) continue
      const { anchor, offset } = resolveAnchor(where.anchor)
      const length = lengths.get(anchor)
      if (length === undefined) continue
      const start = (where.start ?? 0) + offset
      const end = where.end === undefined ? length : where.end + offset
      const id = `at-${number}-${ids.length + 1}`
      ids.push(id)
      const value = { kind: 'finding', number, severity: finding.severity, id, label } as const
      const list = hits.get(anchor)
      if (list) list.push({ start, end, value })
      else hits.set(anchor, [{ start, end, value }])
    }
    places.set(number, ids)
  }
  return { hits, places }
}

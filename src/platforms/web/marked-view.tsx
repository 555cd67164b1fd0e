import type { FC } from 'hono/jsx'
import { type BlockPair, compareDocuments } from '../../export/compare-documents.ts'
import { resolveAnchor } from '../../export/resolve-anchor.ts'
import type { MarkedRange } from '../../export/split-marks.ts'
import type { Checklist } from '../../model/checklist.ts'
import type { Block, Document } from '../../model/document.ts'
import type { Words } from '../../reply/say.ts'
import { MarkedBlock } from './marked-blocks.tsx'
import { MarkedList } from './marked-list.tsx'
import type { Hit, Hits } from './marked-text.tsx'

export interface MarkedViewProps {
  readonly document: Document
  readonly checklist: Checklist
  /** The version before: shown beside this one, with the differences marked. */
  readonly previousDocument?: Document
  readonly words: Words
  /** Where the same view is with, and without, the version before. */
  readonly compareHref?: string
  readonly singleHref?: string
}

/**
 * The draft as it was read, findings highlighted in place and linked both ways with the checklist by plain anchors:
 * nothing runs in the page. Stands inside `PageShell`; its style is marked-view.css.
 */
export const MarkedView: FC<MarkedViewProps> = ({ document, checklist, previousDocument, words, compareHref, singleHref }) => {
  const { hits, places } = placeFindings(document, checklist, words)
  const { agency, file, year, version } = checklist
  const before = version - 1
  return (
    <main class={`marked-view${previousDocument ? ' comparing' : ''}`}>
      <header class="marked-title">
        <h1>{words.plain('marked.title', { agency, file, year, version })}</h1>
        <p>{previousDocument ? words.plain('marked.compare-note', { before, version }) : words.plain('marked.draft-note')}</p>
        <nav>
          <a class="jump" href="#list">
            {words.plain('marked.back-to-list')}
          </a>
          {previousDocument && singleHref && <a href={singleHref}>{words.plain('marked.single')}</a>}
          {!previousDocument && compareHref && before > 0 && <a href={compareHref}>{words.plain('marked.compare', { version: before })}</a>}
        </nav>
      </header>
      <div class="marked-columns">
        <article id="draft" class="marked-draft" aria-label={words.plain('marked.draft')}>
          {previousDocument ? (
            <SideBySide before={previousDocument} after={document} hits={hits} versions={[before, version]} words={words} />
          ) : (
            <Blocks blocks={document.blocks} hits={hits} words={words} />
          )}
          {document.aside.length > 0 && (
            <details>
              <summary>{words.plain('marked.aside')}</summary>
              {document.aside.map(({ text }) => (
                <p>{text}</p>
              ))}
            </details>
          )}
        </article>
        <MarkedList checklist={checklist} places={places} words={words} />
      </div>
    </main>
  )
}

const Blocks: FC<{ blocks: readonly Block[]; hits: Hits; words: Words }> = ({ blocks, hits, words }) => {
  let tables = 0
  return (
    <div class="paper">
      {blocks.map((block) => (
        <MarkedBlock block={block} hits={hits} words={words} tableNumber={block.kind === 'table' ? ++tables : 0} />
      ))}
    </div>
  )
}

const SideBySide: FC<{ before: Document; after: Document; hits: Hits; versions: readonly [number, number]; words: Words }> = ({
  before,
  after,
  hits,
  versions,
  words,
}) => {
  const { pairs, removed, added } = compareDocuments(before, after)
  const old = new Map(
    [...removed].map(([anchor, ranges]) => [anchor, ranges.map((range): MarkedRange<Hit> => ({ ...range, value: { kind: 'removed' } }))]),
  )
  const now = new Map(hits)
  for (const [anchor, ranges] of added)
    now.set(anchor, [...(hits.get(anchor) ?? []), ...ranges.map((range): MarkedRange<Hit> => ({ ...range, value: { kind: 'added' } }))])
  const numbers = { before: 0, after: 0 }
  return (
    <div class="pairs">
      <p class="pair-head old">{words.plain('marked.before', { version: versions[0] })}</p>
      <p class="pair-head new">{words.plain('marked.after', { version: versions[1] })}</p>
      {pairs.every((pair) => pair.same) && <p class="all-same">{words.plain('marked.same')}</p>}
      {pairs.map((pair) => (
        <>
          <div
            class={`old${pair.same ? ' same' : ''}${pair.before ? '' : ' empty'}`}
            data-label={words.plain(pair.after ? 'marked.before' : 'marked.removed', { version: versions[0] })}
          >
            {pair.before && <MarkedBlock block={pair.before} hits={old} words={words} tableNumber={tableNumber(pair, 'before', numbers)} />}
          </div>
          <div
            class={`new${pair.same ? ' same' : ''}${pair.after ? '' : ' empty'}`}
            data-label={pair.before ? undefined : words.plain('marked.added')}
          >
            {pair.after && <MarkedBlock block={pair.after} hits={now} words={words} tableNumber={tableNumber(pair, 'after', numbers)} />}
          </div>
        </>
      ))}
    </div>
  )
}

const tableNumber = (pair: BlockPair, side: 'before' | 'after', numbers: { before: number; after: number }): number =>
  pair[side]?.kind === 'table' ? ++numbers[side] : 0

/** The findings' places by anchor, and the ids of each item's places in the page. */
function placeFindings(document: Document, checklist: Checklist, words: Words): { hits: Hits; places: Map<number, string[]> } {
  const lengths = new Map(
    document.blocks.flatMap((block): [string, number][] =>
      block.kind === 'table'
        ? [[block.id, 0], ...block.cells.map((cell): [string, number] => [cell.id, cell.text.length])]
        : [[block.id, block.text.length]],
    ),
  )
  const hits = new Map<string, MarkedRange<Hit>[]>()
  const places = new Map<number, string[]>()
  for (const { number, finding } of checklist.items) {
    const ids: string[] = []
    const label = words.plain('marked.mark', { number, title: finding.title })
    for (const where of finding.where) {
      if (where.anchor === null) continue
      const { anchor, offset } = resolveAnchor(where.anchor)
      const length = lengths.get(anchor)
      if (length === undefined) continue
      const start = (where.start ?? 0) + offset
      const end = where.end === undefined ? length : where.end + offset
      const list = hits.get(anchor) ?? []
      const id = `at-${number}-${ids.length + 1}`
      ids.push(id)
      hits.set(anchor, [...list, { start, end, value: { kind: 'finding', number, severity: finding.severity, id, label } }])
    }
    places.set(number, ids)
  }
  return { hits, places }
}

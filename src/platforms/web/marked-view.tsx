import type { FC } from 'hono/jsx'
import { compareDocuments, type Comparison } from '../../export/compare-documents.ts'
import { resolveAnchor } from '../../export/resolve-anchor.ts'
import type { MarkedRange } from '../../export/split-marks.ts'
import type { Checklist } from '../../model/checklist.ts'
import type { Block, Document } from '../../model/document.ts'
import { MarkedBlock } from './marked-blocks.tsx'
import { MarkedList } from './marked-list.tsx'
import type { Hit, Hits } from './marked-text.tsx'
import { say } from './page-parts.tsx'

export interface MarkedViewProps {
  readonly document: Document
  readonly checklist: Checklist
  /** The version before: shown beside this one, with the differences marked. */
  readonly previousDocument?: Document
  /** Where the same view is with, and without, the version before. */
  readonly compareHref?: string
  readonly singleHref?: string
}

/**
 * The draft as it was read, findings highlighted in place and linked both ways with the checklist by plain anchors:
 * nothing runs in the page. Stands inside `PageShell`; its style is marked-view.css.
 */
export const MarkedView: FC<MarkedViewProps> = ({ document, checklist, previousDocument, compareHref, singleHref }) => {
  const { hits, places } = placeFindings(document, checklist)
  const { agency, file, year, version } = checklist
  const before = version - 1
  return (
    <main class={`marked-view${previousDocument ? ' comparing' : ''}`}>
      <header class="marked-title">
        <h1>{say('marked.title', { agency, file, year, version })}</h1>
        <p>{previousDocument ? say('marked.compare-note', { before, version }) : say('marked.draft-note')}</p>
        <nav>
          <a class="jump" href="#list">
            {say('marked.back-to-list')}
          </a>
          {previousDocument && singleHref && <a href={singleHref}>{say('marked.single')}</a>}
          {!previousDocument && compareHref && before > 0 && <a href={compareHref}>{say('marked.compare', { version: before })}</a>}
        </nav>
      </header>
      <div class="marked-columns">
        <article id="draft" class="marked-draft" aria-label={say('marked.draft')}>
          {previousDocument ? (
            <SideBySide before={previousDocument} after={document} hits={hits} version={version} />
          ) : (
            <Blocks blocks={document.blocks} hits={hits} />
          )}
          {document.aside.length > 0 && (
            <details>
              <summary>{say('marked.aside')}</summary>
              {document.aside.map(({ text }) => (
                <p>{text}</p>
              ))}
            </details>
          )}
        </article>
        <MarkedList checklist={checklist} places={places} />
      </div>
    </main>
  )
}

/** Counts the tables of one version from 1. */
function countTables(): (block: Block) => number {
  let tables = 0
  return ({ kind }) => (kind === 'table' ? ++tables : 0)
}

const Blocks: FC<{ blocks: readonly Block[]; hits: Hits }> = ({ blocks, hits }) => {
  const numberOf = countTables()
  return (
    <div class="paper">
      {blocks.map((block) => (
        <MarkedBlock block={block} hits={hits} number={numberOf(block)} />
      ))}
    </div>
  )
}

/** Stretches that differ from the other version, as hits. */
const changesOf = (changed: Comparison['added'], kind: 'added' | 'removed'): Hits =>
  new Map([...changed].map(([anchor, ranges]) => [anchor, ranges.map((range) => ({ ...range, value: { kind } }))]))

const SideBySide: FC<{ before: Document; after: Document; hits: Hits; version: number }> = ({ before, after, hits, version }) => {
  const { pairs, removed, added } = compareDocuments(before, after)
  const old = changesOf(removed, 'removed')
  const now = new Map(hits)
  for (const [anchor, ranges] of changesOf(added, 'added')) now.set(anchor, [...(hits.get(anchor) ?? []), ...ranges])
  const [oldNumber, newNumber] = [countTables(), countTables()]
  return (
    <div class="pairs">
      <p class="pair-head old">{say('marked.before', { version: version - 1 })}</p>
      <p class="pair-head new">{say('marked.after', { version })}</p>
      {pairs.every((pair) => pair.same) && <p class="all-same">{say('marked.same')}</p>}
      {pairs.map((pair) => (
        <>
          <div
            class={`old${pair.same ? ' same' : ''}${pair.before ? '' : ' empty'}`}
            data-label={say(pair.after ? 'marked.before' : 'marked.removed', { version: version - 1 })}
          >
            {pair.before && <MarkedBlock block={pair.before} hits={old} number={oldNumber(pair.before)} />}
          </div>
          <div
            class={`new${pair.same ? ' same' : ''}${pair.after ? '' : ' empty'}`}
            data-label={pair.before ? undefined : say('marked.added')}
          >
            {pair.after && <MarkedBlock block={pair.after} hits={now} number={newNumber(pair.after)} />}
          </div>
        </>
      ))}
    </div>
  )
}

/** The findings' places by anchor, and the ids of each item's places in the page. */
function placeFindings(document: Document, checklist: Checklist): { hits: Hits; places: Map<number, string[]> } {
  const texts = document.blocks.flatMap((block) => (block.kind === 'table' ? [{ id: block.id, text: '' }, ...block.cells] : block))
  const lengths = new Map(texts.map(({ id, text }) => [id, text.length]))
  const hits = new Map<string, MarkedRange<Hit>[]>()
  const places = new Map<number, string[]>()
  for (const { number, finding } of checklist.items) {
    const ids: string[] = []
    const label = say('marked.mark', { number, title: finding.title })
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

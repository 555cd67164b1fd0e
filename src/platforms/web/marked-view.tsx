import type { FC } from 'hono/jsx'
import { raw } from 'hono/html'
import type { Checklist } from '../../model/checklist.ts'
import { MarkedList } from './marked-list.tsx'
import { say } from './page-parts.tsx'

interface MarkedViewProps {
  readonly checklist: Checklist
  /** The draft as HTML; it is drawn where it may be large (draft-work/mark-draft.ts). */
  readonly draft: string
  /** By number of an item of the checklist: the ids of its places in the draft. */
  readonly places: ReadonlyMap<number, readonly string[]>
  /** Whether the version before is shown beside it. */
  readonly compared: boolean
  /** Where the same view is with, and without, the version before. */
  readonly compareHref?: string
  readonly singleHref?: string
}

/**
 * The draft as it was read, findings highlighted in place and linked both ways with the checklist by plain anchors:
 * nothing runs in the page. Stands inside `PageShell`; its style is marked-view.css.
 */
export const MarkedView: FC<MarkedViewProps> = ({ checklist, draft, places, compared, compareHref, singleHref }) => {
  const { agency, file, year, version } = checklist
  const before = version - 1
  return (
    <main class={`marked-view${compared ? ' comparing' : ''}`}>
      <header class="marked-title">
        <h1>{say('marked.title', { agency, file, year, version })}</h1>
        <p>{compared ? say('marked.compare-note', { before, version }) : say('marked.draft-note')}</p>
        <nav>
          <a class="jump" href="#list">
            {say('marked.back-to-list')}
          </a>
          {compared && singleHref && <a href={singleHref}>{say('marked.single')}</a>}
          {!compared && compareHref && before > 0 && <a href={compareHref}>{say('marked.compare', { version: before })}</a>}
        </nav>
      </header>
      <div class="marked-columns">
        <article id="draft" class="marked-draft" aria-label={say('marked.draft')}>
          {raw(draft)}
        </article>
        <MarkedList checklist={checklist} places={places} />
      </div>
    </main>
  )
}

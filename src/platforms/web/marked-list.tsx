import type { FC } from 'hono/jsx'
import type { Checklist, ChecklistItem } from '../../model/checklist.ts'
import { itemLines } from '../../reply/finding-lines.ts'
import { say, SeverityTag, useWords } from './page-parts.tsx'
import { Lines, RuleLink } from './reply-view.tsx'

/** The checklist beside the draft; each item leads to its places, `places` being their ids. */
export const MarkedList: FC<{ checklist: Checklist; places: ReadonlyMap<number, readonly string[]> }> = ({ checklist, places }) => {
  const count = (severity: string) => checklist.items.filter((item) => item.finding.severity === severity).length
  return (
    <aside class="marked-list" aria-label={say('marked.list')}>
      <h2 id="list">{say('marked.list')}</h2>
      <p class="counts">
        {checklist.items.length
          ? say('marked.counts', { errors: count('error'), warnings: count('warning'), notices: count('notice') })
          : say('marked.none')}
      </p>
      <ol>
        {checklist.items.map((item) => (
          <ListItem item={item} ids={places.get(item.number) ?? []} />
        ))}
      </ol>
      <p class="jump">
        <a href="#draft">{say('marked.back-to-draft')}</a>
      </p>
    </aside>
  )
}

const ListItem: FC<{ item: ChecklistItem; ids: readonly string[] }> = ({ item, ids }) => {
  const { number, finding } = item
  return (
    <li id={`item-${number}`} class={`marked-item ${finding.severity}`} tabindex={-1}>
      <div class="marked-head">
        <SeverityTag severity={finding.severity} />
        <h3>
          <span class="number">{number}. </span>
          {finding.title}
        </h3>
        {finding.returns && finding.severity !== 'error' && <span class="badge">{say('checklist.badge.returns')}</span>}
        <RuleLink rule={finding.rule} />
      </div>
      <p class="marked-places">
        {ids.length
          ? ids.map((id, index) => (
              <a href={`#${id}`} class="to-place">
                {ids.length === 1 ? say('marked.place-one') : say('marked.place', { number: index + 1 })}
              </a>
            ))
          : say('marked.missing')}
      </p>
      <Lines lines={itemLines(item, useWords())} />
    </li>
  )
}

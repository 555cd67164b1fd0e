import type { FC } from 'hono/jsx'
import type { Checklist, ChecklistItem } from '../../model/checklist.ts'
import { findingLines } from '../../reply/finding-lines.ts'
import type { Words } from '../../reply/say.ts'
import { Lines, RuleLink } from './reply-view.tsx'

/** The checklist beside the draft; each item leads to its places, `places` being their ids. */
export const MarkedList: FC<{ checklist: Checklist; places: ReadonlyMap<number, readonly string[]>; words: Words }> = ({
  checklist,
  places,
  words,
}) => {
  const count = (severity: string) => checklist.items.filter((item) => item.finding.severity === severity).length
  return (
    <aside class="marked-list" aria-label={words.plain('marked.list')}>
      <h2 id="list">{words.plain('marked.list')}</h2>
      <p class="counts">
        {checklist.items.length
          ? words.plain('marked.counts', { errors: count('error'), warnings: count('warning'), notices: count('notice') })
          : words.plain('marked.none')}
      </p>
      <ol>
        {checklist.items.map((item) => (
          <ListItem item={item} ids={places.get(item.number) ?? []} words={words} />
        ))}
      </ol>
      <p class="jump">
        <a href="#draft">{words.plain('marked.back-to-draft')}</a>
      </p>
    </aside>
  )
}

const ListItem: FC<{ item: ChecklistItem; ids: readonly string[]; words: Words }> = ({ item, ids, words }) => {
  const { number, finding } = item
  return (
    <li id={`item-${number}`} class={`marked-item ${finding.severity}`} tabindex={-1}>
      <div class="marked-head">
        <span class={`tag ${finding.severity}`}>{words.plain(`checklist.severity.${finding.severity}`)}</span>
        <h3>
          <span class="number">{number}. </span>
          {finding.title}
        </h3>
        <RuleLink rule={finding.rule} />
      </div>
      <p class="marked-places">
        {ids.length
          ? ids.map((id, index) => (
              <a href={`#${id}`} class="to-place">
                {ids.length === 1 ? words.plain('marked.place-one') : words.plain('marked.place', { number: index + 1 })}
              </a>
            ))
          : words.plain('marked.missing')}
      </p>
      <Lines lines={findingLines(finding, words)} />
    </li>
  )
}

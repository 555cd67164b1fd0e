import type { FC } from 'hono/jsx'
import type { ReplyAction, ReplyBlock, ReplySpan } from '../../model/reply.ts'
import { href, say, ScrollTable, SeverityTag } from './page-parts.tsx'

type Item = Extract<ReplyBlock, { kind: 'item' }>

/** Text of a reply. Everything is escaped by JSX; draft words are marked and never interpreted. */
export const Spans: FC<{ spans: readonly ReplySpan[] }> = ({ spans }) => (
  <>
    {spans.map(({ text, style }) => {
      switch (style) {
        case 'strong':
          return <strong>{text}</strong>
        case 'code':
          return <RuleOrCode text={text} />
        case 'draft':
          return (
            <q class="draft" dir="auto">
              {text}
            </q>
          )
        case 'plain':
          return text
      }
    })}
  </>
)

/** A rule's number, leading to its page. */
export const RuleLink: FC<{ rule: string }> = ({ rule }) => (
  <a class="rule" href={href('rules', rule)}>
    {rule}
  </a>
)

const RuleOrCode: FC<{ text: string }> = ({ text }) =>
  /^[A-Z][A-Z0-9]{1,7}-\d{3}$/.test(text) ? <RuleLink rule={text} /> : <code>{text}</code>

/** @param marked with the link to the draft with its findings in place, next to the files that can be made of it */
const Buttons: FC<{ actions: readonly ReplyAction[]; marked?: boolean }> = ({ actions, marked }) => (
  <div class="buttons">
    {marked && <MarkedLink actions={actions} />}
    {actions.map(({ command, value, label, style, asks }) => (
      <button
        type="button"
        class={`button ${style}${command === 'feedback' ? ' feedback' : ''}`}
        data-command={command}
        data-value={value}
        data-asks={asks}
      >
        {label}
      </button>
    ))}
  </div>
)

const MarkedLink: FC<{ actions: readonly ReplyAction[] }> = ({ actions }) => {
  const draftId = actions.find(({ command }) => command === 'download')?.value.split('/')[0]
  return draftId ? (
    <a class="button plain" href={href('drafts', draftId, 'marked')}>
      {say('web.marked')}
    </a>
  ) : null
}

/** Label and text below each other; a label that repeats is said once. */
export const Lines: FC<{ lines: readonly { readonly label: string; readonly spans: readonly ReplySpan[] }[] }> = ({ lines }) => (
  <dl>
    {lines.map(({ label, spans }, index) => (
      <div class="line">
        <dt>{lines[index - 1]?.label === label ? '' : label}</dt>
        <dd>
          <Spans spans={spans} />
        </dd>
      </div>
    ))}
  </dl>
)

const ItemBlock: FC<{ item: Item }> = ({ item: { severity, number, title, rule, badge, lines, actions, fingerprint } }) => (
  <li class={`item ${severity ?? ''}`} data-fingerprint={fingerprint}>
    <div class="item-head">
      {severity && <SeverityTag severity={severity} />}
      <h3>
        {number !== null && <span class="number">{number}. </span>}
        <Spans spans={title} />
      </h3>
      {badge !== null && <span class="badge">{badge}</span>}
      <RuleOrCode text={rule} />
    </div>
    <Lines lines={lines} />
    {actions.length > 0 && <Buttons actions={actions} />}
  </li>
)

// Long: one case for each kind of block.
const Block: FC<{ block: Exclude<ReplyBlock, Item> }> = ({ block }) => {
  switch (block.kind) {
    case 'heading': {
      const [Tag, look] = block.level === 1 ? (['h2', 'head'] as const) : (['h3', 'group'] as const)
      return (
        <Tag class={look}>
          <Spans spans={block.spans} />
        </Tag>
      )
    }
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      )
    case 'list':
      return (
        <ul class="plain">
          {block.items.map((spans) => (
            <li>
              <Spans spans={spans} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <ScrollTable heads={block.header}>
          {block.rows.map((row) => (
            <tr>
              {row.map((spans) => (
                <td>
                  <Spans spans={spans} />
                </td>
              ))}
            </tr>
          ))}
        </ScrollTable>
      )
    case 'fold':
      return (
        <details>
          <summary>
            <Spans spans={block.summary} />
          </summary>
          <Blocks blocks={block.blocks} />
        </details>
      )
    case 'actions':
      return <Buttons actions={block.actions} marked />
  }
}

/** The blocks of a reply; items that follow each other are one list. */
export const Blocks: FC<{ blocks: readonly ReplyBlock[] }> = ({ blocks }) => (
  <>
    {groupItems(blocks).map((part) =>
      Array.isArray(part) ? (
        <ol class="items">
          {part.map((item) => (
            <ItemBlock item={item} />
          ))}
        </ol>
      ) : (
        <Block block={part} />
      ),
    )}
  </>
)

function groupItems(blocks: readonly ReplyBlock[]): (Item[] | Exclude<ReplyBlock, Item>)[] {
  const parts: ReturnType<typeof groupItems> = []
  for (const block of blocks) {
    const last = parts.at(-1)
    if (block.kind !== 'item') parts.push(block)
    else if (Array.isArray(last)) last.push(block)
    else parts.push([block])
  }
  return parts
}

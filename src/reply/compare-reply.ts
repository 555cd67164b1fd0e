import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import type { Reply, ReplyBlock, ReplySpan } from '../model/reply.ts'
import { simpleReply } from './simple-reply.ts'
import type { Words } from './say.ts'

/** What has become of the version before: 已改, 仍在, 新增. */
export function compareReply(checklist: Checklist, words: Words): Reply {
  const { agency, year, version, fixed, items } = checklist
  if (version <= 1) return simpleReply(words, 'checklist.compare.none')
  const still = items.filter((item) => item.state === 'still')
  const added = items.filter((item) => item.state === 'new')
  const counts = { version, before: version - 1, fixed: fixed.length, still: still.length, added: added.length }
  const list = (key: 'fixed' | 'still' | 'added', spans: ReplySpan[][]): ReplyBlock[] =>
    spans.length
      ? [
          { kind: 'heading', level: 2, spans: words.spans(`checklist.compare.${key}`) },
          { kind: 'list', items: spans },
        ]
      : []
  const line = ({ number, finding }: ChecklistItem) =>
    words.spans('checklist.compare.item', {
      number,
      severity: words.plain(`checklist.severity.${finding.severity}`),
      title: finding.title,
      rule: finding.rule,
    })
  return {
    text: words.plain('checklist.compare.text', counts),
    blocks: [
      { kind: 'heading', level: 1, spans: words.spans('checklist.compare.head', { ...counts, agency, year }) },
      { kind: 'paragraph', spans: words.spans('checklist.compare.counts', counts) },
      ...list(
        'fixed',
        fixed.map(({ title, rule }) => words.spans('checklist.compare.fixed-item', { title, rule })),
      ),
      ...list('still', still.map(line)),
      ...list('added', added.map(line)),
    ],
    files: [],
  }
}

import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import type { Reply, ReplyBlock, ReplySpan } from '../model/reply.ts'
import { heading, list, paragraph } from './blocks.ts'
import { simpleReply } from './simple-reply.ts'
import type { Words } from './say.ts'

/** What has become of the version before: 已改, 仍在, 新增. */
export function compareReply(checklist: Checklist, words: Words): Reply {
  const { agency, year, version, fixed, items } = checklist
  if (version <= 1) return simpleReply(words, 'checklist.compare.none')
  const still = items.filter((item) => item.state === 'still')
  const added = items.filter((item) => item.state === 'new')
  const counts = { version, before: version - 1, fixed: fixed.length, still: still.length, added: added.length }
  const part = (key: 'fixed' | 'still' | 'added', lines: ReplySpan[][]): ReplyBlock[] =>
    lines.length ? [heading(2, words.spans(`checklist.compare.${key}`)), list(lines)] : []
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
      heading(1, words.spans('checklist.compare.head', { ...counts, agency, year })),
      paragraph(words.spans('checklist.compare.counts', counts)),
      ...part(
        'fixed',
        fixed.map(({ title, rule }) => words.spans('checklist.compare.fixed-item', { title, rule })),
      ),
      ...part('still', still.map(line)),
      ...part('added', added.map(line)),
    ],
    files: [],
  }
}

import type { ChecklistItem } from '../model/checklist.ts'
import { basisText, countSeverities, severityWord } from './comment-lines.ts'
import type { CheckedFile } from './checked-file.ts'
import type { ExportWords } from './export-words.ts'

/**
 * The check as Markdown, for a merge request or a note: a section a file, an item a finding. Words of a draft are
 * escaped, so that nothing in them becomes a heading, a link, HTML or a mention.
 */
export function markdownReport(files: readonly CheckedFile[], say: ExportWords): string {
  const sections = files.map((one) => {
    const heading = `## ${escapeMarkdown(one.file)}`
    if (one.status === 'unreadable') return [heading, '', escapeMarkdown(say('list.unreadable', { reason: one.reason })), ''].join('\n')
    const { items, unknown, waived } = one.checklist
    return [
      heading,
      '',
      ...(one.checklist.incomplete ? [`**${escapeMarkdown(say('list.incomplete'))}**`, ''] : []),
      escapeMarkdown(
        items.length || one.checklist.incomplete ? say('markdown.counts', countSeverities(one.checklist)) : say('markdown.none'),
      ),
      '',
      ...items.flatMap((item) => itemLines(item, say)),
      ...list(
        say('markdown.waived'),
        waived.map(({ finding, waiver }) => say('markdown.waiver', { title: finding.title, rule: finding.rule, reason: waiver.reason })),
      ),
      ...list(
        say('markdown.unknown'),
        unknown.map((one) => `${one.title}（${one.rule}）：${one.reason}`),
      ),
    ].join('\n')
  })
  return [`# ${escapeMarkdown(say('markdown.title'))}`, '', ...sections].join('\n')
}

function itemLines({ number, finding }: ChecklistItem, say: ExportWords): string[] {
  const line = (key: string, value: string | null) =>
    value ? [`   - ${escapeMarkdown(say(`markdown.${key}`))}：${escapeMarkdown(value)}`] : []
  return [
    `${number}. **【${severityWord(finding, say)}】${escapeMarkdown(finding.title)}** \`${finding.rule.replace(/[^\w-]/g, '')}\``,
    `   ${escapeMarkdown(finding.message)}`,
    ...line('place', finding.where.map((one) => one.label).join('；')),
    ...line('actual', finding.actual),
    ...line('expected', finding.expected),
    ...line('why', finding.why),
    ...line('fix', finding.fix),
    ...line('basis', basisText(finding.basis, say)),
    '',
  ]
}

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length ? [`### ${escapeMarkdown(title)}`, '', ...lines.map((line) => `- ${escapeMarkdown(line)}`), ''] : []

/** One line of text that Markdown shows as it is. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()#+\-.!|~<>&$:]/g, '\\$&')
    .replaceAll('@', '@<!-- -->')

import type { Digest, DigestLine } from '../model/digest.ts'
import type { Reply, ReplyAction, ReplyBlock } from '../model/reply.ts'
import { buttons, heading, list, paragraph, plain } from './blocks.ts'
import { parseMarkup } from './markup.ts'
import type { Words } from './say.ts'

/** As many are said in chat; all are in the spreadsheet. */
const SHOWN = { outstanding: 10, names: 8, rules: 5, clean: 12, shared: 10 }

const STATES = ['published', 'passed', 'warnings', 'errors', 'missing'] as const

export interface DigestReplyOptions {
  readonly actions?: readonly ReplyAction[]
  /** Everything instead of the first few, for a terminal. */
  readonly whole?: boolean
}

/** A week in chat: counts, who is behind with what, who has not sent, what most get wrong. */
export function digestReply(digest: Digest, words: Words, { actions = [], whole = false }: DigestReplyOptions = {}): Reply {
  const { counts } = digest
  const number = Number(digest.week.slice(-2))
  const most = (limit: number): number => (whole ? Number.MAX_SAFE_INTEGER : limit)
  const blocks: ReplyBlock[] = [
    heading(1, words.spans('digest.title', { number, from: monthDay(digest.from, words), to: monthDay(digest.to, words) })),
    paragraph(counts.all === 0 ? words.spans('digest.no-agencies') : parseMarkup(countLine(digest, words))),
  ]
  if (counts.all > 0) {
    if (counts.errors + counts.missing === 0) blocks.push(paragraph(words.spans('digest.all-clear')))
    blocks.push(
      ...outstandingBlocks(digest, words, most(SHOWN.outstanding)),
      ...missingBlocks(digest, words, most(SHOWN.names)),
      ...suggestionBlocks(digest, words, most(SHOWN.names)),
      ...cleanBlocks(digest, words, most(SHOWN.clean)),
      ...ruleBlocks(digest, words, most(SHOWN.rules)),
      ...sharedBlocks(digest, words, most(SHOWN.shared)),
    )
  }
  return { text: words.plain('digest.text', { number, ...counts }), blocks: [...blocks, ...buttons(actions)], files: [] }
}

function countLine({ year, counts, before }: Digest, words: Words): string {
  const parts = STATES.filter((state) => counts[state] + before[state] > 0).map((state) =>
    words.say('digest.count', { name: words.plain(`agencies.state.${state}`), count: counts[state], before: before[state] }),
  )
  return [words.say('digest.scope', { year, all: counts.all }), ...parts].join('　')
}

function outstandingBlocks({ outstanding }: Digest, words: Words, most: number): ReplyBlock[] {
  if (outstanding.length === 0) return []
  const lines = outstanding.slice(0, most).map((line) => words.spans('digest.line', { ...line, change: changeOf(line, words) }))
  const more = outstanding.length > most ? [paragraph(words.spans('digest.more', { count: outstanding.length }))] : []
  return [heading(2, words.spans('digest.outstanding')), list(lines), ...more]
}

function changeOf({ errors, before }: DigestLine, words: Words): string {
  if (before.state === 'missing') return words.plain('digest.change.new')
  return words.plain(before.errors === errors ? 'digest.change.same' : 'digest.change.before', { errors: before.errors })
}

/** By the day by which they are due: departments and governments have different ones. */
function missingBlocks({ missing }: Digest, words: Words, most: number): ReplyBlock[] {
  if (missing.length === 0) return []
  const groups = new Map<string, DigestLine[]>()
  for (const line of missing) {
    const key = `${line.due}|${line.dueBy === 'assumed'}`
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  const items = [...groups.values()].map((lines) => {
    const { due, daysLeft, dueBy } = lines[0] as DigestLine
    return words.spans('digest.missing-group', {
      due: monthDay(due, words),
      left: daysLeft,
      late: -daysLeft,
      assumed: dueBy === 'assumed',
      names: namesOf(lines, most),
      more: Math.max(0, lines.length - most),
      total: lines.length,
    })
  })
  return [heading(2, words.spans('digest.missing', { count: missing.length })), list(items)]
}

function suggestionBlocks({ suggestions }: Digest, words: Words, most: number): ReplyBlock[] {
  if (suggestions.length === 0) return []
  const shown = suggestions.slice(0, most).map(({ agency, returns }) => words.plain('digest.suggested', { agency, returns }))
  const names = shown.join('、') + (suggestions.length > most ? '……' : '')
  const returned = suggestions.filter(({ returns }) => returns > 0).length
  return [heading(2, words.spans('digest.suggestions', { count: suggestions.length, returned })), paragraph(plain(names))]
}

function cleanBlocks({ clean }: Digest, words: Words, most: number): ReplyBlock[] {
  if (clean.length === 0) return []
  const values = { count: clean.length, names: namesOf(clean, most), more: Math.max(0, clean.length - most) }
  return [paragraph(words.spans('digest.clean', values))]
}

function ruleBlocks({ rules }: Digest, words: Words, most: number): ReplyBlock[] {
  if (rules.length === 0) return []
  return [heading(2, words.spans('digest.rules')), list(rules.slice(0, most).map((rule) => words.spans('digest.rule', { ...rule })))]
}

function sharedBlocks({ shared }: Digest, words: Words, most: number): ReplyBlock[] {
  if (shared.length === 0) return []
  const lines = shared.slice(0, most).map((pair) => words.spans('digest.shared-line', { ...pair }))
  const more = shared.length > most ? [paragraph(words.spans('digest.shared-more', { count: shared.length }))] : []
  return [heading(2, words.spans('digest.shared')), list(lines), ...more]
}

const namesOf = (lines: readonly DigestLine[], most: number): string =>
  lines
    .slice(0, most)
    .map(({ agency }) => agency)
    .join('、')

const monthDay = (day: string, words: Words): string =>
  words.plain('digest.day', { month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) })

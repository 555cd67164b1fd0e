import type { AgencyProgress, DraftProgress, Progress } from '../model/progress.ts'
import type { Reply, ReplyBlock, ReplySpan } from '../model/reply.ts'
import { heading, list, paragraph } from './blocks.ts'
import type { Words } from './say.ts'

const MOST_LINES = 20

/** Draws how far a person's agencies and drafts are; the first lines of each. */
export function progressReply({ year, agencies, drafts }: Progress, words: Words): Reply {
  const nothing = agencies.length + drafts.length === 0
  const text = nothing ? words.plain('progress.none') : words.plain('progress.text', { agencies: agencies.length, drafts: drafts.length })
  const blocks: ReplyBlock[] = []
  const head = heading(1, words.spans('progress.head'))
  if (agencies.length > 0)
    blocks.push(heading(1, words.spans('progress.agencies', { year, count: agencies.length })), ...lines(words, agencies, agencyLine))
  if (drafts.length > 0) blocks.push(head, ...lines(words, drafts, draftLine))
  if (nothing) blocks.push(head, paragraph(words.spans('progress.none')))
  return { text, blocks, files: [] }
}

function lines<T>(words: Words, all: readonly T[], draw: (words: Words, one: T) => ReplySpan[]): ReplyBlock[] {
  const more = all.length - MOST_LINES
  const shown = list(all.slice(0, MOST_LINES).map((one) => draw(words, one)))
  return more > 0 ? [shown, paragraph(words.spans('progress.more', { count: more }))] : [shown]
}

function agencyLine(words: Words, progress: AgencyProgress): ReplySpan[] {
  const { state, errors, warnings } = progress
  const open = state === 'missing' || state === 'errors'
  return words.spans('progress.agency', { ...progress, state: words.plain(`progress.agency-state.${state}`, { errors, warnings }), open })
}

function draftLine(words: Words, progress: DraftProgress): ReplySpan[] {
  const { state, errors, warnings } = progress
  return words.spans('progress.line', { ...progress, state: words.plain(`progress.state.${state}`, { errors, warnings }) })
}

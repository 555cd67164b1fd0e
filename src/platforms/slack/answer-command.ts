import type { types } from '@slack/bolt'
import type { Reply } from '../../model/reply.ts'
import { LONGEST_QUESTION } from '../../office/answer-question.ts'
import { answerReply } from '../../reply/answer-reply.ts'
import { drawReply } from './blocks/draw-reply.ts'
import { SLACK_LIMITS } from './blocks/slack-limits.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import { helpReply } from './help-reply.ts'
import { progressReply } from './progress-reply.ts'
import type { SlashCommand } from './slack-bodies.ts'
import type { SlackContext } from './slack-context.ts'
import { readSlash } from './slash-text.ts'

export interface CommandAnswer {
  readonly response_type: 'ephemeral'
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

/** `/nianbao 解释 T3-001 | 进度 | 帮助`, answered within the acknowledgement and to this person alone. */
export async function answerCommand(context: SlackContext, command: SlashCommand): Promise<CommandAnswer> {
  return draw(context, await replyTo(context, command))
}

/** “第3条” is of the draft that this person sent last. */
async function replyTo({ office, actors }: SlackContext, command: SlashCommand): Promise<Reply> {
  const asked = readSlash(command.text)
  if (asked.what === 'help' || asked.what === 'check') return helpReply(office.words)
  const actor = await actors.actor({
    team: command.team_id,
    user: command.user_id,
    name: command.user_name ?? null,
    channel: command.channel_id,
  })
  if (!actor) return simpleReply(office.words, 'slack.shut-out')
  if (asked.what === 'progress') return progressReply(office, actor)
  const [draft] = await office.store.drafts.list({ sentBy: actor.userId, state: 'checked', limit: 1 })
  const checklist = draft ? await office.store.checklists.ofDraft(draft.id) : null
  const answer = await office.answerer.answer({ text: asked.question.slice(0, LONGEST_QUESTION), checklist, roles: actor.roles })
  return answerReply(answer, office.words, '')
}

/** Without buttons: this is no message of a conversation, and nothing could be answered to it. */
function draw({ office }: SlackContext, reply: Reply): CommandAnswer {
  const shown = { ...reply, blocks: reply.blocks.filter((block) => block.kind !== 'actions') }
  const { text, blocks } = drawReply(shown, {
    maxBlocks: SLACK_LIMITS.blocksPerMessage,
    maxJson: SLACK_LIMITS.blocksJson,
    sayLeft: (items) => office.words.plain('slack.left-home', { items }),
  })
  return { response_type: 'ephemeral', text, blocks: blocks as unknown as types.KnownBlock[] }
}

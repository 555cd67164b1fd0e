import type { types } from '@slack/bolt'
import type { Reply } from '../../model/reply.ts'
import { answerAside } from '../../office/answer-aside.ts'
import { viewProgress } from '../../office/view-progress.ts'
import { progressReply } from '../../reply/progress-reply.ts'
import { drawReply } from './blocks/draw-reply.ts'
import { SLACK_LIMITS } from './blocks/slack-limits.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import { helpReply } from './help-reply.ts'
import type { SlashCommand } from './slack-bodies.ts'
import type { SlackContext } from './slack-context.ts'
import { readSlash } from './slash-text.ts'

export interface CommandAnswer {
  readonly response_type: 'ephemeral'
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

/** `/nianbao 解释 T3-001 | 进度 | 帮助`, answered within the acknowledgement and to this person alone. */
export const answerCommand = async (context: SlackContext, command: SlashCommand): Promise<CommandAnswer> =>
  draw(context, await replyTo(context, command))

async function replyTo({ office, actors }: SlackContext, command: SlashCommand): Promise<Reply> {
  const { words } = office
  const asked = readSlash(office.checker.reference.lexicon, command.text)
  if (asked.what === 'help' || asked.what === 'check') return helpReply(words)
  const { team_id: team, user_id: user, user_name: name, channel_id: channel } = command
  const actor = await actors.actor({ team, user, name: name ?? null, channel })
  if (!actor) return simpleReply(words, 'slack.shut-out')
  return asked.what === 'progress' ? progressReply(await viewProgress(office, actor), words) : answerAside(office, actor, asked.question)
}

function draw({ office }: SlackContext, reply: Reply): CommandAnswer {
  const { text, blocks } = drawReply(reply, {
    maxBlocks: SLACK_LIMITS.blocksPerMessage,
    maxJson: SLACK_LIMITS.blocksJson,
    sayLeft: (items) => office.words.plain('slack.left-home', { items }),
  })
  return { response_type: 'ephemeral', text, blocks: blocks as unknown as types.KnownBlock[] }
}

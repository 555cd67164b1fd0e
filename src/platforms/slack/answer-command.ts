import type { Reply } from '../../model/reply.ts'
import { answerAside } from '../../office/answer-aside.ts'
import { viewProgress } from '../../office/view-progress.ts'
import { progressReply } from '../../reply/progress-reply.ts'
import { drawReply } from './blocks/draw-reply.ts'
import { SLACK_LIMITS } from './blocks/slack-limits.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import { personOfCommand, type SlashCommand } from './slack-bodies.ts'
import type { SlackContext } from './slack-context.ts'
import { readSlash } from './sort-body.ts'

/** `/nianbao 解释 T3-001 | 进度 | 帮助`, answered within the acknowledgement and to this person alone. */
export async function answerCommand(context: SlackContext, command: SlashCommand) {
  const { text, blocks } = drawReply(await replyTo(context, command), {
    maxBlocks: SLACK_LIMITS.blocksPerMessage,
    maxJson: SLACK_LIMITS.blocksJson,
    sayLeft: (items) => context.office.words.plain('slack.left-home', { items }),
  })
  return { response_type: 'ephemeral' as const, text, blocks }
}

async function replyTo({ office, actors }: SlackContext, command: SlashCommand): Promise<Reply> {
  const { words } = office
  const { what, question } = readSlash(office.checker.reference.lexicon, command.text)
  if (what === 'help' || what === 'check') return simpleReply(words, 'slack.help')
  const actor = await actors.actor({ ...personOfCommand(command), channel: command.channel_id })
  if (!actor) return simpleReply(words, 'slack.shut-out')
  return what === 'progress' ? progressReply(await viewProgress(office, actor), words) : answerAside(office, actor, question)
}

import { answerQuestion } from '../../office/answer-question.ts'
import { openSlackConversation } from './open-slack-conversation.ts'
import { mentions, spokenText } from './read-post.ts'
import type { EventEnvelope, SlackPost } from './slack-bodies.ts'
import type { SlackContext } from './slack-context.ts'
import { filesKey } from './sort-body.ts'
import { draftFiles, takeFiles } from './take-files.ts'
import { targetOfPost, writeTarget } from './target.ts'
import { tellOutcome } from './tell-person.ts'

/** A person's post: its files are drafts; its words are a question if they are meant for us. */
export async function handlePost(context: SlackContext, envelope: EventEnvelope, post: SlackPost): Promise<void> {
  const { office, actors } = context
  const team = envelope.team_id
  const user = post.user ?? ''
  const place = targetOfPost(team, post.channel, post.ts, post.thread_ts)
  const direct = post.channel_type === 'im' || post.channel.startsWith('D')
  const named = post.type === 'app_mention' || mentions(post, envelope)
  const actor = await actors.actor({ team: post.user_team ?? team, user, channel: post.channel })
  if (!actor) return
  if (post.files && post.files.length > 0) {
    const files = direct || named ? post.files : draftFiles(post.files)
    if (files.length > 0) await takeFiles(context, { actor, place, ts: post.ts, files })
    return
  }
  // The mention of a post whose files came by the other event.
  if (await office.store.inbox.findByKey('slack', filesKey(team, post.channel, post.ts))) return
  // In a thread that is not ours people only seem to speak to us.
  if (!direct && !named && !(await office.store.conversations.findByTarget('slack', writeTarget(place)))) return
  const text = spokenText(post, envelope) || office.words.plain('slack.help-word')
  const key = `slack/${team}/${post.channel}/${post.ts}`
  const present = await openSlackConversation(context, actor, place)
  await tellOutcome(context, { ...place, user }, () =>
    answerQuestion(office, present.actor, { conversationId: present.conversation.id, text, key }),
  )
}

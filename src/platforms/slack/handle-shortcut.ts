import { z } from 'zod'
import { SlackFile } from './download-file.ts'
import type { SlackPerson } from './slack-actor.ts'
import { personOf, personOfCommand, type MessageShortcut, type SlashCommand } from './slack-bodies.ts'
import { slackErrorCode } from './slack-client.ts'
import type { SlackContext } from './slack-context.ts'
import { draftFiles, takeFiles, type Sending } from './take-files.ts'
import { targetOfPost, type SlackTarget } from './target.ts'
import { tellPerson } from './tell-person.ts'

/** 检查这份年报 on somebody's post. */
export async function handleShortcut(context: SlackContext, body: MessageShortcut): Promise<void> {
  const { message, message_ts: ts, channel, team } = body
  const place = { team: team?.id ?? '', channel: channel.id, threadTs: message.thread_ts }
  await checkPost(context, personOf(body), place, { ts, files: message.files ?? [] })
}

const Posted = z.looseObject({
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  files: z.array(SlackFile).optional(),
})

/** `/nianbao 检查`: the newest file that this person has posted here. */
export async function handleCheckCommand(context: SlackContext, command: SlashCommand): Promise<void> {
  const { client, office } = context
  const { channel_id: channel, user_id: user, team_id: team } = command
  const tell = async (key: string) => void (await tellPerson(context, { channel, user }, office.words.plain(key)))
  let messages: unknown[] = []
  try {
    messages = (await client.conversations.history({ channel, limit: 100 })).messages ?? []
  } catch (error) {
    const code = slackErrorCode(error)
    if (code === null || code === 'ratelimited') throw error
    return tell(code === 'missing_scope' ? 'slack.history-scope-missing' : 'slack.not-in-channel')
  }
  const [post] = messages
    .flatMap((message) => Posted.safeParse(message).data ?? [])
    .map((posted) => ({ ...posted, files: draftFiles(posted.files ?? []) }))
    .filter((posted) => posted.user === user && posted.files.length > 0)
    .sort((a, b) => Number(b.ts) - Number(a.ts))
  if (!post) return tell('slack.no-recent-file')
  await checkPost(context, personOfCommand(command), { team, channel, threadTs: post.thread_ts }, post)
}

async function checkPost(
  context: SlackContext,
  person: SlackPerson,
  { team, channel, threadTs }: SlackTarget,
  { ts, files }: Pick<Sending, 'ts' | 'files'>,
): Promise<void> {
  const { office, actors } = context
  const say = (key: string) => tellPerson(context, { channel, user: person.user, threadTs }, office.words.plain(key))
  if (files.length === 0) return void (await say('slack.no-file-here'))
  const actor = await actors.actor({ ...person, channel })
  if (!actor) return
  const { directMessage } = await say('slack.checking-there')
  // Where we are not in the channel, the answer goes to the person alone.
  const place = directMessage === null ? targetOfPost(team, channel, ts, threadTs) : { team, channel: directMessage }
  if ((await takeFiles(context, { actor, place, ts, files })) === 0) await say('slack.checked-before')
}

import { z } from 'zod'
import { SlackFile } from './download-file.ts'
import type { MessageShortcut, SlashCommand } from './slack-bodies.ts'
import { slackErrorCode } from './slack-client.ts'
import type { SlackContext } from './slack-context.ts'
import { draftFiles, takeFiles } from './take-files.ts'
import { targetOfPost } from './target.ts'
import { tellPerson } from './tell-person.ts'

interface Wanted {
  readonly team: string
  readonly user: string
  readonly userTeam: string
  readonly name: string | null
  readonly channel: string
  readonly ts: string
  readonly threadTs?: string
  readonly files: readonly SlackFile[]
}

/** 检查这份年报 on somebody's post. */
export async function handleShortcut(context: SlackContext, body: MessageShortcut): Promise<void> {
  const team = body.team?.id ?? ''
  const threadTs = body.message.thread_ts
  await checkPost(context, {
    team,
    user: body.user.id,
    userTeam: body.user.team_id ?? team,
    name: body.user.name ?? body.user.username ?? null,
    channel: body.channel.id,
    ts: body.message_ts,
    ...(threadTs ? { threadTs } : {}),
    files: body.message.files ?? [],
  })
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
  const whom = { channel: command.channel_id, user: command.user_id }
  let messages: unknown[] = []
  try {
    messages = (await client.conversations.history({ channel: command.channel_id, limit: 100 })).messages ?? []
  } catch (error) {
    const code = slackErrorCode(error)
    if (code === null || code === 'ratelimited') throw error
    await tellPerson(context, whom, office.words.plain(code === 'missing_scope' ? 'slack.history-scope-missing' : 'slack.not-in-channel'))
    return
  }
  const posts = messages.flatMap((message) => {
    const parsed = Posted.safeParse(message)
    return parsed.success && parsed.data.user === command.user_id && draftFiles(parsed.data.files ?? []).length > 0 ? [parsed.data] : []
  })
  const post = posts.sort((a, b) => Number(b.ts) - Number(a.ts))[0]
  if (!post) {
    await tellPerson(context, whom, office.words.plain('slack.no-recent-file'))
    return
  }
  await checkPost(context, {
    team: command.team_id,
    user: command.user_id,
    userTeam: command.team_id,
    name: command.user_name ?? null,
    channel: command.channel_id,
    ts: post.ts,
    ...(post.thread_ts ? { threadTs: post.thread_ts } : {}),
    files: draftFiles(post.files ?? []),
  })
}

async function checkPost(context: SlackContext, { team, user, userTeam, name, channel, ts, threadTs, files }: Wanted): Promise<void> {
  const { office, actors } = context
  const say = (key: string) => tellPerson(context, { channel, user, ...(threadTs ? { threadTs } : {}) }, office.words.plain(key))
  if (files.length === 0) {
    await say('slack.no-file-here')
    return
  }
  const actor = await actors.actor({ team: userTeam, user, name, channel })
  if (!actor) return
  const { directMessage } = await say('slack.checking-there')
  // Where we are not in the channel, the answer goes to the person alone.
  const place = directMessage === null ? targetOfPost(team, channel, ts, threadTs) : { team, channel: directMessage }
  const fresh = await takeFiles(context, { actor, place, ts, files })
  if (fresh === 0) await say('slack.checked-before')
}

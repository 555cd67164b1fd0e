import { randomUUID } from 'node:crypto'
import { CUMULATIVE_LIMIT, messageProblems, viewProblems } from './block-limits.ts'
import type { FakeMessage } from './fake-slack.ts'
import { BOT_ID, BOT_USER, TEAM } from './slack-events.ts'

type Args = Record<string, unknown>
type Answer = Record<string, unknown>

/** What the methods need from the fake. */
export interface Api {
  readonly origin: string
  readonly messages: FakeMessage[]
  readonly posts: Record<string, unknown>[]
  readonly views: { readonly kind: 'open' | 'publish' | 'update'; readonly user?: string; readonly view: Record<string, unknown> }[]
  readonly channels: Map<string, { member: boolean; name: string; archived?: boolean }>
  readonly users: Map<string, { name: string }>
  readonly uploads: Map<string, { id: string; name: string; length: number; bytes: Uint8Array | null; done: boolean }>
  readonly usedTriggers: Set<string>
  readonly files: Map<string, unknown>
  readonly cumulativeLimit: number | null
  readonly socketMode: { ticket(): string }
  nextTs(): string
  fileObject(id: string): Record<string, unknown>
}

interface Method {
  readonly scope?: string
  readonly token?: 'app'
  readonly run: (api: Api, args: Args) => Answer
}

/** The scopes of slack/manifest.yaml. */
export const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'groups:history',
  'im:history',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:write',
  'users:read',
]

export const slackMethods: Readonly<Record<string, Method>> = {
  'auth.test': {
    run: (api) => ({
      ok: true,
      url: `${api.origin}/`,
      team: 'Test',
      user: 'nianbao',
      team_id: TEAM,
      user_id: BOT_USER,
      bot_id: BOT_ID,
      is_enterprise_install: false,
    }),
  },
  'chat.postMessage': { scope: 'chat:write', run: postMessage },
  'chat.postEphemeral': { scope: 'chat:write', run: postEphemeral },
  'chat.update': { scope: 'chat:write', run: updateMessage },
  'chat.getPermalink': {
    run: (api, args) => ({
      ok: true,
      permalink: `${api.origin}/archives/${text(args['channel'])}/p${text(args['message_ts']).replace('.', '')}`,
    }),
  },
  'views.open': { run: openView },
  'views.update': { run: (api, args) => view(api, args, 'update') },
  'views.publish': { run: (api, args) => view(api, args, 'publish') },
  'conversations.info': {
    scope: 'channels:read',
    run: (api, args) =>
      api.channels.has(text(args['channel']))
        ? { ok: true, channel: { id: args['channel'], ...api.channels.get(text(args['channel'])) } }
        : refuse('channel_not_found'),
  },
  'conversations.open': { scope: 'im:write', run: openConversation },
  'conversations.history': { scope: 'channels:history', run: history },
  'conversations.replies': { scope: 'channels:history', run: replies },
  'files.info': {
    scope: 'files:read',
    run: (api, args) =>
      api.files.has(text(args['file'])) ? { ok: true, file: api.fileObject(text(args['file'])) } : refuse('file_not_found'),
  },
  'files.delete': { scope: 'files:write', run: deleteFile },
  'files.getUploadURLExternal': { scope: 'files:write', run: getUploadUrl },
  'files.completeUploadExternal': { scope: 'files:write', run: completeUpload },
  'users.info': {
    scope: 'users:read',
    run: (api, args) =>
      api.users.has(text(args['user']))
        ? { ok: true, user: { id: args['user'], real_name: api.users.get(text(args['user']))?.name } }
        : refuse('user_not_found'),
  },
  'apps.connections.open': {
    token: 'app',
    run: (api) => ({ ok: true, url: `${api.origin.replace('http', 'ws')}/link/?ticket=${api.socketMode.ticket()}` }),
  },
}

function postMessage(api: Api, args: Args): Answer {
  const channel = destination(api, args)
  if (typeof channel !== 'string') return channel
  const problem = contentProblem(api, args)
  if (problem) return problem
  const ts = api.nextTs()
  const message: FakeMessage = {
    channel,
    ts,
    user: BOT_USER,
    text: text(args['text']),
    blocks: list(args['blocks']),
    files: [],
    edits: 0,
    metadata: args['metadata'],
    ...(args['thread_ts'] ? { threadTs: text(args['thread_ts']) } : {}),
  }
  api.messages.push(message)
  return { ok: true, channel, ts, message: { ...message, bot_id: BOT_ID } }
}

function postEphemeral(api: Api, args: Args): Answer {
  const channel = destination(api, args)
  if (typeof channel !== 'string') return channel
  if (!api.users.has(text(args['user']))) return refuse('user_not_in_channel')
  const problem = contentProblem(api, args)
  if (problem) return problem
  const ts = api.nextTs()
  api.messages.push({
    channel,
    ts,
    user: BOT_USER,
    text: text(args['text']),
    blocks: list(args['blocks']),
    files: [],
    edits: 0,
    ephemeralTo: text(args['user']),
    ...(args['thread_ts'] ? { threadTs: text(args['thread_ts']) } : {}),
  })
  return { ok: true, message_ts: ts }
}

function updateMessage(api: Api, args: Args): Answer {
  const message = api.messages.find((one) => one.channel === args['channel'] && one.ts === args['ts'] && one.ephemeralTo === undefined)
  if (!message) return refuse('message_not_found')
  if (message.user !== BOT_USER) return refuse('cant_update_message')
  const problem = contentProblem(api, args)
  if (problem) return problem
  message.text = text(args['text'])
  message.blocks = list(args['blocks'])
  message.edits += 1
  return { ok: true, channel: message.channel, ts: message.ts, text: message.text }
}

function contentProblem(api: Api, args: Args): Answer | null {
  if (!text(args['text']) && list(args['blocks']).length === 0) return refuse('no_text')
  if (text(args['text']).length > 40_000) return refuse('msg_too_long')
  if (args['blocks'] === undefined) return null
  const problems = messageProblems(args['blocks'])
  if (problems.length > 0)
    return {
      ok: false,
      error: 'invalid_blocks',
      errors: problems,
      response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
    }
  return JSON.stringify(args['blocks']).length > (api.cumulativeLimit ?? CUMULATIVE_LIMIT) ? refuse('msg_blocks_too_long') : null
}

function destination(api: Api, args: Args): string | Answer {
  const id = text(args['channel'])
  if (/^[DU]/.test(id)) return id.startsWith('U') ? `D${id.slice(1)}` : id
  const channel = api.channels.get(id)
  if (!channel) return refuse('channel_not_found')
  if (channel.archived) return refuse('is_archived')
  return channel.member ? id : refuse('not_in_channel')
}

function openView(api: Api, args: Args): Answer {
  const trigger = text(args['trigger_id'])
  if (!trigger) return refuse('invalid_trigger_id')
  if (api.usedTriggers.has(trigger)) return refuse('exchanged_trigger_id')
  api.usedTriggers.add(trigger)
  return view(api, args, 'open')
}

function view(api: Api, args: Args, kind: 'open' | 'publish' | 'update'): Answer {
  const given = (args['view'] ?? {}) as Record<string, unknown>
  const problems = viewProblems(given)
  if (kind === 'publish' && given['type'] !== 'home') problems.push('only a home view can be published')
  if (kind === 'open' && given['type'] !== 'modal') problems.push('only a modal can be opened')
  if (problems.length > 0) return { ok: false, error: 'invalid_arguments', response_metadata: { messages: problems } }
  const stored = { ...given, id: `V${randomUUID().slice(0, 8)}`, hash: randomUUID() }
  api.views.push({ kind, view: stored, ...(args['user_id'] ? { user: text(args['user_id']) } : {}) })
  return { ok: true, view: stored }
}

function openConversation(_api: Api, args: Args): Answer {
  const user = text(args['users'])
  return user ? { ok: true, channel: { id: `D${user.slice(1)}` } } : refuse('users_list_not_supplied')
}

function history(api: Api, args: Args): Answer {
  const channel = text(args['channel'])
  if (!channel.startsWith('D') && !api.channels.has(channel)) return refuse('channel_not_found')
  if (!channel.startsWith('D') && !api.channels.get(channel)?.member) return refuse('not_in_channel')
  // Replies are not in a channel's history; direct messages have threads, too.
  const all = everything(api, channel, args).filter((post) => post['thread_ts'] === undefined || post['thread_ts'] === post['ts'])
  return { ok: true, messages: all.slice(-Number(args['limit'] ?? 100)).reverse(), has_more: false }
}

function replies(api: Api, args: Args): Answer {
  const thread = everything(api, text(args['channel']), args).filter(
    (post) => post['ts'] === args['ts'] || post['thread_ts'] === args['ts'],
  )
  return thread.length === 0 ? refuse('thread_not_found') : { ok: true, messages: thread, has_more: false }
}

/** Messages of people and the bot in a channel, oldest first. */
function everything(api: Api, channel: string, args: Args): Record<string, unknown>[] {
  const ours = api.messages.filter((message) => message.channel === channel && message.ephemeralTo === undefined)
  const said = ours.map((message) => ({
    type: 'message',
    user: message.user,
    bot_id: BOT_ID,
    ts: message.ts,
    text: message.text,
    files: message.files,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(args['include_all_metadata'] && message.metadata ? { metadata: message.metadata } : {}),
  }))
  const all: Record<string, unknown>[] = [...api.posts.filter((post) => post['channel'] === channel), ...said]
  return all
    .filter(
      (post) =>
        (!args['latest'] || Number(post['ts']) <= Number(args['latest'])) &&
        (!args['oldest'] || Number(post['ts']) >= Number(args['oldest'])),
    )
    .sort((a, b) => Number(a['ts']) - Number(b['ts']))
}

function getUploadUrl(api: Api, args: Args): Answer {
  const length = Number(args['length'])
  if (!text(args['filename'])) return refuse('invalid_arguments')
  if (!(length > 0)) return refuse('invalid_arguments')
  const id = `F${randomUUID().slice(0, 8).toUpperCase()}`
  api.uploads.set(id, { id, name: text(args['filename']), length, bytes: null, done: false })
  return { ok: true, upload_url: `${api.origin}/upload/${id}`, file_id: id }
}

function deleteFile(api: Api, args: Args): Answer {
  const message = api.messages.find((one) => one.files.some((file) => file['id'] === args['file']))
  if (!message) return refuse('file_not_found')
  message.files = message.files.filter((file) => file['id'] !== args['file'])
  return { ok: true }
}

function completeUpload(api: Api, args: Args): Answer {
  const files = list(args['files'])
  const uploads = files.map((file) => api.uploads.get(text(file['id'])))
  if (files.length === 0 || uploads.some((upload) => !upload)) return refuse('file_not_found')
  if (uploads.some((upload) => upload?.bytes === null)) return refuse('file_update_failed')
  const channel = args['channel_id'] === undefined ? null : destination(api, { channel: args['channel_id'] })
  if (channel !== null && typeof channel !== 'string') return channel
  const thread = text(args['thread_ts'])
  // Only the ts of a parent is valid: the ts of a reply is refused.
  if (
    thread &&
    [...api.messages.map((m) => [m.ts, m.threadTs]), ...api.posts.map((p) => [p['ts'], p['thread_ts']])].some(
      ([ts, parent]) => ts === thread && parent && parent !== thread,
    )
  )
    return refuse('invalid_thread_ts')
  for (const upload of uploads) if (upload) upload.done = true
  if (channel)
    api.messages.push({
      channel,
      ts: api.nextTs(),
      user: BOT_USER,
      text: text(args['initial_comment']),
      blocks: [],
      files: uploads.map((upload) => ({ id: upload?.id, name: upload?.name })),
      edits: 0,
      ...(thread ? { threadTs: thread } : {}),
    })
  return { ok: true, files: files.map((file) => ({ id: file['id'], title: file['title'] })) }
}

function refuse(error: string): Answer {
  return { ok: false, error }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value)
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : []
}

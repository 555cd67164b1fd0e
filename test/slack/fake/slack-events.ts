/** What Slack posts, in the shapes of docs.slack.dev/reference/events and /interaction-payloads. */
export const TEAM = 'T0000000001'
export const BOT_USER = 'U0BOT000001'
export const BOT_ID = 'B0BOT000001'
const APP_ID = 'A0000000001'

let counter = 0

export function nextTs(): string {
  counter += 1
  return `1768200000.${String(counter).padStart(6, '0')}`
}

function nextId(prefix: string): string {
  counter += 1
  return `${prefix}${String(counter).padStart(10, '0')}`
}

export interface Posted {
  readonly user?: string
  readonly channel?: string
  readonly ts?: string
  readonly threadTs?: string
  readonly text?: string
  readonly files?: readonly Record<string, unknown>[]
  readonly eventId?: string
}

function envelope(event: Record<string, unknown>, eventId = nextId('Ev')): Record<string, unknown> {
  return {
    token: 'verification',
    team_id: TEAM,
    api_app_id: APP_ID,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: 1768200000,
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  }
}

/** A post in a channel (`channel_type` told by the id: C…, D…). */
export function messageEvent(given: Posted, extra: Record<string, unknown> = {}): Record<string, unknown> {
  const channel = given.channel ?? 'C0GENERAL01'
  const ts = given.ts ?? nextTs()
  return envelope(
    {
      type: 'message',
      user: given.user ?? 'U0ZHANG0001',
      text: given.text ?? '',
      ts,
      event_ts: ts,
      channel,
      channel_type: channel.startsWith('D') ? 'im' : 'channel',
      team: TEAM,
      ...(given.threadTs ? { thread_ts: given.threadTs } : {}),
      ...(given.files ? { subtype: 'file_share', files: given.files, upload: true } : {}),
      ...extra,
    },
    given.eventId,
  )
}

export function mentionEvent(given: Posted): Record<string, unknown> {
  const ts = given.ts ?? nextTs()
  return envelope(
    {
      type: 'app_mention',
      user: given.user ?? 'U0ZHANG0001',
      text: given.text ?? `<@${BOT_USER}>`,
      ts,
      event_ts: ts,
      channel: given.channel ?? 'C0GENERAL01',
      team: TEAM,
      ...(given.threadTs ? { thread_ts: given.threadTs } : {}),
      ...(given.files ? { files: given.files } : {}),
    },
    given.eventId,
  )
}

export function homeOpenedEvent(user = 'U0ZHANG0001'): Record<string, unknown> {
  return envelope({ type: 'app_home_opened', user, channel: 'D0HOME00001', tab: 'home', event_ts: nextTs() })
}

/** A press of a button of a message of the bot. */
export function buttonPress(given: {
  actionId: string
  value: string
  channel: string
  messageTs: string
  threadTs?: string
  user?: string
  blockId?: string
  actionTs?: string
}): Record<string, unknown> {
  return {
    type: 'block_actions',
    user: { id: given.user ?? 'U0ZHANG0001', username: 'zhang', name: 'zhang', team_id: TEAM },
    api_app_id: APP_ID,
    token: 'verification',
    container: {
      type: 'message',
      message_ts: given.messageTs,
      channel_id: given.channel,
      is_ephemeral: false,
      ...(given.threadTs ? { thread_ts: given.threadTs } : {}),
    },
    trigger_id: nextId('trigger.'),
    team: { id: TEAM, domain: 'test' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: given.channel, name: 'general' },
    message: {
      type: 'message',
      user: BOT_USER,
      bot_id: BOT_ID,
      ts: given.messageTs,
      ...(given.threadTs ? { thread_ts: given.threadTs } : {}),
    },
    state: { values: {} },
    response_url: '',
    actions: [
      {
        type: 'button',
        action_id: given.actionId,
        block_id: given.blockId ?? 'b',
        text: { type: 'plain_text', text: '按钮' },
        value: given.value,
        action_ts: given.actionTs ?? nextTs(),
      },
    ],
  }
}

export function viewSubmission(
  view: { id: string; hash?: string; callback_id: string; private_metadata: string },
  values: Record<string, Record<string, { type: string; value: string }>>,
  user = 'U0ZHANG0001',
): Record<string, unknown> {
  return {
    type: 'view_submission',
    team: { id: TEAM, domain: 'test' },
    user: { id: user, username: 'zhang', name: 'zhang', team_id: TEAM },
    api_app_id: APP_ID,
    token: 'verification',
    trigger_id: nextId('trigger.'),
    view: {
      ...view,
      type: 'modal',
      team_id: TEAM,
      hash: view.hash ?? nextId('hash.'),
      state: { values },
      blocks: [],
      app_id: APP_ID,
      bot_id: BOT_ID,
    },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  }
}

/** The message shortcut 检查这份年报 on somebody's post. */
export function messageShortcut(given: {
  callbackId: string
  channel: string
  message: Record<string, unknown>
  user?: string
}): Record<string, unknown> {
  return {
    type: 'message_action',
    callback_id: given.callbackId,
    trigger_id: nextId('trigger.'),
    message_ts: given.message['ts'],
    action_ts: nextTs(),
    response_url: '',
    team: { id: TEAM, domain: 'test' },
    user: { id: given.user ?? 'U0ZHANG0001', name: 'zhang', team_id: TEAM },
    channel: { id: given.channel, name: 'general' },
    message: given.message,
    token: 'verification',
    is_enterprise_install: false,
    enterprise: null,
  }
}

export function slashCommand(text: string, given: { user?: string; channel?: string } = {}): Record<string, string> {
  return {
    token: 'verification',
    team_id: TEAM,
    team_domain: 'test',
    channel_id: given.channel ?? 'C0GENERAL01',
    channel_name: 'general',
    user_id: given.user ?? 'U0ZHANG0001',
    user_name: 'zhang',
    command: '/nianbao',
    text,
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
    response_url: '',
    trigger_id: nextId('trigger.'),
  }
}

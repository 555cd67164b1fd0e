import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/model/reply.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { downloadFile, SlackFile } from '../../src/platforms/slack/download-file.ts'
import { slackClient } from '../../src/platforms/slack/slack-client.ts'
import { createSlackSender } from '../../src/platforms/slack/slack-sender.ts'
import { readSlackSettings, type SlackSettings } from '../../src/platforms/slack/slack-settings.ts'

/**
 * The same tests against a Slack written by others (emulate), with only the scopes of the manifest: what both doubles
 * agree on is less likely a misreading of ours.
 */
const SCOPES = [
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
const TOKEN = 'xoxb-second-double'
let slack: Emulator
let settings: SlackSettings
let channel: string

beforeAll(async () => {
  slack = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: [{ name: 'zhang' }],
        channels: [{ name: 'general' }],
        bots: [{ name: 'nianbao' }],
        tokens: [
          { token: TOKEN, user: 'zhang', scopes: SCOPES },
          { token: 'xoxb-look', user: 'zhang', scopes: [...SCOPES, 'channels:read', 'channels:join'] },
        ],
      },
    },
  })
  const read = readSlackSettings({ SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: '0123456789', SLACK_API_URL: `${slack.url}/api/` })
  if (!read) throw new Error('no settings')
  settings = read
  const list = await slackClient({ ...settings, botToken: 'xoxb-look' }, () => {}).conversations.list({})
  channel = String(list.channels?.[0]?.id)
})
afterAll(() => slack.close())

const reply = (text: string): Reply => ({ text, blocks: [{ kind: 'heading', level: 1, spans: [{ text, style: 'plain' }] }], files: [] })

describe('against a second double', () => {
  it('posts, finds again, edits, and puts a file into the thread', async () => {
    const client = slackClient(settings, () => {})
    const sender = createSlackSender({ client, settings, fetcher: fetch, words: loadWords('prompts-templates') })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a method of Slack, not of a window
    const first = await client.chat.postMessage({ channel, text: '年报' })
    const target = `T/${channel}/${String(first.ts)}`
    const ref = await sender.send(target, reply('已收到'), 'k1', false)
    expect(await sender.send(target, reply('检查完了'), 'k1', true)).toBe(ref)
    await sender.sendFile(target, ref, { name: 'annotated.docx', type: 'x', bytes: new Uint8Array([1, 2, 3]) }, 'k1#0', false)
    const thread = await client.conversations.replies({ channel, ts: String(first.ts) })
    expect(thread.messages?.map((message) => message.text)).toEqual(['年报', '检查完了', expect.anything()])
    const file = SlackFile.parse(thread.messages?.[2]?.files?.[0])
    expect(await downloadFile(file, { settings, client, fetcher: fetch })).toMatchObject({
      ok: true,
      name: 'annotated.docx',
      bytes: new Uint8Array([1, 2, 3]),
    })
  })

  it('names a missing scope', async () => {
    const client = slackClient({ ...settings, botToken: TOKEN }, () => {})
    await expect(client.conversations.list({})).rejects.toMatchObject({ data: { error: 'missing_scope' } })
  })
})

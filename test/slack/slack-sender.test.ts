import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply, ReplyBlock } from '../../src/model/reply.ts'
import { SendLater, SendRefused } from '../../src/model/ports/sender.ts'
import { slackClient } from '../../src/platforms/slack/slack-client.ts'
import { createSlackSender } from '../../src/platforms/slack/slack-sender.ts'
import { readSlackSettings } from '../../src/platforms/slack/slack-settings.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts'
import { SIGNING_SECRET } from './fake/sign-request.ts'
import { messageEvent } from './fake/slack-events.ts'

const THREAD = 'T0000000001/C0GENERAL01/1768000000.000100'
const words = loadWords('prompts-templates')
let slack: FakeSlack
beforeEach(async () => {
  slack = await new FakeSlack().start()
  slack.post(messageEvent({ ts: '1768000000.000100', text: '年报' }))
})
afterEach(async () => {
  expect(slack.problems.filter((problem) => problem.includes('invalid_blocks'))).toEqual([])
  await slack.stop()
})

function sender() {
  const settings = readSlackSettings({ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl })
  if (!settings) throw new Error('no settings')
  return createSlackSender({ client: slackClient(settings, () => {}), settings, fetcher: fetch, words })
}

function reply(text: string, blocks: ReplyBlock[] = [{ kind: 'paragraph', spans: [{ text, style: 'plain' }] }]): Reply {
  return { text, blocks, files: [] }
}

function long(count: number): Reply {
  return reply(
    '清单',
    Array.from({ length: count }, (_, at): ReplyBlock => ({
      kind: 'item',
      number: at + 1,
      severity: 'error',
      title: [{ text: `第${at + 1}个问题${'很长'.repeat(60)}`, style: 'plain' }],
      rule: 'T3-001',
      badge: null,
      lines: [{ label: '位置', spans: [{ text: '表三', style: 'draft' }] }],
      actions: [],
      fingerprint: `f${at}`,
    })),
  )
}

describe('a message', () => {
  it('is posted into its thread and edited in place', async () => {
    const ref = await sender().send(THREAD, reply('已收到 <!channel>'), 'k1', false)
    await sender().update(THREAD, ref, reply('检查完了'))
    expect(slack.said()).toHaveLength(1)
    expect(slack.said()[0]).toMatchObject({ channel: 'C0GENERAL01', threadTs: '1768000000.000100', ts: ref, text: '检查完了', edits: 1 })
    expect(slack.callsOf('chat.postMessage')[0]?.args).toMatchObject({
      text: '已收到 &lt;!channel&gt;',
      mrkdwn: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    })
  })

  it('goes to a direct message unchanged', async () => {
    await sender().send('T0000000001/D0ZHANG0001', reply('您好'), 'k1', false)
    expect(slack.said('D0ZHANG0001')[0]?.threadTs).toBeUndefined()
  })

  it('to a person goes to the direct message with that person, and is edited there', async () => {
    const ref = await sender().send('T0000000001/U0ZHANG0001', reply('提醒'), 'k1', false)
    await sender().update('T0000000001/U0ZHANG0001', ref, reply('提醒（改）'))
    expect(slack.said('D0ZHANG0001')).toMatchObject([{ ts: ref, text: '提醒（改）', edits: 1 }])
  })

  it('is found and not repeated if the response was lost', async () => {
    slack.inject('chat.postMessage', { kind: 'drop-after' })
    await expect(sender().send(THREAD, reply('已收到'), 'k1', false)).rejects.toThrow()
    expect(slack.said()).toHaveLength(1)
    const ref = await sender().send(THREAD, reply('检查完了'), 'k1', true)
    expect(slack.said()).toHaveLength(1)
    expect(slack.said()[0]).toMatchObject({ ts: ref, text: '检查完了' })
    await sender().send(THREAD, reply('另一条'), 'k2', true)
    expect(slack.said()).toHaveLength(2)
  })

  it('is sent once an attempt: the SDK does not retry', async () => {
    slack.inject('chat.postMessage', { kind: 'status', status: 500 })
    await expect(sender().send(THREAD, reply('x'), 'k1', false)).rejects.not.toBeInstanceOf(SendRefused)
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1)
  })

  it('is delayed as long as Slack asks', async () => {
    slack.inject('chat.postMessage', { kind: 'rate', retryAfter: 17 })
    await expect(sender().send(THREAD, reply('x'), 'k1', false)).rejects.toMatchObject({ afterMilliseconds: 17_000 })
    slack.inject('chat.update', { kind: 'rate', retryAfter: 3 })
    await expect(sender().update(THREAD, '1.1', reply('x'))).rejects.toBeInstanceOf(SendLater)
  })

  it('is given up only if a retry cannot help', async () => {
    await expect(sender().send('T0000000001/C0OTHER0001/1.1', reply('x'), 'k1', false)).rejects.toMatchObject({ code: 'not_in_channel' })
    await expect(sender().update(THREAD, '1.1', reply('x'))).rejects.toMatchObject({ code: 'message_not_found' })
    slack.inject('chat.postMessage', { kind: 'error', error: 'internal_error' })
    await expect(sender().send(THREAD, reply('x'), 'k1', false)).rejects.not.toBeInstanceOf(SendRefused)
  })

  it('of sixty findings is cut, and the whole follows once as a file', async () => {
    const ref = await sender().send(THREAD, long(60), 'k1', false)
    expect(JSON.stringify(slack.said()[0]?.blocks)).toMatch(/另有 \d+ 项/)
    const files = () => [...slack.uploads.values()]
    expect(files()).toHaveLength(1)
    expect(files()[0]?.done).toBe(true)
    const text = new TextDecoder().decode(files()[0]?.bytes ?? new Uint8Array())
    expect(text).toContain('60. 第60个问题')
    expect(slack.said()[1]).toMatchObject({ threadTs: '1768000000.000100', files: [{ name: files()[0]?.name }] })
    await sender().update(THREAD, ref, long(60))
    expect(files()).toHaveLength(1)
    await sender().update(THREAD, ref, long(61))
    expect(files()).toHaveLength(2)
    expect(slack.said().flatMap((message) => message.files.map((file) => file['name']))).toEqual([files()[1]?.name])
  })

  it('is shortened if the unpublished limit of Slack is lower than expected', async () => {
    slack.cumulativeLimit = 3000
    await sender().send(THREAD, long(20), 'k1', false)
    expect(slack.said()[0]?.blocks.length).toBeGreaterThan(0)
    slack.cumulativeLimit = 800
    await sender().send(THREAD, { ...long(20), text: '只剩一行' }, 'k2', false)
    expect(slack.said().at(-2)).toMatchObject({
      text: '只剩一行',
      blocks: [{ type: 'section', text: { type: 'plain_text', text: '只剩一行' } }],
    })
  })
})

describe('a file', () => {
  const file = { name: '年报（批注）.docx', type: 'application/octet-stream', bytes: new Uint8Array([1, 2, 3]) }

  it('goes once under the first post of the thread', async () => {
    const ref = await sender().send(THREAD, reply('清单'), 'k1', false)
    await sender().sendFile(THREAD, ref, file, 'k1#0', false)
    expect(slack.said()[1]).toMatchObject({ threadTs: '1768000000.000100', files: [{ name: file.name }] })
    await sender().sendFile(THREAD, ref, file, 'k1#0', true)
    expect(slack.said()).toHaveLength(2)
    expect(slack.callsOf('files.completeUploadExternal')[0]?.args).not.toHaveProperty('initial_comment')
  })

  it('is retried if the upload fails', async () => {
    const ref = await sender().send(THREAD, reply('清单'), 'k1', false)
    slack.inject('upload', { kind: 'status', status: 500 })
    await expect(sender().sendFile(THREAD, ref, file, 'k', false)).rejects.toThrow()
    await sender().sendFile(THREAD, ref, file, 'k', true)
    expect(slack.said()).toHaveLength(2)
  })
})

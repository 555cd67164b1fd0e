import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HttpReceiver } from '../../src/platforms/slack/http-receiver.ts'
import { isSignedBySlack } from '../../src/platforms/slack/verify-signature.ts'
import { eventRequest, formRequest, interactionRequest, SIGNING_SECRET, signatureHeaders } from './fake/sign-request.ts'
import {
  BOT_ID,
  BOT_USER,
  buttonPress,
  homeOpenedEvent,
  mentionEvent,
  messageEvent,
  messageShortcut,
  slashCommand,
  viewSubmission,
} from './fake/slack-events.ts'
import { transportFixture } from './transport-fixture.ts'

const FILE = { id: 'F1', name: '年报.docx', url_private_download: 'https://files.slack.com/x' }

function receiver(gather = true) {
  const fixture = transportFixture(gather)
  const { routes } = new HttpReceiver({
    ...fixture.dependencies,
    signingSecret: SIGNING_SECRET,
    log: (level, message) => fixture.log.push(`${level} ${message}`),
  })
  return { ...fixture, post: (init: RequestInit) => routes.request('/slack/events', init) }
}

describe('a signature', () => {
  // docs.slack.dev/authentication/verifying-requests-from-slack
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
  const secret = '8f742231b10e8888abcd99yyyzzz85a5'
  const headers = new Headers({
    'x-slack-request-timestamp': '1531420618',
    'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  })
  const at = 1531420618_000

  it('of the published example of Slack is valid, at its time only', () => {
    expect(isSignedBySlack(secret, headers, body, at)).toBe(true)
    expect(isSignedBySlack(secret, headers, body, at + 299_000)).toBe(true)
    expect(isSignedBySlack(secret, headers, body, at + 301_000)).toBe(false)
    expect(isSignedBySlack(secret, headers, body, at - 301_000)).toBe(false)
    expect(isSignedBySlack(secret, headers, body, at - 3_600_000)).toBe(false)
  })

  it('is invalid for a body changed by one byte, another secret, or missing headers', () => {
    for (let index = 0; index < body.length; index += 37) {
      const changed = body.slice(0, index) + String.fromCharCode(body.charCodeAt(index) ^ 1) + body.slice(index + 1)
      expect(isSignedBySlack(secret, headers, changed, at)).toBe(false)
    }
    expect(isSignedBySlack(`${secret}x`, headers, body, at)).toBe(false)
    expect(isSignedBySlack(secret, new Headers(), body, at)).toBe(false)
    expect(isSignedBySlack(secret, new Headers({ 'x-slack-request-timestamp': 'NaN', 'x-slack-signature': 'v0=' }), body, at)).toBe(false)
  })
})

describe('POST /slack/events', () => {
  it('answers Slack’s challenge when it is signed', async () => {
    const { post } = receiver()
    const response = await post(eventRequest({ type: 'url_verification', challenge: 'abc', token: 't' }))
    expect(await response.json()).toEqual({ challenge: 'abc' })
    expect((await post({ method: 'POST', body: '{"type":"url_verification","challenge":"abc"}' })).status).toBe(401)
  })

  it('refuses and does not keep changed, replayed or future events', async () => {
    const { post, inbox } = receiver()
    const event = messageEvent({ channel: 'D0ZHANG0001', text: '帮助' })
    const now = Math.floor(Date.now() / 1000)
    const honest = eventRequest(event)
    const changed = { ...honest, body: String(honest.body).replace('帮助', '帮忙') }
    expect((await post(changed)).status).toBe(401)
    expect((await post(eventRequest(event, { seconds: now - 3600 }))).status).toBe(401)
    expect((await post(eventRequest(event, { seconds: now + 3600 }))).status).toBe(401)
    expect((await post(eventRequest(event, { secret: 'another-signing-secret' }))).status).toBe(401)
    expect(await inbox()).toEqual([])
  })

  it('keeps an event before it acknowledges it, and only once', async () => {
    const { post, inbox, jobs } = receiver()
    const event = messageEvent({ channel: 'D0ZHANG0001', text: '帮助' })
    const answers = await Promise.all([
      post(eventRequest(event)),
      post(eventRequest(event, { retry: 1 })),
      post(eventRequest(event, { retry: 2 })),
    ])
    answers.push(await post(eventRequest(event, { retry: 3 })))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200])
    const kept = await inbox()
    expect(kept.map((row) => JSON.parse(row.body))).toEqual([event])
    expect((await jobs()).map((job) => JSON.parse(job.payload))).toEqual([{ inbox: kept[0]?.id }])
  })

  it.each([true, false])('keeps each of many concurrent events, duplicates included (gathered: %s)', async (gather) => {
    const { post, inbox, jobs } = receiver(gather)
    const events = Array.from({ length: 40 }, (_, index) => messageEvent({ channel: 'D0ZHANG0001', text: `问题 ${index}` }))
    await post(eventRequest(events[0] ?? {}))
    const answers = await Promise.all([...events, ...events.slice(0, 10)].map((event) => post(eventRequest(event))))
    expect(answers.every((answer) => answer.status === 200)).toBe(true)
    expect((await inbox()).map((row) => (JSON.parse(row.body) as { event_id: string }).event_id).sort()).toEqual(
      events.map((event) => event['event_id']).sort(),
    )
    expect(await jobs()).toHaveLength(40)
  })

  it('does not acknowledge an event that it could not keep', async () => {
    const { post, database, log } = receiver()
    database.close()
    const response = await post(eventRequest(messageEvent({ channel: 'D0ZHANG0001', text: '帮助' })))
    expect(response.status).toBe(500)
    expect(log).toHaveLength(1)
  })

  it('takes message and mention of one post as one event', async () => {
    const { post, inbox } = receiver()
    const text = `<@${BOT_USER}> 解释 T3-001`
    await post(eventRequest(mentionEvent({ text, ts: '1.1' })))
    await post(eventRequest(messageEvent({ text, ts: '1.1' })))
    expect(await inbox()).toHaveLength(1)
    await post(eventRequest(messageEvent({ text: '看看', ts: '2.1', files: [FILE] })))
    await post(eventRequest(mentionEvent({ text: '看看', ts: '2.1', files: [FILE] })))
    expect(await inbox()).toHaveLength(2)
  })

  it('keeps the files of a post if its mention came first without them', async () => {
    const { post, inbox } = receiver()
    await post(eventRequest(mentionEvent({ text: `<@${BOT_USER}> 看看`, ts: '3.1' })))
    await post(eventRequest(messageEvent({ text: `<@${BOT_USER}> 看看`, ts: '3.1', files: [FILE] })))
    expect((await inbox()).some((row) => row.body.includes('年报.docx'))).toBe(true)
  })

  it('keeps no messages between people, edits, or messages of bots', async () => {
    const { post, inbox } = receiver()
    const none = [
      messageEvent({ text: '中午吃什么' }),
      messageEvent({ text: '我觉得可以', threadTs: '1.0' }),
      messageEvent({ text: '改了', channel: 'D0ZHANG0001' }, { subtype: 'message_changed', hidden: true, message: {} }),
      messageEvent({ text: '删了', channel: 'D0ZHANG0001' }, { subtype: 'message_deleted', hidden: true }),
      messageEvent({ text: '检查结果', channel: 'D0ZHANG0001' }, { bot_id: BOT_ID }),
      messageEvent({ text: '检查结果', channel: 'D0ZHANG0001', user: BOT_USER }),
      messageEvent({ text: 'x' }, { subtype: 'channel_join' }),
      messageEvent({ text: '帮助', channel: 'D0ZHANG0001' }, { subtype: 'bot_message', bot_id: 'B9', user: undefined }),
      { type: 'event_callback', team_id: 'T', event_id: 'E', event: { type: 'reaction_added' } },
      { type: 'app_rate_limited', team_id: 'T' },
    ]
    for (const body of none) expect((await post(eventRequest(body))).status).toBe(200)
    expect(await inbox()).toEqual([])
  })

  it('keeps messages to the bot in a thread', async () => {
    const { post, inbox } = receiver()
    for (const [index, text] of ['第1条为什么不行', '解释 T3-001', '只看必改', `<@${BOT_USER}> 你好`].entries()) {
      await post(eventRequest(messageEvent({ text, threadTs: '1.0', ts: `9.${index}` })))
    }
    expect(await inbox()).toHaveLength(4)
  })

  it('keeps presses, shortcuts and 检查, and answers modals and other commands at once', async () => {
    const { post, inbox, now } = receiver()
    const press = { channel: 'C0GENERAL01', messageTs: '1.1', value: 'v', actionTs: '7.7' }
    await post(interactionRequest(buttonPress({ ...press, actionId: 'nb|0||explain' })))
    await post(interactionRequest(buttonPress({ ...press, actionId: 'nb|0||explain' })))
    await post(
      interactionRequest(messageShortcut({ callbackId: 'check_report', channel: 'C0GENERAL01', message: { ts: '1.2', files: [FILE] } })),
    )
    const check = await post(formRequest(slashCommand('检查')))
    expect(await check.json()).toEqual({ response_type: 'ephemeral', text: '正在找' })
    expect(await inbox()).toHaveLength(3)
    await post(interactionRequest(buttonPress({ ...press, actionId: 'nb|1|reason|waive' })))
    await post(
      interactionRequest(
        viewSubmission(
          { id: 'V1', callback_id: 'nianbao_reason', private_metadata: '{}' },
          { reason: { reason: { type: 'plain_text_input', value: 'x' } } },
        ),
      ),
    )
    await post(formRequest(slashCommand('帮助')))
    await post(interactionRequest(buttonPress({ ...press, actionId: 'someone-else' })))
    expect(now.map((body) => body['type'] ?? body['command'])).toEqual(['block_actions', 'view_submission', '/nianbao'])
    expect(await inbox()).toHaveLength(3)
    await post(eventRequest(homeOpenedEvent()))
    expect(await inbox()).toHaveLength(4)
  })

  it('handles any signed JSON without an exception', async () => {
    const { post, log } = receiver()
    const shapes = fc.record(
      {
        type: fc.constantFrom('event_callback', 'block_actions', 'message_action', 'view_submission', 'x'),
        event: fc.anything(),
        team_id: fc.anything(),
        event_id: fc.anything(),
        actions: fc.anything(),
        user: fc.anything(),
        view: fc.anything(),
        command: fc.anything(),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(shapes, fc.object()), async (body) => {
        expect((await post(eventRequest(body))).status).toBe(200)
      }),
      { numRuns: 200 },
    )
    expect(log).toEqual([])
  })

  it('refuses bodies that are too long or not JSON', async () => {
    const { post } = receiver()
    const raw = 'x'.repeat(2 * 1024 * 1024)
    expect(
      (
        await post({
          method: 'POST',
          body: raw,
          headers: { ...signatureHeaders(raw, Math.floor(Date.now() / 1000)), 'content-length': String(raw.length) },
        })
      ).status,
    ).toBe(413)
    expect(
      (await post({ method: 'POST', body: 'no json', headers: signatureHeaders('no json', Math.floor(Date.now() / 1000)) })).status,
    ).toBe(400)
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seasonYear } from '../../src/office/gather-digest.ts'
import type { WorkQueue } from '../../src/office/work-queue.ts'
import { createSlackPlatform, type SlackPlatform } from '../../src/platforms/slack/slack-platform.ts'
import { draftText } from './draft-texts.ts'
import { BOT_TOKEN, FakeSlack, type FakeMessage } from './fake/fake-slack.ts'
import { eventRequest, formRequest, interactionRequest, SIGNING_SECRET } from './fake/sign-request.ts'
import {
  BOT_USER,
  buttonPress,
  homeOpenedEvent,
  mentionEvent,
  messageEvent,
  messageShortcut,
  nextTs,
  slashCommand,
  TEAM,
  viewSubmission,
} from './fake/slack-events.ts'
import { testOffice, type TestOffice } from './office-fixture.ts'
import { watchWork } from '../support/plain-reader.ts'

let slack: FakeSlack
let fixture: TestOffice
let platform: SlackPlatform
let queue: WorkQueue

beforeEach(async () => {
  slack = await new FakeSlack().start()
  fixture = testOffice()
  const made = createSlackPlatform(
    { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl },
    { office: fixture.office },
  )
  if (!made) throw new Error('Slack is off')
  platform = made
  queue = fixture.queue(platform)
})

afterEach(async () => {
  await queue.stop()
  fixture.close()
  await slack.stop()
})

const post = async (init: RequestInit) => {
  const response = await platform.http?.fetch(new Request('http://localhost/slack/events', init))
  if (!response) throw new Error('no route')
  return response
}
const send = async (event: Record<string, unknown>) => {
  slack.post(event)
  expect((await post(eventRequest(event))).status).toBe(200)
}
const upload = (
  name: string,
  bytes: Uint8Array,
  given: { channel?: string; threadTs?: string; ts?: string; user?: string; text?: string } = {},
) => send(messageEvent({ ...given, files: [slack.addFile(name, bytes, { mimetype: 'text/plain' })] }))
const press = async (actionId: string, value: string, message: FakeMessage, user?: string) => {
  const body = buttonPress({
    actionId,
    value,
    channel: message.channel,
    messageTs: message.ts,
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    ...(user ? { user } : {}),
  })
  return post(interactionRequest(body))
}

/** The answer to a command. */
const told = async (text: string, given: { user?: string; channel?: string } = {}) =>
  JSON.stringify(await (await post(formRequest(slashCommand(text, given)))).json())

const shown = (message: FakeMessage | undefined) => JSON.stringify(message?.blocks)
const spoken = () => slack.said().filter((message) => message.ephemeralTo === undefined)
const whispered = () => slack.said().filter((message) => message.ephemeralTo !== undefined)

interface Pressable {
  readonly action_id: string
  readonly value: string
}

function buttons(message: FakeMessage | undefined, label: string): Pressable[] {
  return (message?.blocks ?? [])
    .flatMap(
      (block) => (block['elements'] as { type: string; text?: { text?: string }; action_id: string; value: string }[] | undefined) ?? [],
    )
    .filter((element) => element.type === 'button' && element.text?.text === label)
}

function button(message: FakeMessage | undefined, label: string): Pressable {
  const found = buttons(message, label)[0]
  if (!found) throw new Error(`no button ${label}`)
  return found
}

describe('a draft in a channel', () => {
  it('goes from upload to checklist, explanation, waiver and a new version', async () => {
    const ts = nextTs()
    await upload('青山市水务局2023年年报.txt', draftText({ period: 2022, missing: 5 }), { ts })
    await queue.drain()
    const [checklist] = spoken()
    expect(spoken()).toHaveLength(1)
    expect(checklist).toMatchObject({ channel: 'C0GENERAL01', threadTs: ts })
    expect(shown(checklist)).toContain('青山市水务局 · 2023 年度 · 第 1 稿')
    expect(shown(checklist)).toContain('TP-002')
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1)

    const explain = button(checklist, '解释')
    await press(explain.action_id, explain.value, checklist as FakeMessage)
    await queue.drain()
    expect(shown(spoken()[1])).toContain('第1条：')
    expect(spoken()[1]?.threadTs).toBe(ts)

    const errorsBefore = /必改.{0,60}?"text":"(\d+)"/.exec(shown(checklist))?.[1]
    const waive = button(checklist, '误报')
    await press(waive.action_id, waive.value, checklist as FakeMessage)
    const modal = slack.views.at(-1)?.view as { id: string; callback_id: string; private_metadata: string }
    expect(modal).toMatchObject({ type: 'modal', callback_id: 'nianbao_reason' })
    const blank = await post(interactionRequest(viewSubmission(modal, { reason: { reason: { type: 'plain_text_input', value: '  ' } } })))
    expect(await blank.json()).toMatchObject({ response_action: 'errors', errors: { reason: expect.stringContaining('理由') } })
    const given = await post(
      interactionRequest(viewSubmission(modal, { reason: { reason: { type: 'plain_text_input', value: '上级模板如此 <!channel>' } } })),
    )
    expect(await given.text()).toBe('')
    await queue.drain()
    const waived = spoken()[0]
    expect(waived?.ts).toBe(checklist?.ts)
    expect(shown(waived)).toContain('已标误报 1 条')
    expect(/必改.{0,60}?"text":"(\d+)"/.exec(shown(waived))?.[1]).toBe(String(Number(errorsBefore) - 1))
    expect(whispered().at(-1)).toMatchObject({ ephemeralTo: 'U0ZHANG0001', text: expect.stringContaining('已标为误报') })

    await upload('青山市水务局2023年年报（改）.txt', draftText({ period: 2023, missing: 5 }), { threadTs: ts })
    await queue.drain()
    const second = spoken().at(-1)
    expect(shown(second)).toContain('第 2 稿')
    expect(second?.threadTs).toBe(ts)
    const compare = button(second, '与上版比较')
    await press(compare.action_id, compare.value, second as FakeMessage)
    await queue.drain()
    expect(shown(spoken().at(-1))).toContain('第 2 稿与第 1 稿比较')
    expect(fixture.failures).toEqual([])
    expect(slack.problems).toEqual([])
  })

  it('is answered once, however often its event arrives and under any event type', async () => {
    const file = slack.addFile('年报.txt', draftText(), { mimetype: 'text/plain' })
    const ts = nextTs()
    const event = messageEvent({ ts, text: `<@${BOT_USER}> 看看`, files: [file] })
    const mention = mentionEvent({ ts, text: `<@${BOT_USER}> 看看` })
    slack.post(event)
    for (const body of [mention, event, event, mention]) expect((await post(eventRequest(body))).status).toBe(200)
    await queue.drain()
    for (const body of [event, mention]) await post(eventRequest(body, { retry: 1 }))
    await queue.drain()
    expect(spoken()).toHaveLength(1)
  })

  it('may be several files, each with its own message; pictures are ignored', async () => {
    const files = ['甲局.txt', '乙局.txt'].map((name, index) =>
      slack.addFile(name, draftText({ agency: `青山市${index === 0 ? '甲' : '乙'}局` }), { mimetype: 'text/plain' }),
    )
    await send(messageEvent({ files: [...files, slack.addFile('合影.jpg', new Uint8Array([255, 216]), { mimetype: 'image/jpeg' })] }))
    await queue.drain()
    expect(
      spoken()
        .map((message) => /青山市.局/.exec(shown(message))?.[0])
        .sort(),
    ).toEqual(['青山市乙局', '青山市甲局'])
  })

  it('that cannot be fetched without files:read is answered with the reason', async () => {
    slack.scopes.delete('files:read')
    await upload('年报.docx', draftText())
    await queue.drain()
    expect(shown(spoken()[0])).toContain('files:read')
  })

  it('that is empty or no report is answered with the reason', async () => {
    await upload('会议通知.txt', new TextEncoder().encode('关于召开会议的通知\n请准时参加。'))
    await upload('空.txt', new Uint8Array())
    await queue.drain()
    expect(spoken().map((message) => message.text)).toEqual([
      expect.stringContaining('没有找到年度报告'),
      expect.stringContaining('空文件'),
    ])
  })

  it('gets its files in the thread', async () => {
    await upload('年报.txt', draftText({ period: 2022 }))
    await queue.drain()
    const checklist = spoken()[0] as FakeMessage
    const download = button(checklist, '下载整改清单')
    await press(download.action_id, download.value, checklist)
    await queue.drain()
    const withFile = spoken().find((message) => message.files.length > 0)
    expect(withFile).toMatchObject({ threadTs: checklist.threadTs, files: [{ name: expect.stringMatching(/（整改清单）\.xlsx$/) }] })
  })

  it('can be reduced to errors in the same message, by a button or in words', async () => {
    await upload('年报.txt', draftText({ period: 2022 }))
    await queue.drain()
    const checklist = spoken()[0] as FakeMessage
    const only = button(checklist, '只看必改')
    await press(only.action_id, only.value, checklist)
    await queue.drain()
    expect(spoken()).toHaveLength(1)
    expect(button(spoken()[0], '看全部')).toBeTruthy()
  })
})

describe('questions', () => {
  it('are answered in a direct message, and about the draft sent there', async () => {
    const channel = 'D0ZHANG0001'
    await upload('年报.txt', draftText({ period: 2022 }), { channel })
    await queue.drain()
    await send(messageEvent({ channel, text: '第1条为什么不行' }))
    await queue.drain()
    expect(spoken()[0]?.threadTs).toBeUndefined()
    expect(shown(spoken()[1])).toContain('第1条：')
    // In a thread under the checklist, “第1条” means the same draft.
    await send(messageEvent({ channel, text: '第1条为什么不行', threadTs: String(spoken()[0]?.ts) }))
    await queue.drain()
    expect(shown(spoken()[2])).toContain('第1条：')
    expect(spoken()[2]?.threadTs).toBe(spoken()[0]?.ts)
  })

  it('waive with the reason in their words', async () => {
    const channel = 'D0ZHANG0001'
    await upload('年报.txt', draftText({ period: 2022 }), { channel })
    await queue.drain()
    await send(messageEvent({ channel, text: '豁免第1条，理由是上级模板如此' }))
    await queue.drain()
    expect(shown(spoken()[0])).toContain('1 条已标误报')
    const [draft] = await fixture.office.store.drafts.list({ limit: 1 })
    expect(await fixture.office.store.waivers.ofSeries(draft?.series ?? '')).toMatchObject([{ reason: '上级模板如此' }])
  })

  it('are answered in a thread of the bot, with or without a mention, and nowhere else', async () => {
    const ts = nextTs()
    await upload('年报.txt', draftText({ period: 2022 }), { ts })
    await queue.drain()
    await send(messageEvent({ text: '第1条为什么不行', threadTs: ts }))
    await send(mentionEvent({ text: `<@${BOT_USER}> 解释 T3-001`, threadTs: ts }))
    await send(messageEvent({ text: '第1条为什么不行', threadTs: '1700000000.000001' }))
    await queue.drain()
    expect(
      spoken()
        .slice(1)
        .map((message) => [message.threadTs, message.text]),
    ).toEqual([
      [ts, expect.stringContaining('第1条：')],
      [ts, expect.stringContaining('规则 T3-001 的说明')],
    ])
  })

  it('are answered in a thread if they mention the bot in a channel', async () => {
    const ts = nextTs()
    await send(mentionEvent({ text: `<@${BOT_USER}> 解释 T3-001`, ts }))
    await queue.drain()
    expect(spoken()[0]).toMatchObject({ threadTs: ts, text: expect.stringContaining('T3-001') })
  })

  it('are answered after a command, visible only to the asker', async () => {
    const explained = (await (await post(formRequest(slashCommand('解释 T3-001')))).json()) as { response_type: string; text: string }
    expect(explained).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('T3-001') })
    expect(JSON.stringify(await (await post(formRequest(slashCommand('第1条为什么不行')))).json())).toContain('没有听懂')
    expect((await fixture.office.store.feedback.unanswered()).map((question) => question.text)).toEqual(['第1条为什么不行'])
    const help = (await (await post(formRequest(slashCommand('帮助')))).json()) as { text: string }
    expect(help.text).toContain('/nianbao 检查')
    await upload('年报.txt', draftText({ period: 2022 }))
    await queue.drain()
    expect(JSON.stringify(await (await post(formRequest(slashCommand('第1条为什么不行')))).json())).toContain('第1条：')
    const progress = JSON.stringify(await (await post(formRequest(slashCommand('进度')))).json())
    expect(progress).toContain('青山市水务局')
    expect(progress).toMatch(/必改 \d/)
    expect(JSON.stringify(await (await post(formRequest(slashCommand('进度', { user: 'U0LI0000001' })))).json())).not.toContain('青山市')
  })

  it('take feedback on the answer, store it and thank for it', async () => {
    await send(mentionEvent({ text: `<@${BOT_USER}> 解释 T3-001` }))
    await queue.drain()
    const thumb = button(spoken()[0], '有用')
    await press(thumb.action_id, thumb.value, spoken()[0] as FakeMessage)
    await queue.drain()
    expect(whispered()[0]?.text).toContain('谢谢')
    expect(await fixture.office.store.feedback.ofMessage(thumb.value.split('/')[0] ?? '')).toMatchObject([
      { verdict: 'up', userId: `slack:${TEAM}:U0ZHANG0001` },
    ])
  })

  it('from a button of an answer are answered like typed ones', async () => {
    await send(mentionEvent({ text: `<@${BOT_USER}> 解释 T3-001` }))
    await queue.drain()
    const next = button(spoken()[0], '统计期限怎么写')
    await press(next.action_id, next.value, spoken()[0] as FakeMessage)
    await queue.drain()
    expect(spoken()).toHaveLength(2)
  })
})

describe('other ways in', () => {
  it('answers 检查这份年报 in the thread of the post, and says so if it was already checked', async () => {
    const file = slack.addFile('年报.txt', draftText(), { mimetype: 'text/plain' })
    const message = { type: 'message', ts: nextTs(), user: 'U0LI0000001', files: [file] }
    slack.post({ event: { ...message, channel: 'C0GENERAL01' } })
    for (let time = 0; time < 2; time += 1)
      await post(interactionRequest(messageShortcut({ callbackId: 'check_report', channel: 'C0GENERAL01', message })))
    await queue.drain()
    expect(spoken()).toHaveLength(1)
    expect(spoken()[0]?.threadTs).toBe(message.ts)
    expect(whispered().map((one) => one.text)).toEqual(expect.arrayContaining([expect.stringContaining('已经核对过')]))
  })

  it('answers 检查这份年报 in a direct message if the bot is not in the channel', async () => {
    const file = slack.addFile('年报.txt', draftText(), { mimetype: 'text/plain' })
    await post(
      interactionRequest(messageShortcut({ callbackId: 'check_report', channel: 'C0OTHER0001', message: { ts: nextTs(), files: [file] } })),
    )
    await queue.drain()
    expect(spoken().every((message) => message.channel === 'D0ZHANG0001')).toBe(true)
    expect(shown(spoken().at(-1))).toContain('青山市水务局')
  })

  it('checks the newest file of the person in the channel on /nianbao 检查', async () => {
    const event = messageEvent({ files: [slack.addFile('年报.txt', draftText(), { mimetype: 'text/plain' })] })
    slack.post(event)
    slack.post(
      messageEvent({
        user: 'U0LI0000001',
        files: [slack.addFile('别人的.txt', draftText({ agency: '青山市别局' }), { mimetype: 'text/plain' })],
      }),
    )
    await post(formRequest(slashCommand('检查')))
    await queue.drain()
    expect(spoken()).toHaveLength(1)
    expect(shown(spoken()[0])).toContain('青山市水务局')
    await post(formRequest(slashCommand('检查', { user: 'U0WANG00001' })))
    await queue.drain()
    expect(spoken()).toHaveLength(1)
  })

  it('shows in App Home only the drafts of the user, with their state', async () => {
    await upload('年报.txt', draftText({ period: 2022 }))
    await queue.drain()
    await send(homeOpenedEvent('U0ZHANG0001'))
    await send(homeOpenedEvent('U0LI0000001'))
    await queue.drain()
    const [mine, theirs] = slack.views.filter((view) => view.kind === 'publish')
    expect(mine).toMatchObject({ user: 'U0ZHANG0001' })
    expect(JSON.stringify(mine?.view)).toContain('青山市水务局')
    expect(JSON.stringify(theirs?.view)).not.toContain('青山市水务局')
  })
})

describe('permissions', () => {
  it('show drafts of an agency only to its supervisor and its channel after an administrator sets them up', async () => {
    const { users, agencies } = fixture.office.store
    const at = new Date().toISOString()
    const linye = {
      id: 'linye',
      name: '青山市林业局',
      shortNames: [],
      superiorId: null,
      kind: 'department' as const,
      contact: null,
      channel: `slack:${TEAM}/C0GENERAL01`,
      position: 1,
    }
    const li = {
      id: `slack:${TEAM}:U0LI0000001`,
      name: '李四',
      administrator: false,
      channel: 'web',
      createdAt: at,
      disabledAt: null,
      bindings: [{ agencyId: 'linye', role: 'supervisor' as const }],
    }
    const nongye = { ...linye, id: 'nongye', name: '青山市农业局', superiorId: 'linye', channel: null, position: 2 }
    await fixture.office.store.commit([agencies.replace([linye, nongye], [], at), users.put(li)])
    const year = await seasonYear(fixture.office, at)
    await upload('年报.txt', draftText({ agency: '青山市林业局', year, period: year - 1 }))
    await queue.drain()
    const supervisors = await told('进度', { user: 'U0LI0000001', channel: 'D0LI0000001' })
    expect(supervisors).toMatch(/青山市林业局.{0,80}必改 \d.*青山市农业局.{0,80}未提交/)
    expect(await told('进度', { user: 'U0WANG00001', channel: 'C0GENERAL01' })).toContain('青山市林业局')
    expect(await told('进度', { user: 'U0WANG00001', channel: 'D0WANG00001' })).not.toContain('青山市林业局')
    await fixture.office.store.commit([users.put({ ...li, disabledAt: at })])
    expect(await told('进度', { user: 'U0LI0000001', channel: 'D0LI0000001' })).toContain('已被管理员停用')
    await upload('年报.txt', draftText(), { channel: 'D0LI0000001', user: 'U0LI0000001' })
    await queue.drain()
    expect(spoken()).toHaveLength(1)
  })

  it('refuse other users on a button of another conversation, and tell only them', async () => {
    await upload('年报.txt', draftText({ period: 2022 }), { channel: 'D0ZHANG0001' })
    await queue.drain()
    const checklist = spoken()[0] as FakeMessage
    const before = shown(checklist)
    for (const label of ['解释', '只看必改', '下载整改清单']) {
      const { action_id: actionId, value } = button(checklist, label)
      const elsewhere = { ...checklist, channel: 'D0LI0000001', ts: '1768300999.000100' } as FakeMessage
      await press(actionId, value, elsewhere, 'U0LI0000001')
    }
    const forged = viewSubmission(
      {
        id: 'V9',
        callback_id: 'nianbao_reason',
        private_metadata: JSON.stringify({
          command: 'waive',
          value: button(checklist, '误报').value,
          channel: 'D0LI0000001',
          messageTs: '1.1',
        }),
      },
      { reason: { reason: { type: 'plain_text_input', value: 'x' } } },
      'U0LI0000001',
    )
    await post(interactionRequest(forged))
    await queue.drain()
    expect(shown(spoken()[0])).toBe(before)
    expect(spoken()).toHaveLength(1)
    expect(whispered()).toHaveLength(4)
    expect(whispered().every((one) => one.ephemeralTo === 'U0LI0000001' && one.text.includes('没有找到'))).toBe(true)
  })

  it('send words of a draft and file names to Slack as literal text only', async () => {
    await upload('<!channel>*年报*_x_.txt', draftText({ agency: '<@U0ZHANG0001>局' }))
    await send(messageEvent({ channel: 'D0ZHANG0001', text: '&lt;!everyone&gt; 你好' }))
    await queue.drain()
    for (const { args } of slack.calls) {
      expect(JSON.stringify(args['blocks'] ?? [])).not.toContain('mrkdwn')
      expect(String(args['text'] ?? '')).not.toMatch(/<[!@#]/)
    }
  })
})

describe('failures', () => {
  it('retry a broken download and then answer once', async () => {
    slack.inject('download', { kind: 'drop-before' })
    await upload('年报.txt', draftText())
    queue.start()
    await expect.poll(() => spoken().length, { timeout: 15_000 }).toBe(1)
    await expect.poll(() => shown(spoken()[0]), { timeout: 15_000 }).toContain('青山市水务局')
    expect(slack.callsOf('download')).toHaveLength(2)
  })

  it('report a final failure once', async () => {
    slack.inject('download', { kind: 'status', status: 503 }, 50)
    await upload('年报.txt', draftText())
    await queue.drain()
    const [handler] = platform.handlers
    const job = await fixture.office.store.jobs.claim('test', '9999-01-01T00:00:00.000Z', '9999-01-01T00:01:00.000Z')
    if (!handler?.giveUp || !job) throw new Error('nothing to give up')
    for (let time = 0; time < 2; time += 1) await fixture.office.store.commit(await handler.giveUp(job, 'internal'))
    await queue.drain()
    expect(spoken().map((message) => message.text)).toEqual([expect.stringContaining('没有处理成功')])
  })

  it('still announce a draft at once and turn the message into its checklist', async () => {
    const { drafts } = fixture.office
    let go: () => void = Boolean
    const announced = new Promise<void>((resolve) => (go = resolve))
    Object.assign(fixture.office, {
      drafts: watchWork(drafts, { before: () => announced }),
    })
    await upload('年报.txt', draftText())
    queue.start()
    await expect.poll(() => spoken()[0]?.text, { timeout: 15_000 }).toContain('已收到《年报.txt》')
    go()
    await expect.poll(() => shown(spoken()[0]), { timeout: 15_000 }).toContain('青山市水务局')
    expect(spoken()).toHaveLength(1)
    expect(spoken()[0]?.edits).toBeGreaterThan(0)
  })

  it('respect Retry-After and say nothing twice', async () => {
    slack.inject('chat.postMessage', { kind: 'rate', retryAfter: 1 })
    slack.inject('chat.postMessage', { kind: 'drop-after' })
    await upload('年报.txt', draftText())
    queue.start()
    await expect.poll(() => shown(spoken()[0]), { timeout: 15_000 }).toContain('青山市水务局')
    expect(spoken()).toHaveLength(1)
  })
})

it('keep Slack off without a token, and say how to turn it on', () => {
  expect(createSlackPlatform({}, { office: fixture.office })).toBeNull()
  expect(platform.describe()).toContain('/slack/events')
  expect(TEAM).toMatch(/^T/)
})

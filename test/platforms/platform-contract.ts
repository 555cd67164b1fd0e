import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Platform, PlatformAddress } from '../../src/model/ports/platform.ts'
import type { Reply, ReplyBlock } from '../../src/model/reply.ts'
import type { Office } from '../../src/office/office.ts'
import { runOneJob } from '../../src/office/run-jobs.ts'
import { sayMessage } from '../../src/office/say-message.ts'
import { openTestOffice, type TestOffice, type TestParts } from '../support/open-test-office.ts'
import { itWith } from '../support/needs.ts'
import { sampleDocx } from '../support/sample-draft.ts'

/** A message of the bot as a person sees it on the platform. */
export interface SeenMessage {
  /** All its words. */
  readonly text: string
  readonly buttons: readonly string[]
  readonly files: readonly { readonly name: string; readonly text: string }[]
  /** What a client would act on besides our buttons and rule links: links, mentions, images, scripts, formatting marks. */
  readonly active: readonly string[]
}

/** A person on a platform, in one private conversation. */
export interface FarEnd {
  readonly platform: Platform
  /** @param event the same id for the same event, which the platform delivers again */
  sendFile(name: string, bytes: Uint8Array, event: string): Promise<void>
  ask(text: string, event: string): Promise<void>
  /** Presses the button of the newest message that has it. */
  press(label: string, event: string): Promise<void>
  /** The bot's messages, oldest first. */
  said(): Promise<readonly SeenMessage[]>
  /** The next message is refused with a wait of this many seconds. */
  askToWait(seconds: number): void
  /** Problems that the platform found in what it was given. */
  problems(): readonly string[]
  close(): Promise<void>
}

export interface PlatformCase {
  readonly address: PlatformAddress
  /** Shared places as people write them. */
  readonly channels: readonly string[]
  /** Persons as an administrator writes them, and their user ids. */
  readonly persons: readonly (readonly [text: string, userId: string])[]
  /** User id of the person of the far end. */
  readonly person: string
  /** Whether the platform can tell the host to wait. */
  readonly asksToWait: boolean
  readonly parts?: TestParts
  open(office: Office): Promise<FarEnd>
}

const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }
const EVIL = '<!channel> <@U1> [点](https://evil.example) *粗* <b>b</b> <img src=x onerror=alert(1)> https://evil.example/x'
/** Requests, though perhaps of another kind than for information. */
const UNSURE = new TextEncoder().encode('序号,申请人,申请日期,承办科室,办理结果\r\n1,张某,2025-03-01,综合科,同意\r\n')
const VERDICT = '2024 年度 · 第 1 稿'

/** The contract of every chat platform. */
export function describePlatform(name: string, { address, channels, persons, person, asksToWait, parts = {}, open }: PlatformCase): void {
  describe(`${name} as a platform`, () => {
    let test: TestOffice
    let far: FarEnd
    /** Fails after the next message or file is sent, like a process that dies before it marks it as sent. */
    let dies: 'send' | 'update' | 'sendFile' | null = null

    beforeEach(async () => {
      let platform: Platform | null = null
      dies = null
      test = openTestOffice({ ...parts, plug: () => plugLater(() => platform as Platform) })
      far = await open(test.office)
      platform = far.platform
    })
    afterEach(async () => {
      expect(far.problems()).toEqual([])
      await far.close()
      test.close()
    })

    /** The queue exists before the platform. */
    const plugLater = (find: () => Platform): Platform => {
      const die = (here: typeof dies) => {
        if (here !== dies) return
        dies = null
        throw new Error('died before it was marked')
      }
      return {
        name,
        address,
        handlers: [{ kind: `${name}-event`, run: (run) => find().handlers[0]!.run(run) }],
        sender: {
          platform: name,
          send: async (...given) => {
            const ref = await find().sender.send(...given)
            die('send')
            return ref
          },
          update: async (...given) => {
            await find().sender.update(...given)
            die('update')
          },
          sendFile: async (...given) => {
            await find().sender.sendFile(...given)
            die('sendFile')
          },
        },
      }
    }
    const work = async () => {
      for (let round = 0; round < 4; round++) {
        await test.queue.drain()
        test.pass(60_000)
      }
    }
    const check = async (patch: Readonly<Record<string, unknown>> = {}, fileName = '年报.docx') => {
      await far.sendFile(fileName, sampleDocx({ ...WRONG, ...patch }), 'event-0001')
      await work()
      return far.said()
    }

    it('reads each address that it writes, and no other', () => {
      for (const text of channels) {
        const target = address.read(text)
        expect(target, text).not.toBeNull()
        expect(address.read(address.write(target as string)), text).toBe(target)
      }
      for (const [text, userId] of persons) {
        expect(address.person(text), text).toBe(userId)
        expect(address.person(userId), userId).toBe(userId)
        expect(address.own(userId)).not.toBeNull()
        expect(address.read(userId), 'a person is no shared place').toBeNull()
      }
      for (const text of ['', '微信', 'other:place', 'other:T1:U1', '../x']) {
        expect(address.read(text), text).toBeNull()
        expect(address.own(text), text).toBeNull()
      }
    })

    it('announces a draft at once, and replaces the announcement with the checklist', async () => {
      await far.sendFile('年报.docx', sampleDocx(WRONG), 'event-0001')
      await work()
      const said = await far.said()
      expect(said).toHaveLength(1)
      expect(said[0]?.text).toContain(VERDICT)
      expect(said[0]?.text).toContain('必改')
    })

    it('accepts the same file event once, before and after the check', async () => {
      for (let time = 0; time < 2; time++) await far.sendFile('年报.docx', sampleDocx(WRONG), 'event-0001')
      await work()
      await far.sendFile('年报.docx', sampleDocx(WRONG), 'event-0001')
      await work()
      expect(await far.said()).toHaveLength(1)
      expect(await test.office.store.drafts.list({})).toHaveLength(1)
    })

    it('answers the same question once', async () => {
      for (let time = 0; time < 2; time++) {
        await far.ask('几号截止', 'event-0001')
        await work()
      }
      const said = await far.said()
      expect(said).toHaveLength(1)
      expect(said[0]?.text).toContain('问的是 几号截止')
    })

    it('sends a message once if the process dies between sending and marking', async () => {
      dies = 'send'
      const said = await check()
      expect(dies, 'it never came to that point').toBeNull()
      expect(said).toHaveLength(1)
      expect(said[0]?.text).toContain(VERDICT)
    })

    it('edits a message in place if the process dies between the edit and the mark', async () => {
      await check()
      dies = 'update'
      await far.press('只看必改', 'event-0002')
      await work()
      expect(dies, 'it never came to that point').toBeNull()
      const said = await far.said()
      expect(said).toHaveLength(1)
      expect(said[0]?.buttons).toContain('看全部')
    })

    it('sends a file once if the process dies between sending and marking', async () => {
      await check()
      dies = 'sendFile'
      await far.press('下载整改清单', 'event-0002')
      await work()
      const files = (await far.said()).flatMap((message) => message.files)
      expect(files).toHaveLength(1)
      expect(files[0]?.name).toMatch(/整改清单/)
      expect(files[0]?.text.length).toBeGreaterThan(0)
    })

    itWith({ there: asksToWait, why: `${name} never asks to wait` }, 'waits as long as it is asked to, and then sends', async () => {
      far.askToWait(20)
      await far.ask('几号截止', 'event-0001')
      await test.queue.drain()
      expect(await far.said()).toEqual([])
      test.pass(10_000)
      await test.queue.drain()
      expect(await far.said()).toEqual([])
      test.pass(20_000)
      await test.queue.drain()
      expect(await far.said()).toHaveLength(1)
      expect(test.failures).toEqual([])
    })

    it('shows the words of a draft literally, and nothing that a client acts on', async () => {
      const [message] = await check({ says: `${EVIL}本年度共收到申请9999件。` }, `${EVIL}.docx`)
      expect(message?.text).toContain('9999')
      expect(message?.active).toEqual([])
      await far.ask(EVIL, 'event-0002')
      await work()
      const answer = (await far.said()).at(-1)
      expect(answer?.text).toContain('*粗*')
      expect(answer?.active).toEqual([])
    })

    it('stays inside the limits for any amount of text, and loses nothing', async () => {
      const conversation = await conversationOf(test, far)
      const long = longReply(200)
      await test.office.store.commit(sayMessage(test.office, { id: 'long-message', conversationId: conversation, reply: long }))
      await work()
      const said = await far.said()
      const whole = said.flatMap((message) => [message.text, ...message.files.map((file) => file.text)]).join('\n')
      for (const number of [1, 100, 200]) expect(whole).toContain(`第${number}个问题`)
      expect(test.failures).toEqual([])
    })

    it('performs a button in the same message', async () => {
      await check()
      await far.press('只看必改', 'event-0002')
      await work()
      const said = await far.said()
      expect(said).toHaveLength(1)
      expect(said[0]?.buttons).toContain('看全部')
    })

    it('asks what a spreadsheet is for, and goes on with the kept file, however often a press comes', async () => {
      await far.sendFile('数据.csv', UNSURE, 'event-0001')
      await work()
      const asked = await far.said()
      expect(asked[0]?.buttons).toEqual(
        expect.arrayContaining(['这是稿件的三张表', '填表用的数据', '上级核对用的数据', '台账', '单位名单']),
      )
      await far.press('台账', 'event-0002')
      await work()
      // The button is gone from the message by now; a platform may send the press again all the same.
      await far.press('台账', 'event-0002').catch(() => undefined)
      await work()
      const said = await far.said()
      expect(said).toHaveLength(1)
      expect(said[0]?.text).toContain('《数据.csv》是依申请公开的台账')
      await far.press('不是，重新选', 'event-0003')
      await work()
      await far.press('这是稿件的三张表', 'event-0004')
      await work()
      expect((await far.said()).at(-1)?.text).toContain('没有找到年度报告的标题')
    })

    describe('to a person who is disabled', () => {
      const setUp = async (disabled: boolean) => {
        const { users } = test.office.store
        const user = { id: person, name: '张三', administrator: false, channel: name, createdAt: '2027-01-01T00:00:00.000Z', bindings: [] }
        const at = test.office.clock.now().toISOString()
        await test.office.store.commit([users.put({ ...user, disabledAt: disabled ? at : null }), users.inherit('local', person)])
      }
      const saidTo = async (text: string) => {
        const [conversation] = await test.office.store.conversations.list({ platform: far.platform.name })
        const reply: Reply = { text, blocks: [{ kind: 'paragraph', spans: [{ text, style: 'plain' }] }], files: [] }
        const id = test.office.ids.next()
        const to = { actor: { userId: person, name: '张三' } }
        await test.office.store.commit(sayMessage(test.office, { id, conversationId: conversation!.id, reply, to }))
      }

      it('says nothing more: no answer, no checklist, no file, no edit, and takes no draft', async () => {
        await setUp(false)
        await check()
        const before = await far.said()
        expect(before).toHaveLength(1)
        await far.press('下载整改清单', 'event-0002')
        await saidTo('催报')
        await setUp(true)
        await work()
        await far.sendFile('又一份.docx', sampleDocx(WRONG), 'event-0003')
        await far.ask('几号截止', 'event-0004')
        // The page shows a disabled person no button at all.
        const pressed = await far.press('只看必改', 'event-0005').catch((error: Error) => error.message)
        expect(pressed).toBe(name === 'web' ? 'no button 只看必改' : undefined)
        await work()
        await setUp(false)
        expect(await far.said().then((all) => all.filter(({ text }) => /催报|几号截止|又一份/.test(text)))).toEqual(
          // The page reads the conversation itself: what was kept before is there for whoever may open it.
          name === 'web' ? [expect.objectContaining({ text: expect.stringContaining('催报') })] : [],
        )
        expect((await far.said())[0]).toMatchObject({ text: before[0]?.text, buttons: before[0]?.buttons })
        expect((await far.said()).flatMap(({ files }) => files)).toEqual([])
        expect(await test.office.store.drafts.list({})).toHaveLength(1)
        expect(test.failures).toEqual([])
      })

      it('does not check a draft that waits, and keeps it for those who may ask for it again', async () => {
        await setUp(false)
        await far.sendFile('年报.docx', sampleDocx(WRONG), 'event-0001')
        // Taken in, and not yet checked.
        if (far.platform.handlers.length > 0) expect(await runOne(test, far)).toBe(true)
        await setUp(true)
        await work()
        const [draft] = await test.office.store.drafts.list({})
        expect(draft?.state).toBe('failed')
        expect(await test.office.blobs.get(draft!.blob)).not.toBeNull()
        const message = await test.office.store.conversations.message(draft!.messageId)
        expect(message?.text).toContain('文件已保存，没有丢失')
        if (name !== 'web') expect(await far.said()).toEqual([])
      })

      it('answers again once the person is enabled', async () => {
        await setUp(true)
        await far.ask('几号截止', 'event-0001')
        await work()
        await setUp(false)
        expect(await far.said()).toEqual([])
        await far.ask('几号截止', 'event-0002')
        await work()
        expect(await far.said()).toHaveLength(1)
      })
    })

    it('explains an entry once if its button is pressed', async () => {
      await check()
      for (let time = 0; time < 2; time++) {
        await far.press('解释', 'event-0002')
        await work()
      }
      const said = await far.said()
      expect(said).toHaveLength(2)
      expect(said[1]?.text).toMatch(/第\d+条为什么不行/)
    })
  })
}

/** The event that a platform has kept, and nothing after it. */
const runOne = ({ office }: TestOffice, { platform }: FarEnd): Promise<boolean> =>
  runOneJob({ ...office, owner: 'first', leaseMilliseconds: 30_000, onFailure: () => undefined }, platform.handlers)

/** The conversation of the person, opened by asking something. */
async function conversationOf(test: TestOffice, far: FarEnd): Promise<string> {
  await far.ask('在吗', 'event-0000')
  await test.queue.drain()
  const [conversation] = await test.office.store.conversations.list({ platform: far.platform.name })
  return conversation!.id
}

function longReply(count: number): Reply {
  const blocks = Array.from({ length: count }, (_, index): ReplyBlock => ({
    kind: 'item',
    number: index + 1,
    severity: 'error',
    title: [{ text: `第${index + 1}个问题${'很长'.repeat(60)}`, style: 'plain' }],
    rule: 'T3-001',
    badge: null,
    lines: [{ label: '位置', spans: [{ text: '表三', style: 'draft' }] }],
    actions: [],
    fingerprint: `f${index}`,
  }))
  return { text: '清单', blocks, files: [] }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewMessage } from '../../src/model/ports/conversation-store.ts'
import type { Draft } from '../../src/model/ports/draft-store.ts'
import type { Store } from '../../src/model/ports/store.ts'
import type { Reply } from '../../src/model/reply.ts'
import { makeChecklist, makeFinding } from '../support/make-checklist.ts'

let counter = 0
const fresh = (name: string): string => `${name}-${++counter}`
const T = (seconds: number): string => new Date(Date.UTC(2027, 0, 4, 9, 0, seconds)).toISOString()
const reply = (text: string): Reply => ({ text, blocks: [{ kind: 'paragraph', spans: [{ text, style: 'plain' }] }], files: [] })

const message = (conversationId: string, over: Partial<NewMessage> = {}): NewMessage => ({
  id: fresh('m'),
  conversationId,
  author: 'bot',
  userId: null,
  userName: null,
  at: T(1),
  text: '已收到',
  files: [],
  reply: reply('已收到'),
  state: 'working',
  draftId: null,
  ...over,
})
const draft = (over: Partial<Draft> = {}): Draft => ({
  id: fresh('d'),
  conversationId: 'c',
  messageId: 'm',
  sentBy: 'local',
  sentByName: '我',
  sentAt: T(1),
  file: '年报.docx',
  size: 3,
  sha256: 'ab',
  blob: 'drafts/x',
  state: 'received',
  reason: null,
  agencyId: null,
  agency: null,
  year: null,
  series: null,
  version: null,
  purgedAt: null,
  ...over,
})

/** The contract of every store. */
export function describeStore(name: string, open: () => Promise<{ store: Store; close(): Promise<void> | void }>): void {
  describe(name, () => {
    let store: Store
    let close: () => Promise<void> | void
    beforeAll(async () => {
      const opened = await open()
      store = opened.store
      close = opened.close
    })
    afterAll(() => close())

    const conversation = async (platform = 'web') => {
      const id = fresh('c')
      await store.commit([
        store.conversations.open({
          id,
          platform,
          target: `to-${id}`,
          owner: 'local',
          title: null,
          draftId: null,
          createdAt: T(0),
          updatedAt: T(0),
        }),
      ])
      return id
    }
    /** Empties the queue after earlier tests. */
    const drain = async () => {
      for (let job = await store.jobs.claim('drain', T(5000), T(6000)); job; job = await store.jobs.claim('drain', T(5000), T(6000)))
        await store.commit([store.jobs.complete(job.lease, T(0))], job.lease)
      for (let out = await store.outbox.claim('drain', T(5000), T(6000)); out; out = await store.outbox.claim('drain', T(5000), T(6000)))
        await store.commit([store.outbox.sent(out.lease, out.revision, T(0))], out.lease)
    }

    it('writes all of a commit or nothing', async () => {
      const id = fresh('d')
      await expect(store.commit([store.drafts.add(draft({ id })), store.drafts.add(draft({ id }))])).rejects.toThrow()
      expect(await store.drafts.find(id)).toBeNull()
    })

    it('accepts an event once, under any of its keys', async () => {
      const [first, second, third] = [fresh('e'), fresh('e'), fresh('e')]
      const event = (id: string, keys: string[]) => store.inbox.accept({ id, platform: 'slack', keys, at: T(0), body: '{"a":1}' })
      const job = (id: string) => store.jobs.add({ id, kind: 'k', payload: '{}' }, T(0))
      expect(await store.commit([event(first, [`${first}/id`, `${first}/ts`]), job(first)])).toBe('done')
      expect(await store.commit([event(second, [`${second}/id`, `${first}/ts`]), job(second)])).toBe('duplicate')
      expect(await store.jobs.find(second)).toBeNull()
      expect(await store.inbox.find(second)).toBeNull()
      expect((await store.inbox.findByKey('slack', `${first}/ts`))?.id).toBe(first)
      expect((await store.inbox.find(first))?.keys.toSorted()).toEqual([`${first}/id`, `${first}/ts`])
      expect(await store.inbox.findByKey('web', `${first}/ts`)).toBeNull()
      expect(await store.commit([event(third, [`${second}/id`])])).toBe('done')
    })

    it('gives a job to one worker at a time and refuses commits of a worker that lost it', async () => {
      await drain()
      const id = fresh('j')
      await store.commit([store.jobs.add({ id, kind: 'k', payload: '{"n":1}' }, T(0))])
      const first = await store.jobs.claim('one', T(1), T(10))
      expect(first).toMatchObject({ id, attempts: 1, payload: '{"n":1}' })
      expect(await store.jobs.claim('two', T(2), T(12))).toBeNull()
      expect(await store.jobs.extend(first!.lease, T(20))).toBe(true)
      expect(await store.jobs.claim('two', T(15), T(25))).toBeNull()
      const second = await store.jobs.claim('two', T(20), T(30))
      expect(second).toMatchObject({ id, attempts: 1, interruptions: 1, runOuts: 0 })
      const written = fresh('d')
      expect(await store.commit([store.drafts.add(draft({ id: written })), store.jobs.complete(first!.lease, T(21))], first!.lease)).toBe(
        'lost-lease',
      )
      expect(await store.drafts.find(written)).toBeNull()
      expect(await store.jobs.extend(first!.lease, T(40))).toBe(false)
      expect(await store.commit([store.drafts.add(draft({ id: written })), store.jobs.complete(second!.lease, T(22))], second!.lease)).toBe(
        'done',
      )
      expect((await store.jobs.find(id))?.state).toBe('done')
      expect(await store.commit([store.jobs.complete(second!.lease, T(22))], second!.lease)).toBe('lost-lease')
    })

    it('holds a job until it is due, and lists dead jobs until they are revived', async () => {
      await drain()
      const id = fresh('j')
      await store.commit([store.jobs.add({ id, kind: 'k', payload: '{}', runAt: T(10) }, T(0))])
      expect(await store.jobs.claim('w', T(9), T(20))).toBeNull()
      expect(await store.jobs.claim('w', T(10), T(20), ['other'])).toBeNull()
      const job = await store.jobs.claim('w', T(10), T(20), ['k'])
      await store.commit([store.jobs.retryLater(job!.lease, 'busy', T(30))], job!.lease)
      expect(await store.jobs.claim('w', T(29), T(40))).toBeNull()
      const again = await store.jobs.claim('w', T(30), T(40))
      expect(again).toMatchObject({ attempts: 2, error: 'busy' })
      await store.commit([store.jobs.bury(again!.lease, 'broken', T(31))], again!.lease)
      expect(await store.jobs.claim('w', T(99), T(120))).toBeNull()
      expect((await store.jobs.dead()).find((dead) => dead.id === id)).toMatchObject({ state: 'dead', error: 'broken' })
      await store.commit([store.jobs.revive(id, T(50))])
      expect(await store.jobs.claim('w', T(50), T(60))).toMatchObject({ id, attempts: 1 })
    })

    it('counts what ran out and what was interrupted apart from attempts, and starts from zero when revived', async () => {
      await drain()
      const id = fresh('j')
      await store.commit([store.jobs.add({ id, kind: 'k', payload: '{}' }, T(0))])
      const claim = async (at: number) => (await store.jobs.claim('w', T(at), T(at + 10), ['k']))!
      const first = await claim(1)
      await store.commit([store.jobs.ranOut(first.lease, 'timed-out')], first.lease)
      const second = await claim(2)
      expect(second).toMatchObject({ id, attempts: 1, runOuts: 1, interruptions: 0, error: 'timed-out' })
      await store.commit([store.jobs.interrupted(second.lease, T(4))], second.lease)
      expect(await store.jobs.claim('w', T(3), T(13), ['k'])).toBeNull()
      const third = await claim(4)
      expect(third).toMatchObject({ id, attempts: 1, runOuts: 1, interruptions: 1 })
      await store.commit([store.jobs.putBack(third.lease)], third.lease)
      const fourth = await claim(5)
      expect(fourth).toMatchObject({ id, attempts: 1, runOuts: 1, interruptions: 1 })
      await store.commit([store.jobs.bury(fourth.lease, 'interrupted', T(6))], fourth.lease)
      await store.commit([store.jobs.revive(id, T(7))])
      expect(await claim(8)).toMatchObject({ id, attempts: 1, runOuts: 0, interruptions: 0 })
    })

    it('does what stands behind after everything else, two at a time', async () => {
      await drain()
      const behind = [fresh('j'), fresh('j'), fresh('j')]
      const before = fresh('j')
      const kind = fresh('kind')
      await store.commit(behind.map((id) => store.jobs.add({ id, kind, payload: '{}', behind: true }, T(0))))
      await store.commit([store.jobs.add({ id: before, kind, payload: '{}' }, T(1))])
      const claim = async (at: number) => (await store.jobs.claim('w', T(at), T(at + 10), [kind]))?.id
      expect([await claim(2), await claim(3), await claim(4), await claim(5)]).toEqual([before, behind[0], behind[1], undefined])
      // The lease of the first has run out: its own turn comes again.
      expect(await claim(13)).toBe(before)
      // The clock goes a day back: leases of before hold no place.
      const again = await claim(-86_400)
      expect([before, ...behind]).toContain(again)
      const all = [again, await claim(-86_399), await claim(-86_398)]
      expect(behind.some((id) => all.includes(id))).toBe(true)
    })

    it('takes jobs whose times lie further ahead than any lease or retry once the clock was set back', async () => {
      await drain()
      const kind = fresh('kind')
      const [held, retried, planned, waiting, added] = ['held', 'retried', 'planned', 'waiting', 'added'].map(fresh) as [
        string,
        string,
        string,
        string,
        string,
      ]
      const DAY = 86_400
      const add = (id: string, runAt?: string) => store.jobs.add({ id, kind, payload: '{}', ...(runAt ? { runAt } : {}) }, T(DAY))
      const take = async () => (await store.jobs.claim('w', T(DAY), T(DAY + 30), [kind]))!
      await store.commit([add(retried)])
      const first = await take()
      await store.commit([store.jobs.retryLater(first.lease, 'x', T(DAY + 60))], first.lease)
      await store.commit([add(waiting)])
      const second = await take()
      await store.commit([store.jobs.retryLater(second.lease, 'wait', T(DAY + 7200), T(DAY))], second.lease)
      await store.commit([add(held)])
      await take()
      await store.commit([add(added), add(planned, T(DAY + 10))])
      // With the clock as it was only what is due is taken, and a wait that was asked for is kept however long it is.
      expect((await store.jobs.claim('w', T(DAY), T(DAY + 30), [kind]))?.id).toBe(added)
      expect(await store.jobs.claim('w', T(DAY), T(DAY + 30), [kind])).toBeNull()
      expect(await store.jobs.nextDue([kind], T(DAY))).toBe(T(DAY + 10))
      // One day back.
      expect(await store.jobs.nextDue([kind], T(0))).toBe(T(0))
      const taken: string[] = []
      for (let job = await store.jobs.claim('new', T(0), T(30), [kind]); job; job = await store.jobs.claim('new', T(0), T(30), [kind]))
        taken.push(job.id)
      expect(taken.toSorted()).toEqual([held, retried, waiting, added].toSorted())
      expect((await store.jobs.claim('new', T(DAY + 10), T(DAY + 40), [kind]))?.id).not.toBeUndefined()
    })

    it('takes messages whose times lie further ahead than any lease or retry once the clock was set back', async () => {
      await drain()
      const DAY = 86_400
      const { conversations, outbox } = store
      const [sent, retried] = [message(await conversation()), message(await conversation())]
      await store.commit([conversations.add(retried), outbox.put(retried.id, T(DAY))])
      const first = (await outbox.claim('w', T(DAY), T(DAY + 30)))!
      await store.commit([outbox.retryLater(first.lease, 'x', T(DAY + 599))], first.lease)
      await store.commit([conversations.add(sent), outbox.put(sent.id, T(DAY))])
      await outbox.claim('w', T(DAY), T(DAY + 30))
      expect(await outbox.claim('w', T(DAY), T(DAY + 30))).toBeNull()
      expect(await outbox.nextDue(T(0))).toBe(T(0))
      const taken = [await outbox.claim('new', T(0), T(30)), await outbox.claim('new', T(0), T(30))].map((out) => out?.messageId)
      expect(taken.toSorted()).toEqual([sent.id, retried.id].toSorted())
      expect(await outbox.claim('new', T(0), T(30))).toBeNull()
    })

    it('adds a job with a key once', async () => {
      const key = fresh('key')
      const [a, b] = [fresh('j'), fresh('j')]
      await store.commit([store.jobs.add({ id: a, kind: 'k', payload: '{}', key }, T(0))])
      await store.commit([store.jobs.add({ id: b, kind: 'k', payload: '{}', key }, T(0))])
      expect(await store.jobs.find(a)).not.toBeNull()
      expect(await store.jobs.find(b)).toBeNull()
    })

    it('returns when the next job of some kinds, and the next message, is due', async () => {
      const { jobs, outbox, conversations } = store
      const kind = fresh('kind')
      expect(await jobs.nextDue([kind])).toBeNull()
      expect(await jobs.nextDue([])).toBeNull()
      await store.commit([
        jobs.add({ id: fresh('j'), kind, payload: '{}', runAt: T(50) }, T(0)),
        jobs.add({ id: fresh('j'), kind, payload: '{}', runAt: T(40) }, T(0)),
        jobs.add({ id: fresh('j'), kind: fresh('kind'), payload: '{}', runAt: T(1) }, T(0)),
      ])
      expect(await jobs.nextDue([kind, 'no-such-kind'])).toBe(T(40))
      const job = await jobs.claim('w', T(45), T(47), [kind])
      expect(await jobs.nextDue([kind])).toBe(T(47))
      await store.commit([jobs.complete(job!.lease, T(46))], job!.lease)
      expect(await jobs.nextDue([kind])).toBe(T(50))

      const said = message(await conversation())
      await store.commit([conversations.add(said), outbox.put(said.id, T(2))])
      expect((await outbox.nextDue())! <= T(2)).toBe(true)
    })

    it('sends several edits of a message as one, and sends again what was edited during sending', async () => {
      await drain()
      const said = message(await conversation())
      await store.commit([store.conversations.add(said), store.outbox.put(said.id, T(0))])
      await store.commit([store.conversations.edit(said.id, { reply: reply('一'), state: 'working' }), store.outbox.put(said.id, T(1))])
      const first = await store.outbox.claim('w', T(2), T(10))
      expect(first).toMatchObject({
        messageId: said.id,
        revision: 2,
        ref: null,
        platform: 'web',
        target: `to-${said.conversationId}`,
        file: null,
      })
      expect(await store.outbox.claim('w', T(2), T(10))).toBeNull()
      await store.commit([store.conversations.edit(said.id, { reply: reply('二'), state: 'done' }), store.outbox.put(said.id, T(3))])
      expect(await store.outbox.claim('w', T(4), T(10))).toBeNull()
      await store.commit([store.conversations.setRef(said.id, 'ts1'), store.outbox.sent(first!.lease, 2, T(5))], first!.lease)
      const second = await store.outbox.claim('w', T(6), T(16))
      expect(second).toMatchObject({ revision: 3, ref: 'ts1' })
      await store.commit([store.outbox.sent(second!.lease, 3, T(7))], second!.lease)
      expect(await store.outbox.claim('w', T(99), T(120))).toBeNull()
      expect((await store.conversations.message(said.id))?.reply?.text).toBe('二')
    })

    it('sends files after their message, each once', async () => {
      await drain()
      const said = message(await conversation())
      await store.commit([store.conversations.add(said), store.outbox.put(said.id, T(0), 2)])
      const first = await store.outbox.claim('w', T(2), T(10))
      expect(first?.file).toBeNull()
      expect(await store.outbox.claim('w', T(2), T(10))).toBeNull()
      await store.commit([store.outbox.sent(first!.lease, 1, T(3))], first!.lease)
      const files = [await store.outbox.claim('w', T(4), T(14)), await store.outbox.claim('w', T(4), T(14))]
      expect(files.map((file) => file?.file)).toEqual([0, 1])
      for (const file of files) await store.commit([store.outbox.sent(file!.lease, 1, T(5))], file!.lease)
      await store.commit([store.outbox.put(said.id, T(6), 2)])
      expect((await store.outbox.claim('w', T(7), T(17)))?.file).toBeNull()
      expect(await store.outbox.claim('w', T(7), T(17))).toBeNull()
    })

    it('keeps dead letters of the outbox until they are sent again', async () => {
      await drain()
      const said = message(await conversation())
      await store.commit([store.conversations.add(said), store.outbox.put(said.id, T(0))])
      const out = await store.outbox.claim('w', T(2), T(10))
      await store.commit([store.outbox.bury(out!.lease, 'channel_not_found', T(3))], out!.lease)
      expect((await store.outbox.dead()).find((dead) => dead.messageId === said.id)).toMatchObject({ error: 'channel_not_found' })
      await store.commit([store.outbox.revive(said.id, T(4))])
      expect(await store.outbox.claim('w', T(5), T(15))).toMatchObject({ messageId: said.id, attempts: 1 })
    })

    it('keeps a conversation in order and returns changes since a point', async () => {
      const id = await conversation()
      const [one, two] = [
        message(id, { author: 'person', text: '你好', reply: null, state: 'done', files: [{ name: 'a.docx', size: 4 }] }),
        message(id),
      ]
      await store.commit([store.conversations.add(one), store.conversations.add(two)])
      const all = await store.conversations.messages(id)
      expect(all.map((entry) => entry.id)).toEqual([one.id, two.id])
      expect(all[0]).toMatchObject({ files: [{ name: 'a.docx', size: 4 }], reply: null, revision: 1 })
      const seen = Math.max(...all.map((entry) => entry.change))
      expect(await store.conversations.messages(id, { behind: seen })).toEqual([])
      await store.commit([store.conversations.edit(one.id, { reply: reply('改'), state: 'done' })])
      expect((await store.conversations.messages(id, { behind: seen })).map((entry) => [entry.id, entry.revision])).toEqual([[one.id, 2]])
      await store.commit([store.conversations.add(two)])
      expect(await store.conversations.messages(id)).toHaveLength(2)
      expect((await store.conversations.messages(id, { limit: 1 })).map((entry) => entry.id)).toEqual([two.id])
    })

    it('opens one conversation for each target', async () => {
      const target = fresh('target')
      const open = (id: string) =>
        store.conversations.open({
          id,
          platform: 'slack',
          target,
          owner: 'u',
          title: null,
          draftId: null,
          createdAt: T(0),
          updatedAt: T(0),
        })
      const first = fresh('c')
      await store.commit([open(first)])
      await store.commit([open(fresh('c'))])
      expect((await store.conversations.findByTarget('slack', target))?.id).toBe(first)
    })

    it('gives each version its own number', async () => {
      const series = fresh('s')
      const verdict = (version: number) =>
        ({ state: 'checked', reason: null, agencyId: null, agency: '某局', year: 2026, series, version }) as const
      const drafts = [draft(), draft(), draft()]
      await store.commit(drafts.map((one) => store.drafts.add(one)))
      expect(await store.commit([store.drafts.judge(drafts[0]!.id, verdict(1))])).toBe('done')
      expect(await store.commit([store.drafts.judge(drafts[1]!.id, verdict(1))])).toBe('conflict')
      expect(await store.commit([store.drafts.judge(drafts[1]!.id, verdict(2))])).toBe('done')
      expect((await store.drafts.latest(series))?.id).toBe(drafts[1]!.id)
      expect((await store.drafts.latest(series, 2))?.id).toBe(drafts[0]!.id)
      expect((await store.drafts.list({ series })).map((one) => one.version).toSorted()).toEqual([1, 2])
      expect((await store.drafts.find(drafts[2]!.id))?.state).toBe('received')
    })

    it('keeps checklists and replaces them', async () => {
      const one = draft()
      await store.commit([store.drafts.add(one)])
      const checklist = makeChecklist({ id: fresh('l'), draftId: one.id, items: [makeFinding(), makeFinding({ severity: 'notice' })] })
      await store.commit([store.checklists.put(checklist)])
      expect(await store.checklists.ofDraft(one.id)).toEqual(checklist)
      const next = makeChecklist({ id: fresh('l'), draftId: one.id, items: [] })
      await store.commit([store.checklists.put(next)])
      expect(await store.checklists.ofDraft(one.id)).toEqual(next)
      expect(await store.checklists.find(checklist.id)).toBeNull()
    })

    it('keeps waivers until they are withdrawn', async () => {
      const series = fresh('s')
      const waiver = {
        id: fresh('w'),
        series,
        fingerprint: 'f',
        rule: 'T3-001',
        reason: '上级模板',
        by: 'u',
        byName: '王',
        at: T(0),
        until: null,
      }
      await store.commit([store.waivers.add(waiver)])
      expect(await store.waivers.ofSeries(series)).toEqual([waiver])
      await store.commit([store.waivers.revoke(series, 'f', 'u', T(1))])
      expect(await store.waivers.ofSeries(series)).toEqual([])
    })

    it('keeps rules switched off for an agency until they are switched on', async () => {
      const none = { shortNames: [], superiorId: null, contact: null, channel: null }
      const agency = { ...none, id: fresh('a'), name: fresh('单位'), kind: 'department' as const, position: 0 }
      await store.commit([store.agencies.replace([agency], [], T(0))])
      const off = { id: fresh('o'), agencyId: agency.id, rule: 'T3-001', reason: '上级模板', byUser: 'u', by: '王', at: T(0), until: T(9) }
      await store.commit([store.rulesOff.add(off)])
      expect(await store.rulesOff.ofAgency(agency.id)).toEqual([off])
      await store.commit([store.rulesOff.revoke(agency.id, 'T3-002', 'u', T(1))])
      expect(await store.rulesOff.ofAgency(agency.id)).toEqual([off])
      await store.commit([store.rulesOff.revoke(agency.id, 'T3-001', 'u', T(1))])
      expect(await store.rulesOff.ofAgency(agency.id)).toEqual([])
    })

    it('keeps settings, feedback, questions and the audit trail', async () => {
      const [key, asked, user] = [fresh('key'), fresh('m'), fresh('u')]
      expect(await store.settings.get(key)).toBeNull()
      await store.commit([store.settings.put(key, { on: true }, 'u', T(0)), store.settings.put(key, { on: false }, 'u', T(1))])
      expect(await store.settings.get(key)).toEqual({ on: false })
      const question = {
        id: fresh('q'),
        messageId: asked,
        conversationId: 'c',
        userId: user,
        at: T(0),
        text: '几号截止',
        kind: 'topic',
        route: ['deadline'],
        answered: true,
      }
      await store.commit([store.feedback.addQuestion(question)])
      expect((await store.feedback.unanswered()).some((one) => one.id === question.id)).toBe(false)
      await store.commit([store.feedback.put({ messageId: asked, userId: user, verdict: 'up', at: T(0) })])
      await store.commit([store.feedback.put({ messageId: asked, userId: user, verdict: 'down', at: T(1) })])
      expect(await store.feedback.ofMessage(asked)).toEqual([{ messageId: asked, userId: user, verdict: 'down', at: T(1) }])
      expect((await store.feedback.unanswered()).find((one) => one.id === question.id)).toMatchObject({
        down: 1,
        route: ['deadline'],
        answered: true,
      })
      const entry = { id: fresh('a'), at: T(0), actor: user, action: 'draft.send', subject: 'draft:1', detail: { size: 3 } }
      await store.commit([store.audit.add(entry)])
      expect(await store.audit.list({ actor: user })).toEqual([entry])
    })

    it('counts attempts at once no further than a bucket takes, in all buckets or in none', async () => {
      const { attempts } = store
      const [pair, all] = [fresh('pair'), fresh('all')]
      const limits = [
        { bucket: pair, most: 3, within: 60_000 },
        { bucket: all, most: 5, within: 60_000, thenEvery: 10_000 },
      ]
      const begin = (seconds: number, given = limits) => attempts.begin(fresh('attempt'), given, T(seconds))
      const begun = await Promise.all(Array.from({ length: 20 }, () => begin(0)))
      expect(begun.filter(Boolean)).toHaveLength(3)
      expect(await attempts.wait(limits, T(20))).toBe(40_000)
      // The refused ones have no row: the wider bucket has room for two.
      const other = [{ ...limits[0]!, bucket: fresh('pair') }, limits[1]!]
      expect([await begin(1, other), await begin(2, other), await begin(3, other)]).toEqual([true, true, false])
      expect(await attempts.wait(other, T(4))).toBe(8_000)
      expect(await begin(12, other)).toBe(true)
      const id = fresh('attempt')
      expect(await attempts.begin(id, [{ bucket: pair, most: 4, within: 60_000 }], T(5))).toBe(true)
      await attempts.takeBack(id)
      expect(await begin(30, [limits[0]!])).toBe(false)
      expect(await begin(61, [limits[0]!])).toBe(true)
      await attempts.clear(pair)
      expect(await attempts.wait([limits[0]!], T(61))).toBe(0)
    })

    it('remembers places until they are swept', async () => {
      const { attempts } = store
      const place = fresh('place')
      expect(await attempts.isKnown(place)).toBe(false)
      await attempts.know([place], T(0))
      await attempts.know([place], T(9))
      await attempts.sweep(T(0), T(5))
      expect(await attempts.isKnown(place)).toBe(true)
      await attempts.sweep(T(0), T(10))
      expect(await attempts.isKnown(place)).toBe(false)
    })

    it('keeps figures of other offices by agency, the newest list first', async () => {
      const [one, two, old, fresher] = [fresh('a'), fresh('a'), fresh('l'), fresh('l')]
      const agency = (id: string, position: number) =>
        ({ id, name: `局-${id}`, shortNames: [], superiorId: null, kind: 'department', contact: null, channel: null, position }) as const
      await store.commit([store.agencies.replace([agency(one, 0), agency(two, 1)], [], T(0))])
      const list = (id: string, year = 2026) => ({ id, year, name: `${id}.xlsx`, until: null })
      const by = { id: 'web:s', name: '督办' }
      const put = (id: string, value: number, at: number) =>
        store.references.put(
          list(id),
          [one, two].map((agencyId) => ({ agencyId, figures: [['table2/penalty/decisions', value]] })),
          by,
          T(at),
        )
      await store.commit([put(old, 1, 1)])
      await store.commit([put(fresher, 2, 2)])
      await store.commit([put(old, 1, 1)])
      const values = async (id: string, year = 2026) => (await store.references.ofAgency(id, year)).map(({ value }) => value)
      expect([await values(one), await values(two), await values(one, 2025), await values('none')]).toEqual([[2], [2], [], []])
      await store.commit([store.references.drop(fresher)])
      expect(await store.references.ofAgency(one, 2026)).toEqual([
        { cell: 'table2/penalty/decisions', value: 1, list: `${old}.xlsx`, until: null },
      ])
      const many = Array.from({ length: 70 }, (_, position) => agency(fresh('a'), position))
      await store.commit([store.agencies.replace(many, [one, two], T(3))])
      const rows = many.map(({ id }, index) => ({ agencyId: id, figures: [['table2/penalty/decisions', index] as const] }))
      await store.commit([store.references.put(list(fresh('l')), rows, by, T(4))])
      expect(await values(many[69]!.id)).toEqual([69])
    })

    it('keeps hashes of an agency’s newest text of a year', async () => {
      const agencies = Array.from({ length: 95 }, (_, position) => {
        const id = fresh('a')
        return {
          id,
          name: `局-${id}`,
          shortNames: [],
          superiorId: null,
          kind: 'department',
          contact: null,
          channel: null,
          position,
        } as const
      })
      await store.commit([store.agencies.replace(agencies, [], T(0))])
      const prints = (stretch: number) => ({ sentences: [[4_294_967_295, 20]] as const, stretches: [stretch] })
      const put = (index: number, stretch: number) =>
        store.prints.put({ agencyId: agencies[index]!.id, draftId: `d${stretch}`, prints: prints(stretch) }, 2026)
      await store.commit([put(0, 1), put(94, 2)])
      await store.commit([put(0, 3)])
      const ids = agencies.map(({ id }) => id)
      const kept = await store.prints.ofAgencies(ids, 2026)
      expect(kept.toSorted((a, b) => (a.draftId < b.draftId ? -1 : 1))).toEqual([
        { agencyId: ids[94], draftId: 'd2', prints: prints(2) },
        { agencyId: ids[0], draftId: 'd3', prints: prints(3) },
      ])
      expect(await store.prints.ofAgencies(ids, 2025)).toEqual([])
      expect(await store.prints.ofAgencies([], 2026)).toEqual([])
    })
  })
}

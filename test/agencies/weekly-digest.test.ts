import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lastDue, readDigestSettings } from '../../src/host/digest-schedule.ts'
import type { Actor } from '../../src/model/ports/actor.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { planDigest } from '../../src/office/weekly-digest.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const LIST = `名称,简称,上级,类型,联系人,渠道
临川市安平区人民政府,区政府,,政府,,
临川市安平区水利局,区水利局,区政府,部门,,slack:T1/C1
临川市安平区教育局,区教育局,区政府,部门,,
临川市永和区人民政府,,,政府,,
临川市永和区水利局,,临川市永和区人民政府,部门,,
`
const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }
const MONDAY = new Date('2027-01-11T01:00:00Z')

describe('the weekly digest', () => {
  let test: TestOffice
  const ids = new Map<string, string>()
  beforeEach(async () => {
    test = openTestOffice()
    await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(LIST))
    for (const { id, name } of await test.office.store.agencies.all()) ids.set(name, id)
  })
  afterEach(() => test.close())
  const id = (name: string) => ids.get(`临川市${name}`) as string
  const told = async (userId: string) => {
    const conversation = await test.office.store.conversations.findByTarget('web', `told:${userId}`)
    return conversation ? test.office.store.conversations.messages(conversation.id) : []
  }
  const user = (userId: string, name: string, agencyId: string | null) =>
    test.office.store.commit([
      test.office.store.users.put({
        id: userId,
        name,
        administrator: agencyId === null,
        channel: 'web',
        createdAt: '2027-01-04T00:00:00.000Z',
        disabledAt: null,
        bindings: agencyId === null ? [] : [{ agencyId, role: 'supervisor' }],
      }),
    ])
  const supervisor = async (userId: string) => (await test.office.store.users.actor(userId)) as Actor

  it('goes to each supervisor once, however often it is planned, and covers only her subtree', async () => {
    await user('web:admin', '管理员', null)
    await user('web:a', '甲', id('安平区人民政府'))
    await user('web:b', '乙', id('永和区人民政府'))
    const conversation = await test.newConversation()
    await test.check(conversation, 'a.docx', sampleDocx({ agency: '临川市安平区水利局', year: 2026, ...WRONG }))
    test.pass(7 * 86_400_000)
    for (let round = 0; round < 4; round++) {
      await planDigest(test.office, MONDAY)
      await test.queue.drain()
    }
    const [digest, ...more] = await told('web:a')
    expect(more).toEqual([])
    const text = JSON.stringify(digest?.reply)
    expect(text).toContain('第 1 周（1月4日—1月10日）')
    expect(text).toContain('2026 年度　应报 3')
    expect(text).toContain('安平区水利局')
    expect(text).not.toContain('永和区')
    expect(digest?.reply?.files.map((file) => file.name)).toEqual(['年报核校周报-2027-W01.xlsx'])
    expect(JSON.stringify(await told('web:b'))).not.toContain('安平区')
    expect(await told('web:admin')).toEqual([])
    expect(test.sent.filter(({ what }) => what === 'file')).toHaveLength(2)
    await planDigest(test.office, new Date('2027-01-18T01:00:00Z'))
    await test.queue.drain()
    expect(await told('web:a')).toHaveLength(2)
  })

  it('goes to the only user without accounts, to administrators without supervisors, and to nobody added later', async () => {
    test.pass(7 * 86_400_000)
    await planDigest(test.office, MONDAY)
    await test.queue.drain()
    expect(await told('local')).toHaveLength(1)
    await user('web:admin', '管理员', null)
    await test.office.store.commit([
      test.office.store.users.put({
        id: 'web:late',
        name: '晚',
        administrator: true,
        channel: 'web',
        createdAt: '2027-02-01T00:00:00.000Z',
        disabledAt: null,
        bindings: [],
      }),
    ])
    await planDigest(test.office, new Date('2027-01-18T01:00:00Z'))
    await test.queue.drain()
    expect(await told('web:admin')).toHaveLength(1)
    expect(await told('web:late')).toHaveLength(0)
  })

  it('says so if nothing is outstanding', async () => {
    const conversation = await test.newConversation()
    const { store } = test.office
    for (const name of ids.values())
      await store.commit([store.agencies.markPublished(name, 2026, { id: 'u', name: 'u' }, '2027-01-05T00:00:00.000Z')])
    test.pass(7 * 86_400_000)
    await performCommand(test.office, LOCAL_PERSON, { conversationId: conversation, command: 'digest', value: '' })
    const [, said] = await store.conversations.messages(conversation)
    expect(said?.text).toContain('未提交 0')
    expect(JSON.stringify(said?.reply)).toContain('没有未提交的单位，也没有必改项')
  })

  it('answers 本周汇总 at any time, for supervisors only', async () => {
    await user('web:a', '甲', id('安平区人民政府'))
    const boss = await supervisor('web:a')
    const conversation = await test.newConversation(boss)
    for (const key of ['press-1-same', 'press-1-same'])
      await performCommand(test.office, boss, { conversationId: conversation, command: 'digest', value: '', key })
    const messages = await test.office.store.conversations.messages(conversation)
    expect(messages.map(({ author }) => author)).toEqual(['person', 'bot'])
    const drafter: Actor = { userId: 'web:d', name: '丁', roles: ['drafter'], agencyIds: [id('安平区水利局')], supervises: [] }
    const own = await test.newConversation(drafter)
    for (const command of ['digest', 'remind'])
      await expect(performCommand(test.office, drafter, { conversationId: own, command, value: '' })).rejects.toMatchObject({
        code: 'forbidden',
      })
  })

  it('reminds agencies without a draft once a day if they can be reached', async () => {
    await user('web:a', '甲', id('安平区人民政府'))
    const { store } = test.office
    await store.commit([
      store.users.put({
        id: 'web:d',
        name: '丁',
        administrator: false,
        channel: 'web',
        createdAt: '2027-01-04T00:00:00.000Z',
        disabledAt: null,
        bindings: [{ agencyId: id('安平区教育局'), role: 'drafter' }],
      }),
    ])
    const boss = await supervisor('web:a')
    const conversation = await test.newConversation(boss)
    const press = async () =>
      (await performCommand(test.office, boss, { conversationId: conversation, command: 'remind', value: '2026' })).notice
    expect(await press()).toBe('已提醒 2 家；1 家没有联系渠道（临川市安平区人民政府）。')
    expect(await press()).toBe('已提醒 0 家；2 家今天已提醒过；1 家没有联系渠道（临川市安平区人民政府）。')
    expect((await told('web:d'))[0]?.text).toContain('临川市安平区教育局：2026 年度政府信息公开工作年度报告还没有提交核对，期限 2027-01-31')
    const slack = await store.conversations.findByTarget('slack', 'T1/C1')
    expect(await store.conversations.messages(slack!.id)).toHaveLength(1)
    test.pass(86_400_000)
    expect(await press()).toContain('已提醒 2 家')
    await expect(
      performCommand(test.office, boss, { conversationId: conversation, command: 'remind', value: id('永和区水利局') }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('users of a chat platform without a channel', () => {
  let test: TestOffice
  beforeEach(async () => {
    test = openTestOffice()
    await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(LIST))
  })
  afterEach(() => test.close())
  const put = async (id: string, agency: string, role: 'drafter' | 'supervisor') => {
    const agencyId = (await test.office.store.agencies.all()).find(({ name }) => name === agency)!.id
    const times = { createdAt: '2027-01-04T00:00:00.000Z', disabledAt: null }
    const user = { id, name: id, administrator: false, channel: 'web', bindings: [{ agencyId, role }] }
    await test.office.store.commit([test.office.store.users.put({ ...user, ...times })])
  }
  const saidTo = async (target: string) => {
    const conversation = await test.office.store.conversations.findByTarget('slack', target)
    return conversation ? (await test.office.store.conversations.messages(conversation.id)).map(({ text }) => text) : []
  }

  it('are reminded in a direct message', async () => {
    await put('slack:T1:U1', '临川市安平区教育局', 'drafter')
    const conversationId = await test.newConversation()
    const { notice } = await performCommand(test.office, LOCAL_PERSON, { conversationId, command: 'remind', value: '' })
    expect(notice).toContain('已提醒 2 家')
    expect(notice).not.toContain('教育局')
    expect(await saidTo('T1/U1')).toEqual([expect.stringContaining('临川市安平区教育局：2026 年度')])
  })

  it('get the digest in a direct message', async () => {
    await put('slack:T1:U2', '临川市安平区人民政府', 'supervisor')
    test.pass(7 * 86_400_000)
    await planDigest(test.office, MONDAY)
    await test.queue.drain()
    expect(await saidTo('T1/U2')).toHaveLength(1)
  })
})

describe('the hour of the digest', () => {
  it('is Monday 9:00 in Shanghai by default', () => {
    const settings = readDigestSettings({})!
    expect(lastDue(settings, new Date('2027-01-11T00:59:59Z'))?.toISOString()).toBe('2027-01-04T01:00:00.000Z')
    expect(lastDue(settings, new Date('2027-01-11T01:00:00Z'))?.toISOString()).toBe('2027-01-11T01:00:00.000Z')
    expect(
      lastDue(
        readDigestSettings({ NIANBAO_DIGEST_CRON: '30 17 * * 5', NIANBAO_TIME_ZONE: 'UTC' })!,
        new Date('2027-01-11T01:00:00Z'),
      )?.toISOString(),
    ).toBe('2027-01-08T17:30:00.000Z')
    expect(readDigestSettings({ NIANBAO_DIGEST_CRON: 'off' })).toBeNull()
  })
  it.each([{ NIANBAO_DIGEST_CRON: '每周一' }, { NIANBAO_TIME_ZONE: 'Asia/Nowhere' }])('refuses %o', (env) => {
    expect(() => readDigestSettings(env as unknown as Record<string, string>)).toThrow(expect.objectContaining({ code: 'bad-setting' }))
  })
})

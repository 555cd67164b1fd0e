import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/model/ports/actor.ts'
import type { UserBinding } from '../../src/model/ports/user-store.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { openConversation } from '../../src/office/open-conversation.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { receiveDraft } from '../../src/office/receive-draft.ts'
import { remindAgencies } from '../../src/office/remind-agency.ts'
import { planDigest } from '../../src/office/weekly-digest.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const LIST = '名称,上级,类型\n临川市安平区人民政府,,政府\n临川市安平区水利局,临川市安平区人民政府,部门\n'
const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] }, agency: '临川市安平区水利局', year: 2026 }

describe('rights that change while something waits', () => {
  let test: TestOffice
  let top: string
  let own: string
  beforeEach(async () => {
    test = openTestOffice({ sender: { platform: 'slack' } })
    await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(LIST))
    ;[top, own] = (await test.office.store.agencies.all()).map(({ id }) => id) as [string, string]
    await user('web:admin', [], { administrator: true })
  })
  afterEach(() => test.close())

  const user = async (id: string, bindings: readonly UserBinding[], over: { administrator?: boolean; disabled?: boolean } = {}) => {
    const { users } = test.office.store
    const { administrator = false, disabled = false } = over
    const at = '2027-01-01T00:00:00.000Z'
    await test.office.store.commit([
      users.put({ id, name: id, administrator, channel: 'slack', createdAt: at, disabledAt: disabled ? at : null, bindings }),
    ])
    return (await users.actor(id))!
  }
  const drafter: UserBinding[] = []
  const drafts = () => [{ agencyId: own, role: 'drafter' as const }]
  const supervises = () => [{ agencyId: top, role: 'supervisor' as const }]
  const place = async (actor: Actor) => (await openConversation(test.office, actor, { platform: 'web' })).id
  const last = async (conversationId: string) => (await test.office.store.conversations.messages(conversationId)).at(-1)!
  const send = async (actor: Actor, conversationId: string) =>
    receiveDraft(test.office, actor, { conversationId, file: { name: '年报.docx', bytes: sampleDocx(WRONG) } })

  it('count for a draft: it is not its former agency’s, and the sender is told why', async () => {
    const actor = await user('web:drafter', drafts())
    const conversationId = await place(actor)
    const { draftId } = await send(actor, conversationId)
    await user('web:drafter', drafter)
    await test.queue.drain()
    expect(await test.office.store.drafts.find(draftId)).toMatchObject({ state: 'checked', agencyId: null })
    expect(replyText((await last(conversationId)).reply!)).toContain('您现在没有绑定这个单位')
  })

  it.each(['disabled', 'deleted'] as const)('leave the draft of a person who is %s kept, to be checked by whoever may', async (how) => {
    const actor = await user('web:drafter', drafts())
    const conversationId = await place(actor)
    const { draftId, messageId } = await send(actor, conversationId)
    if (how === 'disabled') await user('web:drafter', drafts(), { disabled: true })
    else test.database.native.prepare("DELETE FROM users WHERE id = 'web:drafter'").run()
    await test.queue.drain()
    const { store, blobs } = test.office
    expect((await store.drafts.find(draftId))?.state).toBe('failed')
    expect(await blobs.get(`drafts/${draftId}`)).not.toBeNull()
    const said = replyText((await store.conversations.message(messageId))!.reply!)
    expect(said).toContain('账号已停用')
    expect(said).toContain('[再试一次]')
    expect(test.failures.filter(({ what }) => what !== 'send/web')).toEqual([])
    const administrator = (await store.users.actor('web:admin'))!
    await performCommand(test.office, administrator, { conversationId, command: 'retry', value: draftId })
    await test.queue.drain()
    expect(await store.drafts.find(draftId)).toMatchObject({ state: 'checked', agencyId: own })
  })

  it('end a new check that somebody has asked for; the checklist stays as it was', async () => {
    const sender = await user('web:drafter', drafts())
    const conversationId = await place(sender)
    const { draftId, messageId } = await send(sender, conversationId)
    await test.queue.drain()
    const before = await test.office.store.conversations.message(messageId)
    const colleague = await user('web:colleague', drafts())
    const theirs = await place(colleague)
    await performCommand(test.office, colleague, { conversationId: theirs, command: 'recheck', value: draftId })
    await user('web:colleague', [])
    await test.queue.drain()
    expect(await test.office.store.drafts.find(draftId)).toMatchObject({ state: 'checked', agencyId: own, version: 1 })
    expect(await test.office.store.conversations.message(messageId)).toEqual(before)
    expect(await last(theirs)).toMatchObject({ state: 'failed', text: expect.stringContaining('不再有权改动') })
  })

  it.each([[[], false] as const, ['same', true] as const])(
    'end the making of a file (bindings %s, disabled %s)',
    async (bindings, disabled) => {
      const sender = await user('web:drafter', drafts())
      const { draftId } = await send(sender, await place(sender))
      await test.queue.drain()
      const supervisor = await user('web:supervisor', supervises())
      const conversationId = await place(supervisor)
      await performCommand(test.office, supervisor, { conversationId, command: 'download', value: `${draftId}/annotated` })
      await user('web:supervisor', bindings === 'same' ? supervises() : [], { disabled })
      await test.queue.drain()
      const message = await last(conversationId)
      expect(message).toMatchObject({ state: 'failed', text: expect.stringContaining('不再有权查看') })
      expect(message.reply?.files).toEqual([])
    },
  )

  it.each(['disabled', 'unbound', 'kept'] as const)('stop a digest and a reminder that wait to be sent (%s)', async (what) => {
    await user('slack:T1:U1', supervises())
    await user('slack:T1:U2', drafts())
    const administrator = (await test.office.store.users.actor('web:admin'))!
    await planDigest(test.office, test.office.clock.now())
    // The digest is written; nothing has been sent yet.
    let open = false
    const claim = test.office.store.outbox.claim.bind(test.office.store.outbox)
    Object.assign(test.office.store.outbox, { claim: async (...given: Parameters<typeof claim>) => (open ? claim(...given) : null) })
    await test.queue.drain()
    await remindAgencies(test.office, administrator, {})
    if (what === 'disabled') {
      await user('slack:T1:U1', supervises(), { disabled: true })
      await user('slack:T1:U2', drafts(), { disabled: true })
    }
    if (what === 'unbound') {
      await user('slack:T1:U1', [])
      await user('slack:T1:U2', [])
    }
    open = true
    await test.queue.drain()
    expect(test.sent.map(({ what: how }) => how).toSorted()).toEqual(what === 'kept' ? ['file', 'send', 'send'] : [])
    expect(await test.office.store.outbox.counts()).toMatchObject({ ready: 0, leased: 0, dead: 0 })
    expect(test.failures).toEqual([])
  })
})

it('a clock that is set back holds up no draft, whether its work waits, is tried again, or was begun by a process that died', async () => {
  let broken = true
  const test = openTestOffice()
  const { blobs } = test.office
  const get = blobs.get.bind(blobs)
  Object.assign(blobs, {
    get: async (key: string) => {
      if (broken) throw new Error('cut off')
      return get(key)
    },
  })
  const conversationId = await test.newConversation()
  const sendOne = async () =>
    (await receiveDraft(test.office, LOCAL_PERSON, { conversationId, file: { name: '年报.docx', bytes: sampleDocx(WRONG) } })).draftId
  const drafts = [await sendOne()]
  await test.queue.drain()
  drafts.push(await sendOne())
  const at = test.office.clock.now()
  expect(await test.office.store.jobs.claim('dead', at.toISOString(), new Date(at.getTime() + 30_000).toISOString())).not.toBeNull()
  drafts.push(await sendOne())
  broken = false
  test.pass(-86_400_000)
  await test.queue.drain()
  for (const id of drafts) expect((await test.office.store.drafts.find(id))?.state).toBe('checked')
  expect((await test.office.store.conversations.messages(conversationId)).every(({ state }) => state === 'done')).toBe(true)
  test.close()
})

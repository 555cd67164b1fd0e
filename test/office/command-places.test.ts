import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/model/ports/actor.ts'
import { ALL_COMMANDS } from '../../src/office/all-commands.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { openConversation } from '../../src/office/open-conversation.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const LIST = '名称,上级,类型\n临川市安平区人民政府,,政府\n临川市安平区水利局,临川市安平区人民政府,部门\n'
const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] }, agency: '临川市安平区水利局', year: 2026 }
const ROLES = ['sender', 'colleague', 'supervisor', 'administrator', 'stranger'] as const
type Role = (typeof ROLES)[number]
const COMMANDS = Object.keys(ALL_COMMANDS)
const CASES = ROLES.flatMap((role) =>
  COMMANDS.flatMap((command) => (['own', 'other'] as const).map((where) => [role, command, where] as const)),
)

interface Scene {
  readonly draftId: string
  readonly agencyId: string
  readonly fingerprint: string
  /** The sender's conversation. */
  readonly other: string
  readonly actors: Readonly<Record<Role, Actor>>
}

/** What a button of that command would hold; waived first where it is to be taken back, failed first where it is tried again. */
const VALUES: Readonly<Record<string, (scene: Scene) => string>> = {
  waive: ({ draftId, fingerprint }) => `${draftId}/${fingerprint}`,
  unwaive: ({ draftId, fingerprint }) => `${draftId}/${fingerprint}`,
  show: ({ draftId }) => `${draftId}/error`,
  compare: ({ draftId }) => draftId,
  download: ({ draftId }) => `${draftId}/fixes`,
  retry: ({ draftId }) => draftId,
  feedback: ({ draftId }) => `${draftId}/up`,
  'blank-form': () => '2026',
  profile: () => '',
  ask: () => '几号截止',
  explain: ({ draftId }) => `${draftId}/1`,
  digest: () => '',
  remind: () => '2026',
  assign: ({ draftId, agencyId }) => `${draftId}/${agencyId}`,
  recheck: ({ draftId }) => draftId,
  'rule-off': ({ agencyId }) => `${agencyId}/T3-003`,
  'rule-on': ({ agencyId }) => `${agencyId}/T3-003`,
  spreadsheet: ({ draftId }) => `${draftId}/ledger`,
  'import-agencies': ({ draftId }) => `${draftId}/import`,
  reference: ({ draftId }) => `${draftId}/drop`,
}

describe('a command', () => {
  let test: TestOffice
  let scene: Scene
  beforeAll(async () => {
    test = openTestOffice()
    const { office } = test
    await importAgencies(office, LOCAL_PERSON, new TextEncoder().encode(LIST))
    const [top, own] = (await office.store.agencies.all()).map(({ id }) => id) as [string, string]
    const user = (role: Role, administrator: boolean, bindings: readonly { agencyId: string; role: 'drafter' | 'supervisor' }[]) =>
      office.store.users.put({
        id: `web:${role}`,
        name: role,
        administrator,
        channel: 'web',
        createdAt: '2027-01-01T00:00:00.000Z',
        disabledAt: null,
        bindings,
      })
    await office.store.commit([
      user('sender', false, [{ agencyId: own, role: 'drafter' }]),
      user('colleague', false, [{ agencyId: own, role: 'drafter' }]),
      user('supervisor', false, [{ agencyId: top, role: 'supervisor' }]),
      user('administrator', true, []),
      user('stranger', false, []),
    ])
    const actors = Object.fromEntries(
      await Promise.all(ROLES.map(async (role) => [role, (await office.store.users.actor(`web:${role}`))!])),
    )
    const other = await test.newConversation(actors['sender'])
    const { draftId } = await test.check(other, '年报.docx', sampleDocx(WRONG), actors['sender'])
    const { items } = (await office.store.checklists.ofDraft(draftId))!
    const { fingerprint } = items.find(({ finding }) => finding.severity === 'error')!.finding
    scene = { draftId, agencyId: own, fingerprint, other, actors }
  })
  afterAll(() => test.close())

  /** All messages of a conversation as they stand. */
  const shown = async (id: string) =>
    (await test.office.store.conversations.messages(id)).map(({ id: message, revision, state, reply }) => ({
      message,
      revision,
      state,
      reply,
    }))

  it('is known to this table', () => {
    expect(COMMANDS.toSorted()).toEqual(Object.keys(VALUES).toSorted())
  })

  it.each(CASES)('of the %s, %s given from the %s conversation, says and edits nothing elsewhere', async (role, command, where) => {
    const { office } = test
    const { actors, draftId, other } = scene
    const actor = actors[role]
    const sender = actors.sender
    // The same state before each.
    const draft = (await office.store.drafts.find(draftId))!
    const waived = (await office.store.checklists.ofDraft(draftId))!.waived.length > 0
    const value = VALUES[command]!(scene)
    const press = (who: Actor, name: string) =>
      performCommand(office, who, { conversationId: other, command: name, value: VALUES[name]!(scene), reason: '理由' })
    if (command === 'unwaive' && !waived) await press(sender, 'waive')
    if (command !== 'unwaive' && waived) await press(sender, 'unwaive')
    if (command === 'retry') await office.store.commit([office.store.drafts.judge(draftId, { ...draft, state: 'failed' })])
    await test.queue.drain()
    const own = role === 'sender' && where === 'own' ? other : (await openConversation(office, actor, { platform: 'web' })).id
    const conversationId = where === 'own' ? own : other
    const before = { other: await shown(other), own: await shown(own) }
    const outcome = await performCommand(office, actor, { conversationId, command, value, reason: '理由' }).catch(
      (error: { code: string }) => error.code,
    )
    await test.queue.drain()
    const after = { other: await shown(other), own: await shown(own) }

    const mayWriteOther = role === 'sender' || role === 'administrator'
    if (!mayWriteOther) expect(after.other).toEqual(before.other)
    if (conversationId === other && !mayWriteOther) {
      expect(outcome).toBe('not-found')
      expect(after.own).toEqual(before.own)
    }
    // From its own conversation even an administrator leaves others' conversations as they are, unless the draft itself changes.
    if (conversationId !== other && !['waive', 'unwaive', 'retry', 'assign', 'recheck'].includes(command))
      expect(after.other).toEqual(before.other)
    const reads = role !== 'stranger'
    const writes = reads && role !== 'supervisor'
    if (conversationId === own && own !== other) {
      if (['show', 'download', 'compare', 'explain'].includes(command)) {
        expect([command, typeof outcome]).toEqual([command, reads ? 'object' : 'string'])
        expect(after.own.length > before.own.length).toBe(reads)
      }
      if (['waive', 'unwaive', 'retry', 'assign', 'recheck'].includes(command)) {
        expect([command, typeof outcome]).toEqual([command, writes ? 'object' : 'string'])
        // Whoever may not write where the draft is gets the changed checklist here.
        if (writes && role !== 'administrator') expect(after.own.map(({ state }) => state)).toEqual(['done'])
      }
    }
    if (command === 'retry' && typeof outcome === 'string')
      await office.store.commit([office.store.drafts.judge(draftId, { ...draft, state: 'checked' })])
  })
})

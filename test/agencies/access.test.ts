import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/model/ports/actor.ts'
import type { UserBinding } from '../../src/model/ports/user-store.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { answerQuestion } from '../../src/office/answer-question.ts'
import { currentChecklist } from '../../src/office/find-answer.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { findConversation } from '../../src/office/open-conversation.ts'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { createSignIn } from '../../src/host/create-sign-in.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const LIST = `名称,上级,类型
临川市安平区人民政府,,政府
临川市安平区水利局,临川市安平区人民政府,部门
临川市安平区教育局,临川市安平区人民政府,部门
临川市永和区人民政府,,政府
临川市永和区水利局,临川市永和区人民政府,部门
`
/** Each agency as the drafter of 安平区水利局 and the supervisor of 安平区. */
const AGENCIES = {
  own: '临川市安平区水利局',
  sibling: '临川市安平区教育局',
  superior: '临川市安平区人民政府',
  foreign: '临川市永和区水利局',
} as const
type Whose = keyof typeof AGENCIES
const WHOSE = Object.keys(AGENCIES) as Whose[]
const ROLES = ['administrator', 'supervisor', 'drafter', 'unbound', 'nobody'] as const
type Role = (typeof ROLES)[number]
const PAIRS = ROLES.flatMap((role) => WHOSE.map((whose) => [role, whose] as const))
const WRONG = { table3: { new_received: [3, 0, 0, 0, 0, 0, 4] }, year: 2026 }

/** Who may see what. */
const reads = (role: Role, whose: Whose) =>
  role === 'administrator' || (role === 'supervisor' && whose !== 'foreign') || (role === 'drafter' && whose === 'own')
const supervises = (role: Role, whose: Whose) => role === 'administrator' || (role === 'supervisor' && whose !== 'foreign')

describe('who may see and do what', () => {
  let test: TestOffice
  let app: ReturnType<typeof createWebApp>
  const agency = new Map<Whose, string>()
  const drafts = new Map<Whose, { draftId: string; messageId: string; conversation: string; fileMessage: string; fingerprint: string }>()

  beforeAll(async () => {
    test = openTestOffice()
    const { office } = test
    await importAgencies(office, LOCAL_PERSON, new TextEncoder().encode(LIST))
    const all = new Map((await office.store.agencies.all()).map(({ id, name }) => [name, id]))
    for (const whose of WHOSE) agency.set(whose, all.get(AGENCIES[whose]) as string)
    const user = (role: Role, administrator: boolean, bindings: UserBinding[]) =>
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
      user('administrator', true, []),
      user('supervisor', false, [{ agencyId: agency.get('superior')!, role: 'supervisor' }]),
      user('drafter', false, [{ agencyId: agency.get('own')!, role: 'drafter' }]),
      user('unbound', false, []),
    ])
    for (const whose of WHOSE) {
      const conversation = await test.newConversation()
      const message = await test.check(conversation, `${whose}.docx`, sampleDocx({ agency: AGENCIES[whose], ...WRONG }))
      await office.commands!['digest']!(office, LOCAL_PERSON, { conversationId: conversation, command: 'digest', value: '' })
      const said = (await office.store.conversations.messages(conversation)).at(-1)!
      const checklist = (await office.store.checklists.ofDraft(message.draftId))!
      drafts.set(whose, {
        draftId: message.draftId,
        messageId: message.id,
        conversation,
        fileMessage: said.id,
        fingerprint: checklist.items[0]!.finding.fingerprint,
      })
    }
    await test.queue.drain()
    app = createWebApp({
      office,
      hub: createChangeHub(),
      link: createLink(),
      assets: { script: '/s.js', style: '/s.css' },
      files: new Map(),
      hosts: [],
      uploadBytes: 1e6,
      local: false,
      identify: async (request) => office.store.users.actor(`web:${request.headers.get('x-role') ?? 'nobody'}`),
      signInWith: createSignIn(test.database, test.dataDir, {}),
      onFault: (error) => {
        throw error
      },
    })
  })
  afterAll(() => test.close())

  const ask = async (role: Role, path: string, init: RequestInit = {}) => {
    const response = await app.request(path, { ...init, headers: { accept: 'application/json', 'x-role': role, ...init.headers } })
    await response.body?.cancel()
    return response.status
  }
  const post = (role: Role, path: string, fields: Record<string, string> = {}) =>
    ask(role, path, { method: 'POST', body: new URLSearchParams(fields) })
  const actorOf = async (role: Role) => (await test.office.store.users.actor(`web:${role}`)) as Actor

  it.each(PAIRS)('%s views the %s agency', async (role, whose) => {
    const { draftId, conversation, fileMessage } = drafts.get(whose)!
    const seen = role === 'nobody' ? 401 : reads(role, whose) ? 200 : 404
    expect(await ask(role, `/agencies/${agency.get(whose)}`)).toBe(seen)
    expect(await ask(role, `/drafts/${draftId}/marked`)).toBe(seen)
    expect(await ask(role, `/drafts/${draftId}/marked?before=1`)).toBe(seen)
    // Only its owner and the administrator may use a conversation and its files, whatever agency it is about.
    const owned = role === 'nobody' ? 401 : role === 'administrator' ? 200 : 404
    for (const path of [
      `/c/${conversation}`,
      `/api/conversations/${conversation}/messages`,
      `/files/${fileMessage}/0`,
      `/api/conversations/${conversation}/events`,
    ])
      expect(await ask(role, path), path).toBe(owned)
  })

  it.each(PAIRS)('%s acts on the %s agency', async (role, whose) => {
    const id = agency.get(whose)
    const above = (done: number) => (role === 'nobody' ? 401 : supervises(role, whose) ? done : reads(role, whose) ? 'refused' : 404)
    const reminded = await post(role, `/agencies/${id}/remind`)
    expect(reminded === 403 ? 'refused' : reminded).toBe(above(200))
    const set = await post(role, `/agencies/${id}/deadline`, { kind: 'department', due: '2027-01-20' })
    expect(set === 400 || set === 403 ? 'refused' : set).toBe(above(303))
    // A day that is none is refused, whoever says it, and is no fault of the program.
    expect(await post(role, `/agencies/${id}/deadline`, { kind: 'department', due: '2027-13-45' })).toBeLessThan(500)
    const off = await post(role, `/agencies/${id}/rule-off`, { rule: 'WD-012', reason: '上级模板如此', until: '2027-03-31' })
    expect(off === 400 || off === 403 ? 'refused' : off).toBe(above(303))
    const on = await post(role, `/agencies/${id}/rule-on`, { rule: 'WD-012' })
    expect(on === 400 || on === 403 ? 'refused' : on).toBe(above(303))
    const mark = role === 'nobody' ? 401 : reads(role, whose) ? 303 : 404
    expect(await post(role, `/agencies/${id}/publish`)).toBe(mark)
    expect(await post(role, `/agencies/${id}/unpublish`)).toBe(mark)
  })

  it.each(PAIRS.filter(([role]) => role !== 'nobody'))('%s presses every button of the %s agency’s draft', async (role, whose) => {
    const actor = await actorOf(role)
    const own = await test.newConversation(actor)
    const { draftId, fingerprint, conversation } = drafts.get(whose)!
    const press = async (command: string, value: string, conversationId = own) => {
      const response = await app.request(`/api/conversations/${conversationId}/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-role': role },
        body: JSON.stringify({ command, value, reason: '上级模板如此' }),
      })
      return response.status
    }
    const see = reads(role, whose) ? 200 : 404
    for (const [command, value] of [
      ['explain', `${draftId}/1`],
      ['show', `${draftId}/error`],
      ['compare', draftId],
      ['download', `${draftId}/fixes`],
    ] as const)
      expect(await press(command, value), command).toBe(see)
    const writes = role === 'administrator' || (role === 'drafter' && whose === 'own')
    const write = writes ? 200 : reads(role, whose) ? 403 : 404
    for (const [command, value] of [
      ['waive', `${draftId}/${fingerprint}`],
      ['unwaive', `${draftId}/${fingerprint}`],
    ] as const)
      expect(await press(command, value), command).toBe(write)
    expect(await press('retry', draftId), 'retry').toBe(writes ? 409 : write)
    expect(await press('assign', `${draftId}/${agency.get(whose)}`), 'assign').toBe(write)
    await test.queue.drain()
    expect(await press('recheck', draftId), 'recheck').toBe(write)
    await test.queue.drain()
    expect(await press('digest', ''), 'digest').toBe(supervises(role, 'own') ? 200 : 403)
    expect(await press('remind', agency.get(whose)!), 'remind').toBe(supervises(role, whose) ? 200 : supervises(role, 'own') ? 404 : 403)
    for (const command of ['rule-off', 'rule-on'])
      expect(await press(command, `${agency.get(whose)}/WD-012`), command).toBe(
        supervises(role, whose) ? 200 : reads(role, whose) ? 403 : 404,
      )
    // Another person's conversation has no button to press.
    expect(await press('show', draftId, conversation)).toBe(role === 'administrator' ? 200 : 404)
    await test.queue.drain()
  })

  it.each(PAIRS.filter(([role]) => role !== 'nobody'))('“第3条” of %s, about the %s agency’s draft', async (role, whose) => {
    const actor = await actorOf(role)
    const own = await test.newConversation(actor)
    // Even if the conversation was set to be about it.
    await test.office.store.commit([test.office.store.conversations.setDraft(own, drafts.get(whose)!.draftId)])
    const checklist = await currentChecklist(test.office, actor, await findConversation(test.office, actor, own))
    expect(checklist !== null).toBe(reads(role, whose))
    const { messageId } = await answerQuestion(test.office, actor, { conversationId: own, text: '第3条为什么不行' })
    expect((await test.office.store.conversations.message(messageId))?.text).toContain(
      reads(role, whose) ? `清单 ${AGENCIES[whose]}` : '清单 无',
    )
  })

  it.each(PAIRS.filter(([role]) => role !== 'nobody'))(
    'a draft that %s sends under the title of the %s agency counts only if the sender may act for that agency',
    async (role, whose) => {
      const actor = await actorOf(role)
      const own = await test.newConversation(actor)
      const before = (await test.office.store.drafts.latest(`${agency.get(whose)}|2026`))!
      const message = await test.check(own, 'x.docx', sampleDocx({ agency: AGENCIES[whose], ...WRONG }), actor)
      const sent = (await test.office.store.drafts.find(message.draftId))!
      const counts = supervises(role, whose) || (role === 'drafter' && whose === 'own')
      expect(sent.agencyId).toBe(counts ? agency.get(whose) : null)
      expect((await test.office.store.drafts.latest(`${agency.get(whose)}|2026`))?.id).toBe(counts ? sent.id : before.id)
    },
  )

  it('lists only what the user may see', async () => {
    for (const role of ROLES.filter((one) => one !== 'nobody')) {
      const html = await (await app.request('/agencies', { headers: { 'x-role': role } })).text()
      for (const whose of WHOSE) expect(html.includes(AGENCIES[whose]), `${role} ${whose}`).toBe(reads(role, whose))
    }
  })

  it.each(ROLES)('%s opens the pages of administrators and supervisors', async (role) => {
    const only = (allowed: boolean, status = 200) => (role === 'nobody' ? 401 : allowed ? status : 403)
    expect(await ask(role, '/users')).toBe(only(role === 'administrator'))
    expect(await ask(role, '/audit')).toBe(only(role === 'administrator'))
    expect(await ask(role, '/agencies/export.xlsx')).toBe(only(role === 'administrator' || role === 'supervisor'))
    expect(await post(role, '/users', { name: '' })).toBe(only(role === 'administrator', 400))
    expect(await post(role, '/users/web:unbound/enable')).toBe(only(role === 'administrator', 303))
  })

  it('refuses requests without sign-in on every route', async () => {
    const { draftId, conversation, fileMessage } = drafts.get('own')!
    const open = new Set(['/healthz', '/sign-in', '/sign-out', '/static/:name'])
    const paths = new Set(app.routes.filter(({ path }) => path !== '/*').map(({ method, path }) => `${method} ${path}`))
    expect(paths.size).toBeGreaterThan(20)
    for (const route of paths) {
      const [method = '', path = ''] = route.split(' ')
      if (open.has(path) || path.startsWith('/api/auth/') || method === 'ALL') continue
      const real = path
        .replace(/^\/drafts\/:id/, `/drafts/${draftId}`)
        .replace(/conversations\/:id/, `conversations/${conversation}`)
        .replace('/c/:id', `/c/${conversation}`)
        .replace('/files/:message', `/files/${fileMessage}`)
        .replace('/agencies/:id', `/agencies/${agency.get('own')}`)
        .replace(/:what\{(\w+)[^}]*\}/, '$1')
        .replace(/:index\{[^}]*\}/, '0')
        .replace(/:\w+(?:\{[^}]*\})?/g, 'x')
      expect(await ask('nobody', real, { method }), route).toBe(401)
    }
  })

  it('records who viewed, sent, waived and reminded what', async () => {
    const actions = new Set((await test.office.store.audit.list({ limit: 5000 })).map(({ action }) => action))
    for (const action of [
      'draft.send',
      'draft.read',
      'draft.download',
      'finding.waive',
      'finding.unwaive',
      'agency.read',
      'agency.remind',
      'agency.publish',
      'agency.deadline',
      'digest.read',
      'file.fetch',
      'agencies.export',
      'agencies.import',
    ])
      expect(actions, action).toContain(action)
    const admin = await (await app.request('/audit', { headers: { 'x-role': 'administrator' } })).text()
    expect(admin).toContain('finding.waive')
  })
})

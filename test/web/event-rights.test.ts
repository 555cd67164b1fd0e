import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSignIn } from '../../src/host/create-sign-in.ts'
import { followPerson } from '../../src/host/follow-person.ts'
import { identifyPerson } from '../../src/host/identify-person.ts'
import { systemClock } from '../../src/host/system.ts'
import type { SignIn } from '../../src/model/ports/sign-in.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { addUser, changeUser, setPassword } from '../../src/office/manage-users.ts'
import { sayMessage } from '../../src/office/say-message.ts'
import { createChangeHub, type ChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { simpleLine } from '../../src/reply/simple-reply.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'

const PASSWORD = '正确的密码-2027'

describe('a live stream', () => {
  let test: TestOffice
  let signIn: SignIn
  let hub: ChangeHub
  let app: ReturnType<typeof createWebApp>
  beforeEach(() => {
    test = openTestOffice({ clock: systemClock })
    signIn = createSignIn(test.database, test.dataDir, {})
    hub = createChangeHub()
    const identify = identifyPerson(test.office, signIn)
    app = createWebApp({
      office: test.office,
      hub,
      link: createLink(),
      assets: { script: '/s.js', style: '/s.css' },
      files: new Map(),
      hosts: [],
      uploadBytes: 1e6,
      local: true,
      identify,
      follow: followPerson(test.office, signIn, identify),
      signInWith: signIn,
      onFault: () => undefined,
    })
  })
  afterEach(() => {
    hub.close()
    test.close()
  })

  const add = (name: string, login: string, administrator = false) =>
    addUser(test.office, signIn, LOCAL_PERSON, { name, login, password: PASSWORD, administrator, bindings: [] })
  const enter = async (login: string) => {
    const response = await app.request('/sign-in', { method: 'POST', body: new URLSearchParams({ login, password: PASSWORD }) })
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }
  const open = async (cookie: string) =>
    ((await (await app.request('/api/conversations', { method: 'POST', headers: { cookie } })).json()) as { id: string }).id
  const say = async (conversationId: string, text: string) => {
    await test.office.store.commit(sayMessage(test.office, { id: test.office.ids.next(), conversationId, reply: simpleLine(text) }))
    hub.changed(conversationId)
  }
  /** What comes over a stream; `ended` once the server has closed it. */
  const follow = async (conversationId: string, cookie: string) => {
    const response = await app.request(`/api/conversations/${conversationId}/events`, { headers: { cookie } })
    expect(response.status).toBe(200)
    const seen = { text: '', ended: false }
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    const read = async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) seen.text += part.value
      seen.ended = true
    }
    void read()
    return seen
  }
  const until = async (met: () => boolean) => {
    for (let round = 0; round < 100 && !met(); round++) await new Promise((done) => setTimeout(done, 50))
    expect(met()).toBe(true)
  }

  const ENDS: Readonly<Record<string, (ids: { user: string; cookie: string; conversation: string }) => Promise<unknown>>> = {
    'the person signs out': async ({ cookie }) => app.request('/sign-out', { method: 'POST', headers: { cookie } }),
    'the person is disabled': ({ user }) => changeUser(test.office, signIn, LOCAL_PERSON, user, { disabled: true }),
    'the user is disabled in the store while the session stays': async ({ user }) =>
      test.database.native.prepare('UPDATE users SET disabled_at = ? WHERE id = ?').run(new Date().toISOString(), user),
    'the user is deleted': async ({ user }) => test.database.native.prepare('DELETE FROM users WHERE id = ?').run(user),
    'the password is changed': ({ user }) => setPassword(test.office, signIn, LOCAL_PERSON, user, '另一个密码-2028'),
    'the session runs out': async () =>
      test.database.native.prepare('UPDATE auth_sessions SET expiresAt = ?').run(new Date(Date.now() - 1000).toISOString()),
    'the conversation becomes another’s': async ({ conversation }) =>
      test.database.native.prepare('UPDATE conversations SET owner = ? WHERE id = ?').run('web:other', conversation),
  }
  it.each(Object.keys(ENDS))('ends before it sends anything more once %s', async (what) => {
    await add('管理员甲', 'jia')
    const { id: user } = await add('起草人乙', 'yi')
    const cookie = await enter('yi')
    const conversation = await open(cookie)
    const seen = await follow(conversation, cookie)
    await say(conversation, '第一句')
    await until(() => seen.text.includes('第一句'))
    await ENDS[what]!({ user, cookie, conversation })
    await say(conversation, '第二句')
    await until(() => seen.ended)
    expect(seen.text).not.toContain('第二句')
  })

  it('of an administrator on another’s conversation ends once the role is taken away, and the others stay', async () => {
    await add('管理员甲', 'jia')
    const { id: second } = await add('管理员丙', 'bing', true)
    await add('起草人乙', 'yi')
    const [cookie, other] = [await enter('yi'), await enter('bing')]
    const conversation = await open(cookie)
    const [own, foreign] = [await follow(conversation, cookie), await follow(conversation, other)]
    await say(conversation, '第一句')
    await until(() => own.text.includes('第一句') && foreign.text.includes('第一句'))
    await changeUser(test.office, signIn, LOCAL_PERSON, second, { administrator: false })
    await say(conversation, '第二句')
    await until(() => foreign.ended && own.text.includes('第二句'))
    expect(foreign.text).not.toContain('第二句')
    expect(own.ended).toBe(false)
  })

  it('of the one person on this machine ends once there are users', async () => {
    const conversation = await open('')
    const seen = await follow(conversation, '')
    await say(conversation, '第一句')
    await until(() => seen.text.includes('第一句'))
    await add('管理员甲', 'jia')
    await say(conversation, '第二句')
    await until(() => seen.ended)
    expect(seen.text).not.toContain('第二句')
  })

  it('that stays open does not prolong the session', async () => {
    await add('管理员甲', 'jia')
    const cookie = await enter('jia')
    const conversation = await open(cookie)
    // Old enough that an ordinary request would prolong it.
    const end = new Date(Date.now() + 5 * 86_400_000).toISOString()
    test.database.native.prepare('UPDATE auth_sessions SET expiresAt = ?').run(end)
    const ask = await followPerson(test.office, signIn, async () => null)(new Request('http://localhost/', { headers: { cookie } }))
    expect((await ask())?.name).toBe('管理员甲')
    expect(test.database.native.prepare('SELECT expiresAt FROM auth_sessions').get()).toEqual({ expiresAt: end })
    expect(conversation).not.toBe('')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { openSignIn, PASSWORD, type SignInFixture } from '../support/open-sign-in.ts'

const LIST = `名称,简称,上级,类型
临川市安平区人民政府,安平区政府,,政府
临川市安平区水利局,安平水利,临川市安平区人民政府,部门
`
/** What a sentence says of passwords of that kind. */
const REFUSED: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'too short': ['密码要 10 到 128 位', ['', '短', 'x7Kp-2mQz', '一二三四五六七八九']],
  'too long': ['密码要 10 到 128 位', ['密'.repeat(129)]],
  digits: ['不能只有数字', ['1234567890', '13800138000', '15963721234', '199001011234', '0531-82345678', '２０２７０１０１００']],
  'own words': [
    '不能有登录名、姓名、单位名称',
    [
      'nianbao2027',
      'NianBao#2027',
      '年报核校年报核校12',
      'lisheng-9f2kq',
      'LiSheng@2027',
      'l.i.s.h.e.n.g.9',
      '李胜利李胜利abcd',
      'anpingshuili01',
      '安平水利-9f2kq',
      'anpingquzhengfu',
    ],
  ],
  common: [
    '这个密码很常见',
    [
      'qwertyuiop',
      'Password123',
      'P@ssw0rd2026',
      'admin12345',
      'Admin@2026',
      'woaini1314',
      'mima123456',
      'woaibeijing',
      'mimashimima',
      'zhongguo2026',
      'zhengwugongkai',
      'gongkai2026',
      '1qaz2wsx3edc',
      'a1b2c3d4e5',
      'ｑｗｅｒｔｙｕｉｏｐ',
      'administrator',
      '密码密码密码密码密码',
    ],
  ],
  patterns: [
    '重复、连续的字符',
    ['aaaaaaaaaa', 'abcabcabcabc', 'abcdefghij', 'jjjjjjjjjjkkkkkkkkkk', 'zhang13963721234', 'li11010519900307123x', 'asdfghjkl;'],
  ],
}
const TAKEN = [PASSWORD, 'correct-horse-battery-staple', 'x7Kp-2mQz9', '青山依旧在-几度夕阳红', 'luosi-banshou-huluobo', 'kE9#tPqw3!']

describe('new passwords', () => {
  let test: SignInFixture
  let bindings: { agencyId: string; role: 'drafter' | 'supervisor' }[]
  let id: string
  beforeAll(async () => {
    test = openSignIn()
    await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(LIST))
    bindings = (await test.office.store.agencies.all()).map((agency) => ({ agencyId: agency.id, role: 'drafter' }))
    await test.person('boss')
    id = (await test.person('lisheng', { name: '李胜利', bindings })).id
  })
  afterAll(() => test.close())
  const make = (password: string) => test.person('lisheng', { name: '李胜利', bindings, password })

  it.each(Object.entries(REFUSED))(
    'are refused: %s, before a login is made and before anything is hashed',
    async (_kind, [says, passwords]) => {
      const before = test.line.begun
      const wrong: string[] = []
      for (const password of passwords) {
        const refusal = await make(password).then(
          () => 'taken',
          (error: { say?: { key: string; with?: Record<string, number> } }) => test.office.words.plain(error.say!.key, error.say!.with),
        )
        if (!refusal.includes(says)) wrong.push(`${password}: ${refusal}`)
      }
      expect(wrong).toEqual([])
      expect(test.line.begun).toBe(before)
    },
  )

  it.each(TAKEN)('are taken: %s', async (password) => {
    await expect(make(password)).rejects.toMatchObject({ code: 'conflict', say: { key: 'users.error.taken' } })
  })

  it('are judged when an administrator or the person changes them, with a sentence', async () => {
    const { setPassword } = await import('../../src/office/manage-users.ts')
    await expect(setPassword(test.office, test.signIn, LOCAL_PERSON, id, 'lisheng-2027-x')).rejects.toMatchObject({
      say: { key: 'users.error.password-own' },
    })
    const browser = test.browser('10.1.1.1')
    await browser.enter('boss')
    const page = await (await browser.post('/users', { name: '王五', login: 'wangwu', password: 'qwertyuiop' })).text()
    expect(page).toContain('这个密码很常见，别人一试就中')
    const own = await (await browser.post('/account/password', { old: PASSWORD, next: '13800138000' })).text()
    expect(own).toContain('不能只有数字')
    expect((await browser.enter('boss')).status).toBe(303)
  })

  it('load their lists with the first password, not at the start', async () => {
    const { execFileSync } = await import('node:child_process')
    const script = `import { registerHooks } from 'node:module'
      const seen = []
      registerHooks({ load(url, context, next) { if (/zxcvbn|pinyin-pro/.test(url)) seen.push(url); return next(url, context) } })
      await import('./dist/node.js')
      console.log(seen.length)`
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim()).toBe('0')
  })
})

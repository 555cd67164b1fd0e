import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { PASSWORD } from '../support/open-sign-in.ts'
import { runCli } from '../support/run-cli.ts'

const data = mkdtempSync(join(tmpdir(), 'nianbao-'))
const users = (args: readonly string[], input?: string) => runCli(['users', ...args, '--data', data], input === undefined ? {} : { input })

afterAll(() => rmSync(data, { recursive: true, force: true }))

it('refuses weak passwords, ends sessions, resets and requires the second step from the shell', () => {
  const weak = users(['add', '张三', '--login', 'zhangsan'], 'zhangsan-2027\n')
  expect(weak.status).not.toBe(0)
  expect(weak.err).toContain('密码里不能有登录名、姓名')
  expect(users(['add', '张三', '--login', 'zhangsan'], `${PASSWORD}\n`)).toMatchObject({ status: 0 })
  expect(users(['sign-out', '张三']).out).toContain('已结束 张三 的全部登录')
  expect(users(['reset-code', '张三']).out).toContain('已重置 张三 的两步验证')
  expect(users(['require-code', 'everybody']).out).toContain('要求两步验证的人：所有人')
  expect(users(['require-code', 'some']).err).toContain('nobody')
}, 240_000)

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'
import { runSlackDoctor } from '../../src/platforms/slack/slack-doctor.ts'
import { HttpReceiver } from '../../src/platforms/slack/http-receiver.ts'
import { NEEDED_SCOPES } from '../../src/platforms/slack/needed-scopes.ts'
import { CHECK_SHORTCUT } from '../../src/platforms/slack/sort-body.ts'
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts'
import { SIGNING_SECRET } from './fake/sign-request.ts'
import { SCOPES } from './fake/slack-methods.ts'
import { transportFixture } from './transport-fixture.ts'

let slack: FakeSlack
beforeEach(async () => {
  slack = await new FakeSlack().start()
})
afterEach(() => slack.stop())

const env = (more: Record<string, string> = {}) => ({
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_API_URL: slack.apiUrl,
  ...more,
})
const examine = (given: Parameters<typeof runSlackDoctor>[0], fetcher?: typeof fetch) =>
  runSlackDoctor(given, loadWords('prompts-templates'), fetcher)
const text = (lines: readonly string[]) => lines.join('\n')

describe('nianbao slack doctor', () => {
  it('reports that everything works', async () => {
    const { ok, lines } = await examine(env({ SLACK_APP_TOKEN: APP_TOKEN }))
    expect(text(lines)).toMatch(/令牌有效.*\n.*权限齐全（10 项）.*\n.*Socket Mode 可以连接/)
    expect(ok).toBe(true)
  })

  it.each([
    [{}, 'SLACK_BOT_TOKEN'],
    [{ SLACK_BOT_TOKEN: BOT_TOKEN }, '事件进不来'],
    [{ SLACK_BOT_TOKEN: 'xoxp-user-token', SLACK_SIGNING_SECRET: SIGNING_SECRET }, 'SLACK_BOT_TOKEN 的格式不对'],
  ])('says which setting is missing or wrong: %j', async (given, words) => {
    const { ok, lines } = await examine(given)
    expect(ok).toBe(false)
    expect(text(lines)).toContain(words)
    expect(text(lines)).not.toContain('xoxp-user-token')
  })

  it('names every missing scope and what does not work without it', async () => {
    slack.scopes.delete('files:read')
    slack.scopes.delete('users:read')
    slack.scopes.add('channels:read')
    const { ok, lines } = await examine(env())
    expect(ok).toBe(false)
    expect(text(lines)).toMatch(/不通过　缺少权限 files:read：取不到上传的文件/)
    expect(text(lines)).toMatch(/提醒　缺少权限 users:read/)
    expect(text(lines)).toMatch(/多给了权限：channels:read/)
  })

  it('reports a refused token and an unreachable Slack', async () => {
    expect(text((await examine(env({ SLACK_BOT_TOKEN: 'xoxb-old' }))).lines)).toContain('令牌无效（invalid_auth）')
    expect(text((await examine(env({ SLACK_API_URL: 'http://127.0.0.1:9/api/' }))).lines)).toMatch(/连不上 127\.0\.0\.1:9/)
    expect(text((await examine(env({ SLACK_APP_TOKEN: 'xapp-old' }))).lines)).toMatch(/Socket Mode 连不上/)
  })

  it('calls the public address as Slack does', async () => {
    const { routes } = new HttpReceiver({ ...transportFixture().dependencies, signingSecret: SIGNING_SECRET, log: () => {} })
    const fetcher: typeof fetch = async (input, init) =>
      String(input).startsWith('https://nianbao.example') ? routes.request(String(input), init) : fetch(input, init)
    const given = env({ NIANBAO_PUBLIC_URL: 'https://nianbao.example' })
    expect(await examine(given, fetcher)).toMatchObject({ ok: true })
    expect(text((await examine({ ...given, SLACK_SIGNING_SECRET: 'another-secret-0123' }, fetcher)).lines)).toMatch(/没有通过验证（401）/)
    expect(text((await examine(env({ NIANBAO_PUBLIC_URL: 'http://127.0.0.1:9' }))).lines)).toMatch(/从本机访问不到/)
  })
})

describe('slack/manifest.yaml', () => {
  const manifest = parse(readFileSync('slack/manifest.yaml', 'utf8')) as {
    oauth_config: { scopes: { bot: string[] } }
    features: { shortcuts: { callback_id: string }[]; slash_commands: { command: string; url: string }[] }
    settings: { event_subscriptions: { request_url: string; bot_events: string[] }; interactivity: { request_url: string } }
  }

  it('requests exactly the scopes that the doctor and the fake know', () => {
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(NEEDED_SCOPES.map(({ scope }) => scope).sort())
    expect([...SCOPES].sort()).toEqual(NEEDED_SCOPES.map(({ scope }) => scope).sort())
  })

  it('is the same for Socket Mode, except for the addresses', () => {
    const socket = parse(readFileSync('slack/manifest.socket-mode.yaml', 'utf8')) as Record<string, unknown>
    expect(JSON.stringify(socket)).not.toContain('CHANGE-ME')
    const bare = JSON.parse(JSON.stringify(manifest), (key, value: unknown) =>
      key === 'request_url' || key === 'url' ? undefined : key === 'socket_mode_enabled' ? true : value,
    ) as unknown
    expect(socket).toEqual(bare)
  })

  it('has the shortcut, the command, and one shared address', () => {
    expect(manifest.features.shortcuts[0]?.callback_id).toBe(CHECK_SHORTCUT)
    expect(manifest.features.slash_commands[0]?.command).toBe('/nianbao')
    const urls = [
      manifest.features.slash_commands[0]?.url,
      manifest.settings.event_subscriptions.request_url,
      manifest.settings.interactivity.request_url,
    ]
    expect(new Set(urls).size).toBe(1)
    expect(manifest.settings.event_subscriptions.bot_events).not.toContain('file_shared')
  })
})

import { createServer } from 'node:http'
import { connect as netConnect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readSlackSettings } from '../../src/platforms/slack/slack-settings.ts'
import { SocketMode } from '../../src/platforms/slack/socket-mode.ts'
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts'
import { buttonPress, messageEvent } from './fake/slack-events.ts'
import { transportFixture } from './transport-fixture.ts'

let slack: FakeSlack
let mode: SocketMode | null = null
let fixture: ReturnType<typeof transportFixture>

beforeEach(async () => {
  slack = await new FakeSlack().start()
  fixture = transportFixture()
})

afterEach(async () => {
  await mode?.stop()
  await slack.stop()
})

function connect(env: Record<string, string> = {}): SocketMode {
  const settings = readSlackSettings({ ...env, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl })
  if (!settings) throw new Error('no settings')
  mode = new SocketMode({
    ...fixture.dependencies,
    settings,
    appToken: APP_TOKEN,
    log: (level, message) => fixture.log.push(`${level} ${message}`),
    mostWaitMilliseconds: 20,
  })
  mode.start()
  return mode
}

const connected = (count = 1) => vi.waitFor(() => expect(slack.socketMode.connections).toBe(count), { timeout: 10_000 })

describe('Socket Mode', () => {
  it('keeps an event before it acknowledges it, and only once', async () => {
    connect()
    await connected()
    const event = messageEvent({ channel: 'D0ZHANG0001', text: '帮助' })
    expect(await slack.socketMode.deliver('events_api', event)).not.toBeNull()
    expect(await slack.socketMode.deliver('events_api', event, { retry: 1 })).not.toBeNull()
    expect((await fixture.inbox()).map((row) => JSON.parse(row.body))).toEqual([event])
    expect(await fixture.jobs()).toHaveLength(1)
  })

  it('does not acknowledge an event that it could not keep', async () => {
    connect()
    await connected()
    fixture.database.close()
    const ack = await slack.socketMode.deliver('events_api', messageEvent({ channel: 'D0ZHANG0001', text: '帮助' }), { waitMs: 400 })
    expect(ack).toBeNull()
  })

  it('takes button presses and commands, and returns their answers', async () => {
    connect()
    await connected()
    await slack.socketMode.deliver(
      'interactive',
      buttonPress({ actionId: 'nb|0||explain', value: 'v', channel: 'C0GENERAL01', messageTs: '1.1' }),
    )
    const ack = await slack.socketMode.deliver('slash_commands', {
      command: '/nianbao',
      text: '检查',
      team_id: 'T1',
      channel_id: 'C1',
      user_id: 'U1',
      trigger_id: 't1',
    })
    expect(ack?.payload).toEqual({ response_type: 'ephemeral', text: '正在找' })
    expect(await fixture.inbox()).toHaveLength(2)
  })

  it('uses the proxy of the environment if that is turned on', async () => {
    const tunnels: string[] = []
    const proxy = createServer().on('connect', (request, client: Socket) => {
      tunnels.push(request.url ?? '')
      const [host, port] = (request.url ?? '').split(':')
      const onward = netConnect(Number(port), host, () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n')
        onward.pipe(client).pipe(onward)
      })
      for (const end of [onward, client]) end.on('error', () => end.destroy())
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    connect({ NODE_USE_ENV_PROXY: '1', HTTP_PROXY: address, HTTPS_PROXY: address })
    await connected()
    expect(tunnels).toContain(`127.0.0.1:${slack.port}`)
    expect(await slack.socketMode.deliver('events_api', messageEvent({ channel: 'D0ZHANG0001', text: '帮助' }))).not.toBeNull()
    await mode?.stop()
    mode = null
    proxy.closeAllConnections()
    proxy.close()
  })

  it('reconnects if Slack recycles the connection, the connection breaks, or Slack is down at the start', async () => {
    slack.inject('apps.connections.open', { kind: 'status', status: 503 })
    slack.inject('apps.connections.open', { kind: 'drop-before' })
    connect()
    await connected()
    slack.socketMode.disconnectAll()
    await vi.waitFor(() => expect(slack.callsOf('apps.connections.open')).toHaveLength(4), { timeout: 10_000 })
    await connected()
    slack.socketMode.cut()
    await vi.waitFor(() => expect(slack.callsOf('apps.connections.open')).toHaveLength(5), { timeout: 10_000 })
    await connected()
    expect(await slack.socketMode.deliver('events_api', messageEvent({ channel: 'D0ZHANG0001', text: '帮助' }))).not.toBeNull()
  })
})

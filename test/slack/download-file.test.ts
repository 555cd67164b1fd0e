import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { downloadFile, SlackFile } from '../../src/platforms/slack/download-file.ts'
import { slackClient } from '../../src/platforms/slack/slack-client.ts'
import { readSlackSettings, type SlackSettings } from '../../src/platforms/slack/slack-settings.ts'
import { BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts'
import { SIGNING_SECRET } from './fake/sign-request.ts'

let slack: FakeSlack
beforeEach(async () => {
  slack = await new FakeSlack().start()
})
afterEach(() => slack.stop())

const BYTES = new TextEncoder().encode('PK 年报')

function settings(extra: Partial<SlackSettings> = {}): SlackSettings {
  const read = readSlackSettings({ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl })
  if (!read) throw new Error('no settings')
  return { ...read, ...extra }
}

function fetchIt(file: Record<string, unknown>, extra: Partial<SlackSettings> = {}) {
  const used = settings(extra)
  return downloadFile(SlackFile.parse(file), { settings: used, client: slackClient(used, () => {}), fetcher: fetch })
}

describe('a file from Slack', () => {
  it('is returned with its name and bytes, for any name', async () => {
    expect(await fetchIt(slack.addFile('某局 2023年年报（终稿）.docx', BYTES))).toEqual({
      ok: true,
      name: '某局 2023年年报（终稿）.docx',
      bytes: BYTES,
    })
  })

  it('of another workspace is looked up first', async () => {
    const file = slack.addFile('年报.pdf', BYTES, { connect: true })
    expect(file['url_private']).toBeUndefined()
    expect(await fetchIt(file)).toMatchObject({ ok: true, name: '年报.pdf' })
    expect(slack.callsOf('files.info')).toHaveLength(1)
  })

  it('is reported as unreadable without files:read if Slack sends its sign-in page', async () => {
    const plain = slack.addFile('年报.docx', BYTES)
    const html = slack.addFile('年报.html', new TextEncoder().encode('<p>年报</p>'), { mimetype: 'text/html' })
    const connect = slack.addFile('年报.docx', BYTES, { connect: true })
    expect(await fetchIt(html)).toMatchObject({ ok: true })
    slack.scopes.delete('files:read')
    for (const file of [plain, html, connect]) expect(await fetchIt(file)).toMatchObject({ ok: false, problem: 'file-scope-missing' })
  })

  it('is followed to another host without the token, and only to hosts of Slack', async () => {
    const file = slack.addFile('年报.docx', BYTES, { redirect: true })
    expect(await fetchIt(file)).toMatchObject({ ok: false, problem: 'file-host-refused' })
    expect(slack.elsewhere).toEqual([])
    expect(await fetchIt(file, { fileHosts: [`127.0.0.1:${slack.port}`, `localhost:${slack.port}`] })).toMatchObject({
      ok: true,
      bytes: BYTES,
    })
    expect(slack.elsewhere).toHaveLength(1)
    expect(slack.elsewhere[0]?.['authorization']).toBeUndefined()
  })

  it('is never fetched from a host that an event names', async () => {
    const asked: string[] = []
    const used = { ...settings(), apiUrl: 'https://slack.com/api/', fileHosts: ['files.slack.com', '.slack.com'] }
    const fetcher: typeof fetch = async (input) => {
      asked.push(String(input))
      return new Response('x')
    }
    for (const url of [
      'https://evil.example/年报.docx',
      'http://files.slack.com/a',
      'https://files.slack.com.evil.example/a',
      'https://evilslack.com/a',
      'http://127.0.0.1/a',
      'file:///etc/passwd',
    ]) {
      const file = SlackFile.parse({ id: 'F1', name: 'a.docx', url_private_download: url })
      expect(await downloadFile(file, { settings: used, client: slackClient(used, () => {}), fetcher })).toMatchObject({
        ok: false,
        problem: 'file-host-refused',
      })
    }
    expect(asked).toEqual([])
  })

  it('that is too large is refused by its declared size, and by its real size', async () => {
    const file = slack.addFile('年报.docx', new Uint8Array(5000))
    expect(await fetchIt(file, { maxFileBytes: 4999 })).toMatchObject({ ok: false, problem: 'file-too-large' })
    expect(slack.callsOf('download')).toHaveLength(0)
    expect(await fetchIt({ ...file, size: 10 }, { maxFileBytes: 4999 })).toMatchObject({ ok: false, problem: 'file-too-large' })
  })

  it('that is deleted or external is reported as such', async () => {
    const file = slack.addFile('年报.docx', BYTES)
    expect(await fetchIt({ ...file, mode: 'tombstone' })).toMatchObject({ ok: false, problem: 'file-deleted' })
    expect(await fetchIt({ ...file, mode: 'external', is_external: true })).toMatchObject({ ok: false, problem: 'file-external' })
    slack.files.clear()
    expect(await fetchIt(file)).toMatchObject({ ok: false, problem: 'file-not-found' })
  })

  it('is retried if the connection breaks or Slack fails', async () => {
    const file = slack.addFile('年报.docx', BYTES)
    for (const fault of [{ kind: 'drop-before' as const }, { kind: 'status' as const, status: 503 }]) {
      slack.inject('download', fault)
      await expect(fetchIt(file)).rejects.toThrow()
    }
    slack.inject('download', { kind: 'rate', retryAfter: 7 })
    await expect(fetchIt(file)).rejects.toMatchObject({ afterMilliseconds: 7000 })
    expect(await fetchIt(file)).toMatchObject({ ok: true })
  })
})

describe('settings', () => {
  it('turn Slack on with a token and a source of events, and name what is wrong', () => {
    const token = { SLACK_BOT_TOKEN: 'xoxb-1-2' }
    expect(readSlackSettings({})).toBeNull()
    expect(readSlackSettings(token)).toBeNull()
    expect(readSlackSettings({ ...token, SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({
      appToken: 'xapp-1',
      signingSecret: null,
      apiUrl: 'https://slack.com/api/',
    })
    expect(readSlackSettings({ ...token, SLACK_SIGNING_SECRET: '0123456789' })).toMatchObject({
      fileHosts: expect.arrayContaining(['files.slack.com']),
    })
    expect(() => readSlackSettings({ SLACK_BOT_TOKEN: 'geheim-123' })).toThrow(/SLACK_BOT_TOKEN/)
    expect(() => readSlackSettings({ SLACK_BOT_TOKEN: 'geheim-123' })).not.toThrow(/geheim/)
  })
})

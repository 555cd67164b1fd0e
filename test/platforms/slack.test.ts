import { createSlackPlatform } from '../../src/platforms/slack/slack-platform.ts'
import { SLACK_ADDRESS } from '../../src/platforms/slack/target.ts'
import type { Office } from '../../src/office/office.ts'
import { BOT_TOKEN, FakeSlack, type FakeMessage } from '../slack/fake/fake-slack.ts'
import { eventRequest, interactionRequest, SIGNING_SECRET } from '../slack/fake/sign-request.ts'
import { buttonPress, messageEvent } from '../slack/fake/slack-events.ts'
import { describePlatform, type FarEnd, type SeenMessage } from './platform-contract.ts'

const CHANNEL = 'D0ZHANG0001'

describePlatform('slack', {
  address: SLACK_ADDRESS,
  channels: ['slack:C0123ABC', 'slack:T0123/C0456', 'SLACK:t0123/c0456'],
  persons: [
    ['T0123:U0456', 'slack:T0123:U0456'],
    ['slack:T0123/W0456', 'slack:T0123:W0456'],
  ],
  person: 'slack:T0000000001:U0ZHANG0001',
  asksToWait: true,
  open: openSlack,
})

async function openSlack(office: Office): Promise<FarEnd> {
  const slack = await new FakeSlack().start()
  const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl }
  const platform = createSlackPlatform(env, { office })
  if (!platform?.http) throw new Error('Slack is off')
  const { http } = platform
  const seconds = () => Math.floor(office.clock.now().getTime() / 1000)
  const events = new Map<string, Record<string, unknown>>()
  const deliver = async (event: string, make: () => Record<string, unknown>, request: typeof eventRequest) => {
    const body = events.get(event) ?? make()
    events.set(event, body)
    const response = await http.fetch(new Request('http://localhost/slack/events', request(body, { seconds: seconds() })))
    if (response.status !== 200) throw new Error(`answered ${response.status}`)
  }
  const messages = () => slack.said(CHANNEL).filter((message) => message.ephemeralTo === undefined)
  return {
    platform,
    sendFile: (name, bytes, event) =>
      deliver(event, () => slack.post(messageEvent({ channel: CHANNEL, files: [slack.addFile(name, bytes)] })), eventRequest),
    ask: (text, event) => deliver(event, () => slack.post(messageEvent({ channel: CHANNEL, text: escaped(text) })), eventRequest),
    press: (label, event) => deliver(event, () => pressOf(messages(), label), interactionRequest),
    said: async () => gather(slack, messages()),
    askToWait: (retryAfter) => slack.inject('chat.postMessage', { kind: 'rate', retryAfter }),
    problems: () => slack.problems,
    close: () => slack.stop(),
  }
}

/** Text as Slack sends it after a person types it. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

interface Element {
  readonly type?: string
  readonly text?: unknown
  readonly url?: string
  readonly action_id?: string
  readonly value?: string
  readonly elements?: readonly Element[]
}

function elementsOf(block: unknown): Element[] {
  const element = block as Element
  return [element, ...(element.elements ?? []).flatMap(elementsOf)]
}

function textOf({ text }: Element): string {
  return typeof text === 'string' ? text : ((text as { text?: string } | undefined)?.text ?? '')
}

function pressOf(messages: readonly FakeMessage[], label: string): Record<string, unknown> {
  for (const message of messages.toReversed()) {
    const button = message.blocks.flatMap(elementsOf).find((one) => one.type === 'button' && textOf(one) === label)
    if (button) return buttonPress({ actionId: button.action_id ?? '', value: button.value ?? '', channel: CHANNEL, messageTs: message.ts })
  }
  throw new Error(`no button ${label}`)
}

/** Messages with the files that follow them. */
function gather(slack: FakeSlack, messages: readonly FakeMessage[]): SeenMessage[] {
  const seen: (SeenMessage & { files: { name: string; text: string }[] })[] = []
  for (const message of messages) {
    const files = message.files.map((file) => {
      const bytes = [...slack.uploads.values()].find(({ id }) => id === file['id'])?.bytes ?? new Uint8Array()
      return { name: String(file['name']), text: new TextDecoder().decode(bytes) }
    })
    if (message.blocks.length === 0 && files.length > 0) {
      seen.at(-1)?.files.push(...files)
      continue
    }
    const elements = message.blocks.flatMap(elementsOf)
    const links = elements.filter((one) => one.url !== undefined || one.type === 'mrkdwn').map((one) => one.url ?? textOf(one))
    seen.push({
      text: elements.map(textOf).join(' '),
      buttons: elements.filter((one) => one.type === 'button').map(textOf),
      files,
      active: [...links, ...(/<[@!#]|<https?:/.exec(message.text) ?? [])],
    })
  }
  return seen
}

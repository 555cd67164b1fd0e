import { z } from 'zod'
import type { Platform, PlatformAddress } from '../../../src/model/ports/platform.ts'
import { SendLater, type Sender } from '../../../src/model/ports/sender.ts'
import { answerQuestion } from '../../../src/office/answer-question.ts'
import { findPerson } from '../../../src/office/find-person.ts'
import type { Office } from '../../../src/office/office.ts'
import { openConversation } from '../../../src/office/open-conversation.ts'
import { performCommand } from '../../../src/office/perform-command.ts'
import { receiveDraft } from '../../../src/office/receive-draft.ts'
import { eventJob } from '../../../src/platforms/inbox/event-job.ts'
import type { Body } from '../../../src/platforms/inbox/keep-body.ts'
import { openInbox } from '../../../src/platforms/inbox/open-inbox.ts'
import type { PlatformDefinition } from '../../../src/platforms/platform-definition.ts'
import type { Reply } from '../../../src/model/reply.ts'
import { replyText } from '../../../src/reply/reply-text.ts'

/** The smallest possible platform: JSON over HTTP, a shared secret, messages of at most LIMIT characters. */
const NAME = 'toy'
export const LIMIT = 4000

const Event = z.object({
  id: z.string(),
  room: z.string(),
  person: z.string(),
  text: z.string().optional(),
  file: z.object({ name: z.string(), base64: z.string() }).optional(),
  press: z.object({ command: z.string(), value: z.string() }).optional(),
})

export const TOY_ADDRESS: PlatformAddress = {
  read: (text) => /^toy:(room-[a-z]+)$/.exec(text)?.[1] ?? null,
  write: (target) => `toy:${target}`,
  person: (text) => (/^toy:(?!room-)[a-z]+$/.test(text) ? text : null),
  own: (userId) => (TOY_ADDRESS.person(userId) === null ? null : userId),
}

export const TOY: PlatformDefinition = {
  name: NAME,
  address: TOY_ADDRESS,
  open: async ({ office, env }) => {
    const { TOY_URL: url, TOY_SECRET: secret } = env
    return url && secret ? createToyPlatform(office, url, secret) : null
  },
}

/** @param url the address for messages: PUT <url>/<room>/<key> */
export function createToyPlatform(office: Office, url: string, secret: string): Platform {
  const inbox = openInbox({
    office,
    platform: NAME,
    sort: (body) => (Event.safeParse(body).success ? { what: 'keep', keys: [Event.parse(body).id] } : { what: 'drop' }),
    answerNow: async () => undefined,
    personOf,
    acknowledge: () => undefined,
  })
  return inbox.standAside({
    name: NAME,
    address: TOY_ADDRESS,
    sender: createSender(url),
    handlers: [
      eventJob({ office, platform: NAME, run: (body) => handle(office, body), personOf, targetOf: (body) => Event.parse(body).room }),
    ],
    http: {
      path: '/toy',
      fetch: async (request) => {
        if (request.headers.get('x-secret') !== secret) return new Response(null, { status: 401 })
        const body = z.record(z.string(), z.unknown()).parse(await request.json())
        await inbox.during(() => inbox.takeIn(body))
        return new Response(null, { status: 200 })
      },
    },
  })
}

const personOf = (body: Body): string => `toy:${Event.parse(body).person}`

async function handle(office: Office, body: Body): Promise<void> {
  const { id, room, person, text, file, press } = Event.parse(body)
  const actor = await findPerson(office, { platform: NAME, userId: `toy:${person}`, channels: [room], name: async () => person })
  if (!actor) return
  const { id: conversationId } = await openConversation(office, actor, { platform: NAME, target: room })
  const present = { ...actor, conversationId }
  const key = `toy/${id}`
  if (file) {
    const bytes = new Uint8Array(Buffer.from(file.base64, 'base64'))
    await receiveDraft(office, present, { conversationId, file: { name: file.name, bytes }, key })
  }
  if (text !== undefined) await answerQuestion(office, present, { conversationId, text, key })
  if (press) await performCommand(office, present, { conversationId, ...press, key })
}

function createSender(url: string): Sender {
  const put = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${url}/${path}`, { method: 'PUT', body: JSON.stringify(body) })
    if (response.status === 429) throw new SendLater(Number(response.headers.get('retry-after')) * 1000)
    if (!response.ok) throw new Error(`toy answered ${response.status}`)
  }
  const say = async (room: string, key: string, reply: Reply): Promise<void> => {
    const whole = replyText(reply)
    await put(`${encodeURIComponent(room)}/${encodeURIComponent(key)}`, { text: whole.slice(0, LIMIT), buttons: buttonsOf(reply) })
    if (whole.length > LIMIT) await sendFile(room, key, '全文.txt', whole)
  }
  const sendFile = (room: string, key: string, name: string, text: string) =>
    put(`${encodeURIComponent(room)}/${encodeURIComponent(key)}/files/${encodeURIComponent(name)}`, { text })
  return {
    platform: NAME,
    // The server keeps one message a key: sending again is an edit.
    send: async (room, reply, key) => {
      await say(room, key, reply)
      return key
    },
    update: (room, ref, reply) => say(room, ref, reply),
    sendFile: (room, behind, { name, bytes }) => sendFile(room, behind, name, new TextDecoder().decode(bytes)),
  }
}

function buttonsOf({ blocks }: Reply): unknown[] {
  return blocks.flatMap((block) => (block.kind === 'actions' || block.kind === 'item' ? block.actions : []))
}

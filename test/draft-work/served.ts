import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { openNodeSqlite } from '../../src/store/node-sqlite.ts'
import { createSqlStore } from '../../src/store/sql-store.ts'

const root = join(import.meta.dirname, '../..')

/** A message of the bot as the page gets it. */
interface BotMessage {
  readonly author: string
  readonly text: string
  readonly state: string
  readonly reply: unknown
}

/** The built server in a process of its own, over a data folder. */
export class Served {
  readonly #child: ChildProcess
  readonly url: string
  readonly pid: number

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
    this.pid = child.pid!
  }

  static start(dataDir: string, env: Readonly<Record<string, string>>): Promise<Served> {
    const child = spawn(process.execPath, [join(root, 'bin/nianbao.mjs'), 'serve'], {
      env: { PATH: process.env['PATH'] ?? '', NIANBAO_DATA: dataDir, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return new Promise((resolve, reject) => {
      let said = ''
      const hear = (data: Buffer): void => {
        said += data.toString('utf8')
        const url = /http:\/\/localhost:\d+/.exec(said)?.[0]
        if (url) resolve(new Served(child, url))
      }
      child.stdout!.on('data', hear)
      child.stderr!.on('data', hear)
      child.once('exit', () => reject(new Error(said)))
    })
  }

  async newConversation(): Promise<string> {
    return ((await (await fetch(`${this.url}/api/conversations`, { method: 'POST' })).json()) as { id: string }).id
  }

  async upload(conversation: string, name: string, bytes: Uint8Array): Promise<void> {
    const response = await fetch(`${this.url}/api/conversations/${conversation}/files`, {
      method: 'POST',
      body: bytes as BodyInit,
      headers: { 'x-file-name': encodeURIComponent(name) },
    })
    if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`)
  }

  /** The bot's messages. */
  async said(conversation: string): Promise<BotMessage[]> {
    const { messages } = (await (await fetch(`${this.url}/api/conversations/${conversation}/messages`)).json()) as {
      messages: BotMessage[]
    }
    return messages.filter(({ author }) => author === 'bot')
  }

  /** The first message once it is no longer being worked on. */
  async verdict(conversation: string): Promise<BotMessage> {
    for (;;) {
      const [first] = await this.said(conversation)
      if (first && first.state !== 'working') return first
      await rest(50)
    }
  }

  /** Ends it at once, as a power cut does. */
  kill(): Promise<void> {
    const ended = new Promise<void>((done) => this.#child.once('exit', () => done()))
    this.#child.kill('SIGKILL')
    return ended
  }

  stop(): Promise<void> {
    const ended = new Promise<void>((done) => this.#child.once('exit', () => done()))
    this.#child.kill('SIGTERM')
    return ended
  }
}

export const rest = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** The jobs of a data folder that check drafts, oldest first. */
export async function checkJobs(dataDir: string) {
  const database = openNodeSqlite(join(dataDir, 'nianbao.db'), join(root, 'migrations'))
  try {
    const rows = await database.all<{ id: string }>(`SELECT id FROM jobs WHERE kind = 'check-draft' ORDER BY created_at, id`)
    const { jobs } = createSqlStore(database)
    return (await Promise.all(rows.map(({ id }) => jobs.find(id)))).filter((job) => job !== null)
  } finally {
    database.close()
  }
}

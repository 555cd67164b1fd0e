import { SocketModeReceiver } from '@slack/bolt'
import { EnvHttpProxyAgent } from 'undici'
import { clientOptions } from './slack-client.ts'
import { slackLogger, type SlackLog } from './slack-logger.ts'
import type { SlackSettings } from './slack-settings.ts'
import type { TakeIn } from '../inbox/open-inbox.ts'
import { waitFor } from '../wait-for.ts'

export interface SocketModeOptions {
  readonly takeIn: TakeIn
  readonly settings: SlackSettings
  readonly appToken: string
  readonly log: SlackLog
  readonly fetcher?: typeof fetch
  /** Longest wait between two attempts to connect. */
  readonly mostWaitMilliseconds?: number
}

interface Envelope {
  readonly body: Record<string, unknown>
  readonly ack: (response?: Record<string, unknown>) => Promise<void>
}

/**
 * Events over an outgoing connection, for offices without an address that Slack can reach. Node only.
 * Bolt's receiver makes the connection; its own handler acknowledges before anything is stored, so ours takes its place.
 */
export class SocketMode {
  private readonly receiver: SocketModeReceiver
  private stopped = false
  private wake: () => void = () => {}
  private loop: Promise<void> = Promise.resolve()

  constructor(private readonly options: SocketModeOptions) {
    this.receiver = new SocketModeReceiver({
      appToken: options.appToken,
      logger: slackLogger(options.log),
      // Left to itself the client gives up for good, with an unhandled rejection, when the network is gone for a while.
      autoReconnectEnabled: false,
      ...(options.settings.proxy ? { dispatcher: new EnvHttpProxyAgent({ ...options.settings.proxy, proxyTunnel: true }) } : {}),
      installerOptions: { clientOptions: clientOptions(options.settings, options.log, options.fetcher) },
    })
    const { client } = this.receiver
    client.removeAllListeners('slack_event')
    client.on('slack_event', (envelope: Envelope) => void this.take(envelope))
  }

  /** Begins to connect, and keeps the connection until `stop`. */
  start(): void {
    this.loop = this.keepConnected()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.wake()
    await this.receiver.client.disconnect().catch(() => {})
    await this.loop
  }

  private async take({ body, ack }: Envelope): Promise<void> {
    try {
      const acknowledgement = await this.options.takeIn(body)
      await ack(typeof acknowledgement === 'string' ? { text: acknowledgement } : (acknowledgement as Record<string, unknown> | undefined))
    } catch (error) {
      // Not acknowledged: Slack sends it again.
      this.options.log('error', `slack event not taken in: ${error instanceof Error ? error.name : 'unknown'}`)
    }
  }

  private async keepConnected(): Promise<void> {
    const { client } = this.receiver
    for (let failures = 0; !this.stopped;) {
      try {
        const gone = new Promise<void>((resolve) => client.once('disconnected', resolve))
        await client.start()
        failures = 0
        await gone
      } catch (error) {
        failures += 1
        this.options.log('warn', `slack socket mode: ${error instanceof Error ? error.message : 'not connected'}`)
      }
      const pause = Math.min(1000 * 2 ** (failures - 1), this.options.mostWaitMilliseconds ?? 60_000)
      if (!this.stopped && failures > 0) await waitFor(pause, (wake) => (this.wake = wake))
    }
  }
}

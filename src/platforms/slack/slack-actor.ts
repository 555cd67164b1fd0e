import type { Actor } from '../../model/ports/actor.ts'
import { findPerson } from '../../office/find-person.ts'
import type { Office } from '../../office/office.ts'
import type { SlackClient } from './slack-client.ts'
import { channelTargets, slackUserId } from './target.ts'

export interface SlackPerson {
  /** The workspace of the person, which in shared channels may be another than ours. */
  readonly team: string
  readonly user: string
  /** As the event brought it, if it did. */
  readonly name?: string | null
  readonly channel?: string
}

const MOST_NAMES = 2000

/** Makes actors of Slack's people; names are looked up once, and a missing `users:read` only costs the name. */
export class SlackActors {
  readonly #names = new Map<string, string>()

  constructor(
    private readonly office: Office,
    private readonly client: SlackClient,
  ) {}

  /** @returns null for a person whom an administrator has shut out */
  actor({ team, user, name, channel }: SlackPerson): Promise<Actor | null> {
    return findPerson(this.office, {
      platform: 'slack',
      userId: slackUserId(team, user),
      channels: channelTargets(team, channel),
      name: () => this.#nameOf(user, name),
    })
  }

  async #nameOf(user: string, given?: string | null): Promise<string> {
    const known = this.#names.get(user)
    if (known) return known
    let name: string | undefined
    try {
      const { user: found } = await this.client.users.info({ user })
      name = found?.profile?.display_name || found?.real_name || found?.name
    } catch {
      // No scope, no answer: the name is a courtesy.
    }
    if (!name) return given || user
    if (this.#names.size >= MOST_NAMES) this.#names.clear()
    this.#names.set(user, name)
    return name
  }
}

import type { Actor } from '../../model/ports/actor.ts'
import type { SlackClient } from './slack-client.ts'

/** What an administrator has bound to a person, or to the channel in which that person speaks; without a binding there are no agencies, only one's own conversations. */
export type FindPerson = (
  userId: string,
  place: { readonly team: string; readonly channel: string | null },
) => Promise<BoundPerson | 'shut-out' | null>

export type BoundPerson = Pick<Actor, 'roles' | 'agencyIds' | 'supervises'> & { readonly name?: string }

/** `slack:<team>:<user>`: user ids are unique within a workspace only. */
export function slackUserId(team: string, user: string): string {
  return `slack:${team}:${user}`
}

export interface SlackPerson {
  /** The workspace of the person, which in shared channels may be another than ours. */
  readonly team: string
  readonly user: string
  /** As the event brought it, if it did. */
  readonly name?: string | null
  readonly channel?: string
}

export interface ActorDependencies {
  readonly client: SlackClient
  readonly findPerson: FindPerson
}

const MOST_NAMES = 2000

/** Makes actors of Slack's people; names are asked for once, and a missing `users:read` only costs the name. */
export class SlackActors {
  private readonly names = new Map<string, string>()

  constructor(private readonly dependencies: ActorDependencies) {}

  /** @returns null for a person whom an administrator has shut out */
  async actor({ team, user, name, channel }: SlackPerson): Promise<Actor | null> {
    const userId = slackUserId(team, user)
    const person = await this.dependencies.findPerson(userId, { team, channel: channel ?? null })
    if (person === 'shut-out') return null
    return {
      userId,
      name: person?.name ?? (await this.nameOf(user, name)),
      roles: person?.roles ?? ['drafter'],
      agencyIds: person?.agencyIds ?? [],
      supervises: person?.supervises ?? [],
    }
  }

  private async nameOf(user: string, given?: string | null): Promise<string> {
    const known = this.names.get(user)
    if (known) return known
    let name: string | undefined
    try {
      const { user: found } = await this.dependencies.client.users.info({ user })
      name = found?.profile?.display_name || found?.real_name || found?.name
    } catch {
      // No scope, no answer: the name is a courtesy.
    }
    if (!name) return given || user
    if (this.names.size >= MOST_NAMES) this.names.clear()
    this.names.set(user, name)
    return name
  }
}

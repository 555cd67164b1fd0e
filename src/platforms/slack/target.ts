import type { PlatformAddress } from '../../model/ports/platform.ts'

/** Where a conversation is in Slack. */
export interface SlackTarget {
  readonly team: string
  readonly channel: string
  /** The thread's first post; left out for a direct message as a whole. */
  readonly threadTs?: string
}

/** `T1/C1/1700000000.000100` or `T1/D1`: what the conversations keep. */
export const writeTarget = ({ team, channel, threadTs }: SlackTarget): string =>
  threadTs ? `${team}/${channel}/${threadTs}` : `${team}/${channel}`

export function readTarget(target: string): SlackTarget {
  const [team = '', channel = '', threadTs] = target.split('/')
  return threadTs ? { team, channel, threadTs } : { team, channel }
}

/** Whether the target is a person rather than a channel. */
export const isPerson = ({ channel }: SlackTarget): boolean => /^[UW]/.test(channel)

/**
 * The conversation that a post belongs to: its thread, the thread that an answer to it opens, or the direct message.
 * @param channel ids of direct messages begin with D
 */
export function targetOfPost(team: string, channel: string, ts: string, threadTs?: string): SlackTarget {
  if (threadTs) return { team, channel, threadTs }
  return channel.startsWith('D') ? { team, channel } : { team, channel, threadTs: ts }
}

const CHANNEL = /^slack:(?:([TE][A-Z0-9]+)\/)?([CDG][A-Z0-9]+)$/i
const PERSON = /^(?:slack:)?([TE][A-Z0-9]+)[:/]([UW][A-Z0-9]+)$/i
/** Stands for a workspace that was not named: the one that the token is of. */
const OUR_TEAM = '-'

/** `slack:C0123` or `slack:T0123/C0123` for a channel, `slack:T0123:U0456` for a person. */
export const SLACK_ADDRESS: PlatformAddress = {
  read: (text) => {
    const [, team, channel = ''] = CHANNEL.exec(text) ?? []
    return channel === '' ? null : writeTarget({ team: team?.toUpperCase() ?? OUR_TEAM, channel: channel.toUpperCase() })
  },
  write: (target) => `slack:${target.replace(`${OUR_TEAM}/`, '')}`,
  person: (text) => {
    const [, team = '', user = ''] = PERSON.exec(text) ?? []
    return user === '' ? null : slackUserId(team.toUpperCase(), user.toUpperCase())
  },
  own: (userId) => {
    const [platform, team = '', user] = userId.split(':')
    return platform === 'slack' && user !== undefined ? writeTarget({ team, channel: user }) : null
  },
  isShared: (target) => !/^[DUW]/.test(readTarget(target).channel),
}

/** `slack:<team>:<user>`: user ids are unique within a workspace only. */
export const slackUserId = (team: string, user: string): string => `slack:${team}:${user}`

/** The channel of a post as an agency may have been given it: with its workspace or without; a direct message is none. */
export function channelTargets(team: string, channel: string | undefined): string[] {
  if (channel === undefined || channel.startsWith('D')) return []
  return [writeTarget({ team: OUR_TEAM, channel }), writeTarget({ team, channel })]
}

/** Where a conversation is in Slack. */
export interface SlackTarget {
  readonly team: string
  readonly channel: string
  /** The thread's first post; left out for a direct message as a whole. */
  readonly threadTs?: string
}

/** `T1/C1/1700000000.000100` or `T1/D1`: what the conversations keep. */
export function writeTarget({ team, channel, threadTs }: SlackTarget): string {
  return threadTs ? `${team}/${channel}/${threadTs}` : `${team}/${channel}`
}

export function readTarget(target: string): SlackTarget {
  const [team = '', channel = '', threadTs] = target.split('/')
  return threadTs ? { team, channel, threadTs } : { team, channel }
}

/**
 * The conversation that a post belongs to: its thread, the thread that an answer to it opens, or the direct message.
 * @param channel ids of direct messages begin with D
 */
export function targetOfPost(team: string, channel: string, ts: string, threadTs?: string): SlackTarget {
  if (threadTs) return { team, channel, threadTs }
  return channel.startsWith('D') ? { team, channel } : { team, channel, threadTs: ts }
}

import type { Reply } from '../../model/reply.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import type { Words } from '../../reply/say.ts'

/** How to begin, in Slack's own terms. */
export function helpReply(words: Words): Reply {
  return simpleReply(words, 'slack.help')
}

import type { Reply } from '../../model/reply.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import type { Words } from '../../reply/say.ts'

/** How to begin, in Slack's own terms. */
export const helpReply = (words: Words): Reply => simpleReply(words, 'slack.help')

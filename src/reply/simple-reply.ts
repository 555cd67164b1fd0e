import type { Reply, ReplyAction } from '../model/reply.ts'
import { buttons, paragraph, plain } from './blocks.ts'
import { parseMarkup, parseMarkupBlocks, plainText } from './markup.ts'
import type { Values, Words } from './say.ts'

/** One sentence, or a few paragraphs, from the templates, with buttons under it where there are any. */
export function simpleReply(words: Words, key: string, values: Values = {}, actions: readonly ReplyAction[] = []): Reply {
  const markup = words.say(key, values)
  return {
    text: plainText(parseMarkup(markup.replace(/\s+/g, ' '))),
    blocks: [...parseMarkupBlocks(markup), ...buttons(actions)],
    files: [],
  }
}

/** A sentence that was drawn already, as a reply of its own. */
export const simpleLine = (text: string): Reply => ({ text, blocks: [paragraph(plain(text))], files: [] })

import { receiveDraft } from '../../office/receive-draft.ts'
import { sayMessage } from '../../office/say-message.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import { isRefusal } from '../../model/app-error.ts'
import type { Actor } from '../../model/ports/actor.ts'
import { downloadFile, type SlackFile } from './download-file.ts'
import { openSlackConversation, type Present } from './open-slack-conversation.ts'
import type { SlackContext } from './slack-context.ts'
import type { SlackTarget } from './target.ts'

export interface Sending {
  readonly actor: Actor
  readonly place: SlackTarget
  /** Of the post that carries the files: the same files of it are taken once, whatever brought them. */
  readonly ts: string
  readonly files: readonly SlackFile[]
}

/**
 * Fetches the files of a post and hands them to the office, each once; what cannot be fetched is said in the
 * conversation. Begun again after a crash it goes on where it stopped.
 * @returns how many were new
 * @throws where trying again may help
 */
export async function takeFiles(context: SlackContext, { actor, place, ts, files }: Sending): Promise<number> {
  const present = await openSlackConversation(context, actor, place)
  let fresh = 0
  for (const file of files) {
    const key = `slack/${place.team}/${place.channel}/${ts}/${file.id}`
    if (await context.office.store.inbox.findByKey('office', key)) continue
    if (await takeFile(context, present, file, key)) fresh += 1
  }
  return fresh
}

/** Waits until there is room for the file, and holds its bytes until it is kept. */
async function takeFile(context: SlackContext, present: Present, file: SlackFile, key: string): Promise<boolean> {
  const release = await context.flight.reserve(file.size ?? null)
  try {
    return await fetchAndKeep(context, present, file, key)
  } finally {
    release()
  }
}

async function fetchAndKeep(context: SlackContext, { conversation, actor }: Present, file: SlackFile, key: string): Promise<boolean> {
  const { office, settings } = context
  const say = async (sentence: string, values: Record<string, unknown>) => {
    // The key is the message's id: said once.
    await office.store.commit(
      sayMessage(office, { id: key, conversationId: conversation.id, reply: simpleReply(office.words, sentence, values), to: { actor } }),
    )
    office.wake()
  }
  const download = await downloadFile(file, context)
  if (!download.ok) {
    await say(`slack.${download.problem}`, { file: download.name, most: Math.floor(settings.maxFileBytes / 1024 / 1024) })
    return false
  }
  try {
    const { fresh } = await receiveDraft(office, actor, {
      conversationId: conversation.id,
      file: { name: download.name, bytes: download.bytes },
      key,
    })
    return fresh
  } catch (error) {
    if (!isRefusal(error) || !error.say) throw error
    await say(error.say.key, error.say.with ?? {})
    return false
  }
}

/** Pictures, sound and film of a channel's chat are not drafts; what is sent to us alone is answered whatever it is. */
export const draftFiles = (files: readonly SlackFile[]): SlackFile[] =>
  files.filter((file) => !/^(image|audio|video)\//.test(file.mimetype ?? ''))

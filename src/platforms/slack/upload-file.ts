import type { OutgoingFile } from '../../model/ports/sender.ts'
import { SendRefused } from '../../model/ports/sender.ts'
import { isSlackAddress } from './slack-address.ts'
import type { SlackContext } from './slack-context.ts'
import type { SlackTarget } from './target.ts'

/** What a file is fetched or put there with. */
export type FileAccess = Pick<SlackContext, 'client' | 'settings' | 'fetcher'>

/**
 * Puts a file into the conversation (in a thread: under the thread's first post, Slack takes no other).
 * @throws Slack's own errors, or any that means: try again
 */
export async function uploadFile(
  { client, settings, fetcher }: FileAccess,
  { channel, threadTs }: SlackTarget,
  file: OutgoingFile,
): Promise<void> {
  if (file.bytes.length === 0) throw new SendRefused('empty-file')
  const place = await client.files.getUploadURLExternal({ filename: file.name, length: file.bytes.length })
  const address = place.upload_url ?? ''
  if (!URL.canParse(address) || !isSlackAddress(new URL(address), settings) || !place.file_id) throw new Error('no upload address')
  const response = await fetcher(address, {
    method: 'POST',
    body: file.bytes as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
    redirect: 'manual',
    signal: AbortSignal.timeout(60_000),
  })
  await response.body?.cancel()
  if (response.status !== 200) throw new Error(`upload answered ${response.status}`)
  await client.files.completeUploadExternal({
    files: [{ id: place.file_id, title: file.name }],
    channel_id: channel,
    ...(threadTs ? { thread_ts: threadTs } : {}),
  })
}

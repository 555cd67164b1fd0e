import { exportKey } from '../model/blob-keys.ts'
import type { OutgoingFile } from '../model/ports/sender.ts'
import type { Reply } from '../model/reply.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import type { Office } from './office.ts'

/** Keeps the bytes of a file that goes with a message. */
export async function attachFile(office: Office, messageId: string, reply: Reply, { name, type, bytes }: OutgoingFile): Promise<Reply> {
  const blob = exportKey(messageId)
  await office.blobs.put(blob, bytes)
  return { ...reply, files: [{ name, blob, type }] }
}

/** 文件已生成, with the file. */
export const fileReply = (office: Office, messageId: string, file: OutgoingFile): Promise<Reply> =>
  attachFile(office, messageId, simpleReply(office.words, 'chat.file-ready', { file: file.name }), file)

import type { Extraction } from '../model/document.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { JobRun } from '../model/ports/job-handler.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import type { Office } from './office.ts'
import { editMessage } from './say-message.ts'

/** Reads a draft. Recognition takes minutes; the person is told the page it is at. */
export async function extractDraft(office: Office, draft: Draft, bytes: Uint8Array, run: JobRun): Promise<Extraction> {
  let told: Promise<unknown> = Promise.resolve()
  const tell = async (page: number, pages: number): Promise<void> => {
    if (run.signal.aborted) return
    await run.commit(
      editMessage(office, draft.messageId, simpleReply(office.words, 'chat.recognising', { file: draft.file, page, pages }), 'working'),
    )
  }
  const extraction = await office.extractor.extract(bytes, draft.file, (page, pages) => {
    // A failed progress message does not matter: the next page or the result follows.
    told = told.then(() => tell(page, pages)).catch(() => undefined)
  })
  await told
  return extraction
}

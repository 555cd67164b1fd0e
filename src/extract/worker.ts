// The process in which drafts are opened. It may be killed at any moment: it holds nothing that anybody would miss.
// Its host (worker-pool.ts) starts it without environment, files to write, children or network.
import { extractDocument } from './extract-document.ts'
import { unpackDrafts } from './unpack-drafts.ts'
import type { WorkerAnswer, WorkerProgress, WorkerRequest } from './worker-messages.ts'

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  const { id, kind, bytes, name, limits } = request
  if (kind === 'unpack') return { id, kind, result: unpackDrafts(bytes, name, limits), resident: process.memoryUsage.rss() }
  if (kind === 'recognise') {
    const { recogniseDocument } = await import('./recognise/recognise-document.ts')
    const result = await recogniseDocument(bytes, name, limits, (page, pages) =>
      process.send?.({ id, page, pages } satisfies WorkerProgress),
    )
    return { id, kind, result, resident: process.memoryUsage.rss() }
  }
  return { id, kind, result: await extractDocument(bytes, name, limits), resident: process.memoryUsage.rss() }
}

process.on('message', (request: WorkerRequest) => {
  void answer(request).then((reply) => process.send?.(reply))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ id: 0 })

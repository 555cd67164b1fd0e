import { joinBytes } from '../../language/join-bytes.ts'
import { AppError } from '../../model/app-error.ts'

export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Reads a body and stops at the limit: never more than that is held.
 * @throws AppError too-large
 */
async function readLimited(request: Request, limit: number): Promise<Uint8Array> {
  const told = Number(request.headers.get('content-length') ?? '0')
  if (told > limit) throw tooLarge(limit)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > limit) {
      // Not waited for: the sender may go on for as long as it likes.
      void reader.cancel().catch(() => undefined)
      throw tooLarge(limit)
    }
    chunks.push(value)
  }
  return joinBytes(chunks)
}

/**
 * The files of an upload: one as the bare body with its name in `x-file-name` (percent-encoded UTF-8), or any number
 * as multipart/form-data.
 * @throws AppError too-large, bad-request if there is no file
 */
export async function readUploads(request: Request, limit: number): Promise<Upload[]> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) {
    const name = decodeName(request.headers.get('x-file-name') ?? '')
    return [{ name, bytes: await readLimited(request, limit) }]
  }
  // The form around the files takes a little more.
  const body = await readLimited(request, limit + 65_536)
  const form = await new Response(body as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } }).formData().catch(() => null)
  const files = form
    ? [...form.values()].filter((value): value is File => typeof value !== 'string' && (value.name !== '' || value.size > 0))
    : []
  if (files.length === 0) throw new AppError('bad-request', 'no file', { key: 'errors.no-file' })
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
}

function decodeName(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

const tooLarge = (limit: number): AppError =>
  new AppError('too-large', 'upload too large', { key: 'errors.too-large', with: { megabytes: Math.floor(limit / 1_048_576) } })

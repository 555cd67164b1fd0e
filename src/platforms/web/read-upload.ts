import { AppError } from '../../model/app-error.ts'
import { readLimited } from '../read-limited.ts'

export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * The files of an upload: one as the bare body with its name in `x-file-name` (percent-encoded UTF-8), or any number
 * as multipart/form-data.
 * @throws AppError too-large, bad-request if there is no file
 */
export async function readUploads(request: Request, limit: number): Promise<Upload[]> {
  const type = request.headers.get('content-type') ?? ''
  const single = !type.startsWith('multipart/form-data')
  // The form around the files takes a little more.
  const bytes = await readLimited(request, single ? limit : limit + 65_536)
  if (bytes === null) throw tooLarge(single ? limit : limit + 65_536)
  if (single) return [{ name: decodeName(request.headers.get('x-file-name') ?? ''), bytes }]
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null)
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

import { MultipartParseError, parseMultipart, type MultipartPart } from '@remix-run/multipart-parser'
import { AppError } from '../../model/app-error.ts'
import { BodyRefused, readBody } from '../take-body.ts'

export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a form around files may add. */
const FORM_BYTES = 65_536
const MOST_PARTS = 1_000

/**
 * How long a request says that it is, in bytes.
 * @returns null if it does not say
 * @throws AppError too-large, before anything is read
 */
export function announcedSize({ headers }: Request, limit: number): number | null {
  const declared = headers.get('content-length')
  if (declared === null || !/^\d{1,15}$/.test(declared) || headers.has('transfer-encoding')) return null
  if (Number(declared) > limit + (isForm(headers) ? FORM_BYTES : 0)) throw tooLarge(limit)
  return Number(declared)
}

const isForm = (headers: Headers): boolean => /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '')

/**
 * The files of an upload: one as the bare body with its name in `x-file-name` (percent-encoded UTF-8), or any number
 * as multipart/form-data. They are views of the body: nothing is held twice.
 * @param limit bytes of a file
 * @throws AppError too-large, too-slow, bad-request if there is no file or the body is broken
 */
export async function readUploads(request: Request, limit: number): Promise<Upload[]> {
  const type = request.headers.get('content-type') ?? ''
  const single = !isForm(request.headers)
  // No more than was reserved: a body may be longer than it says.
  const most = announcedSize(request, limit) ?? limit + (single ? 0 : FORM_BYTES)
  const bytes = await readBody(request, most).catch((error: unknown) => {
    throw error instanceof BodyRefused && error.code === 'too-large' ? tooLarge(limit) : error
  })
  if (single) return [{ name: decodeName(request.headers.get('x-file-name') ?? ''), bytes }]
  const files = splitForm(type, bytes)
  if (files.length === 0) throw new AppError('bad-request', 'no file', { key: 'errors.no-file' })
  return files
}

/** RFC 2046, 5.1.1. */
const LONGEST_BOUNDARY = 70

/** What parts the form; empty where the type does not say. */
function boundaryOf(type: string): string {
  const given = type.split(';').find((parameter) => /^\s*boundary=/i.test(parameter))
  const value = given?.slice(given.indexOf('=') + 1).trim() ?? ''
  return value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}

function splitForm(type: string, bytes: Uint8Array): Upload[] {
  const boundary = boundaryOf(type)
  // The parser looks for it as ASCII.
  if (boundary.length > LONGEST_BOUNDARY || !/^[\x20-\x7e]+$/.test(boundary)) throw badForm()
  const options = { boundary, maxFileSize: bytes.length, maxTotalSize: bytes.length, maxParts: MOST_PARTS }
  try {
    return [...parseMultipart(bytes, options)].flatMap((part) => {
      const name = fileNameOf(part)
      // A file field in which nothing was chosen has neither a name nor bytes.
      return name === null || (name === '' && part.size === 0) ? [] : [{ name, bytes: part.content[0] ?? new Uint8Array() }]
    })
  } catch (error) {
    throw error instanceof MultipartParseError ? badForm() : error
  }
}

/** @returns null for a field that is no file */
function fileNameOf(part: MultipartPart): string | null {
  try {
    return part.isFile ? (part.filename ?? '') : null
  } catch {
    // Headers that are no UTF-8: whatever the name was, the file is there.
    return ''
  }
}

function decodeName(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

const badForm = (): AppError => new AppError('bad-request', 'broken form', { key: 'errors.bad-form' })

const tooLarge = (limit: number): AppError =>
  new AppError('too-large', 'upload too large', { key: 'errors.too-large', with: { megabytes: Math.floor(limit / 1_048_576) } })

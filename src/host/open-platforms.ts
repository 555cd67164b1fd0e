import type { Platform } from '../model/ports/platform.ts'
import { BodyRefused, readBody } from '../platforms/take-body.ts'
import type { PlatformDefinition, PlatformParts } from '../platforms/platform-definition.ts'

const MOST_KILOBYTES = 1024

/** Opens every platform whose settings are there; `off` names the others. @throws AppError bad-setting naming the setting that is wrong */
export async function openPlatforms(definitions: readonly PlatformDefinition[], parts: PlatformParts) {
  const opened = await Promise.all(definitions.map((definition) => definition.open(parts)))
  return {
    platforms: opened.filter((platform) => platform !== null),
    off: definitions.filter((_, index) => opened[index] === null).map(({ name }) => name),
  }
}

/**
 * The answer of the platform whose own path a request is for; null if it is for the page.
 * @param path without the base path; the platform sees it like that
 */
export function answerOfPlatform(platforms: readonly Platform[], path: string, request: Request): Response | Promise<Response> | null {
  const http = platforms.find((platform) => platform.http && path.startsWith(`${platform.http.path}/`))?.http
  if (!http) return null
  return answerLimited(http, path, request)
}

/** Reads the body before the platform sees it: whatever a platform does with it, it is no longer than the limit. */
async function answerLimited(http: NonNullable<Platform['http']>, path: string, request: Request): Promise<Response> {
  const { method, headers } = request
  const url = new URL(request.url)
  const address = new URL(path + url.search, url)
  if (method === 'GET' || method === 'HEAD') return http.fetch(new Request(address, { method, headers }))
  try {
    const body = await readBody(request, (http.kilobytes ?? MOST_KILOBYTES) * 1024)
    return await http.fetch(new Request(address, { method, headers, ...(body.length > 0 ? { body } : {}) }))
  } catch (error) {
    if (!(error instanceof BodyRefused)) throw error
    return new Response(null, { status: error.code === 'too-large' ? 413 : error.code === 'too-slow' ? 408 : 400 })
  }
}

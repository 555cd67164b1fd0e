import type { Platform } from '../model/ports/platform.ts'
import type { PlatformDefinition, PlatformParts } from '../platforms/platform-definition.ts'

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
  const url = new URL(request.url)
  return http.fetch(url.pathname === path ? request : new Request(new URL(path + url.search, url), request))
}

import type { Platform } from '../model/ports/platform.ts'
import type { PlatformDefinition, PlatformParts } from '../platforms/platform-definition.ts'

export interface OpenedPlatforms {
  readonly platforms: readonly Platform[]
  /** Names of those that are not set up. */
  readonly off: readonly string[]
}

/** Opens every platform whose settings are there. @throws AppError bad-setting naming the setting that is wrong */
export async function openPlatforms(definitions: readonly PlatformDefinition[], parts: PlatformParts): Promise<OpenedPlatforms> {
  const opened = await Promise.all(definitions.map((definition) => definition.open(parts)))
  return {
    platforms: opened.filter((platform) => platform !== null),
    off: definitions.filter((_, index) => opened[index] === null).map(({ name }) => name),
  }
}

/** The answer of the platform whose own path a request is for; null if it is for the page. */
export function answerOfPlatform(platforms: readonly Platform[], path: string, request: Request): Response | Promise<Response> | null {
  const found = platforms.find(({ http }) => http && path.startsWith(`${http.path}/`))
  return found?.http?.fetch(request) ?? null
}

import type { PlatformParts } from '../platform-definition.ts'

/** The SDK's logger. Its debug lines hold whole events, a draft's words among them: they are never written. */
export type SlackLog = PlatformParts['log']

/** @param log where warnings and errors go */
export const slackLogger = (log: SlackLog) => ({
  debug: () => {},
  info: () => {},
  warn: (...message: unknown[]) => log('warn', first(message)),
  error: (...message: unknown[]) => log('error', first(message)),
  setLevel: () => {},
  // The SDK's enumeration has the same words; it is not imported, so that this stays free of the SDK.
  getLevel: () => 'warn' as never,
  setName: () => {},
})

const first = (message: readonly unknown[]): string => String(message[0] instanceof Error ? message[0].message : message[0]).slice(0, 300)

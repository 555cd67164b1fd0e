import { limitsFromEnvironment, type Limits } from '../extract/limits.ts'

/**
 * Nothing here can be killed, and an isolate has 128 MB for all that runs in it: about ten times an ordinary report
 * (400 cells, 30 000 characters), measured in docs/workers.md, where Node has room for a hundred times.
 */
const MOST: Partial<Limits> = {
  fileBytes: 8 * 1024 * 1024,
  inflatedBytes: 24 * 1024 * 1024,
  partBytes: 12 * 1024 * 1024,
  entries: 1_000,
  drafts: 20,
  archiveDepth: 1,
  cells: 6_000,
  depth: 128,
  characters: 400_000,
  paragraphs: 8_000,
  pages: 60,
  reportSteps: 10_000_000,
  seconds: 20,
}

/** The limits under which a Worker opens drafts: settings may make them narrower, never wider. */
export function workerLimits(settings: Readonly<Record<string, string | undefined>>): Limits {
  const limits = { ...limitsFromEnvironment(settings) }
  for (const [name, most] of Object.entries(MOST) as [keyof Limits, number][]) limits[name] = Math.min(limits[name], most)
  return limits
}

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { z } from 'zod'
import { packCatalogue } from '../draft-work/packed-catalogue.ts'
import type { Entries } from '../model/checklist.ts'
import type { Profile } from '../model/rule.ts'
import type { WordFile } from '../reply/say.ts'
import type { Composed } from './compose-checker.ts'

const BuiltCatalogue = z.object({
  /** The files that it was made from, as `stampsOf` gives them. */
  stamps: z.string(),
  words: z.custom<readonly WordFile[]>(Array.isArray),
  profiles: z.custom<readonly Profile[]>(Array.isArray),
  neverWaived: z.custom<readonly string[]>(Array.isArray),
  entries: z.custom<Entries>((value) => value instanceof Map),
  /** As packCatalogue gives it. */
  packed: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})

/** What a command that checks drafts needs of rules and sentences, already read and audited. */
export type BuiltCatalogue = z.infer<typeof BuiltCatalogue>

/** Keeps a sound catalogue in a file. @param folder that it was read from */
export function writeBuiltCatalogue(file: string, folder: string, { catalogue, profiles, neverWaived, entries }: Composed): void {
  const built: BuiltCatalogue = {
    stamps: stampsOf(folder),
    words: catalogue.words,
    profiles,
    neverWaived: [...neverWaived],
    entries,
    packed: packCatalogue(catalogue),
  }
  writeFileSync(file, serialize(built))
}

/** @returns what was kept; null where a file of the folder was changed, added or taken away since, or it cannot be read */
export function readBuiltCatalogue(file: string, folder: string): BuiltCatalogue | null {
  if (!existsSync(file)) return null
  try {
    const built = BuiltCatalogue.parse(deserialize(readFileSync(file)))
    return built.stamps === stampsOf(folder) ? built : null
  } catch {
    // Another version of Node wrote it.
    return null
  }
}

/** Size and time of each file that rules and sentences are read from; what people ask and the topics are for answers, the laws for the audit. */
function stampsOf(folder: string): string {
  const stamps: string[] = []
  for (const data of ['rules', 'prompts-templates'])
    for (const entry of readdirSync(join(folder, data), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(?:ya?ml|json)$/.test(entry.name) || entry.name.endsWith('.asked.yaml')) continue
      const path = join(entry.parentPath, entry.name)
      const place = relative(folder, path).replaceAll('\\', '/')
      if (/^rules\/(?:topics|law)\//.test(place)) continue
      const { size, mtimeMs } = statSync(path)
      stamps.push(`${place} ${size} ${mtimeMs}`)
    }
  return stamps.toSorted().join('\n')
}

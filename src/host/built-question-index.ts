import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { z } from 'zod'
import type { QuestionIndex } from '../answer/question-index.ts'
import { projectFolder } from './project-folder.ts'

const POSTINGS = { starts: z.instanceof(Uint32Array), phrasings: z.instanceof(Uint32Array) }
const names = z.custom<readonly string[]>(Array.isArray)
const BuiltIndex = z.object({
  /** Another version of ICU may cut words differently. */
  icu: z.literal(process.versions['icu'] ?? ''),
  index: z.object({
    of: z.string(),
    words: z.object({ names, ...POSTINGS }),
    characters: z.object({ keys: z.instanceof(Float64Array), ...POSTINGS }),
    syllables: z.object({ names, keys: z.instanceof(Float64Array), ...POSTINGS }),
    readings: z.string(),
  }),
})

const FILE = join(projectFolder, 'dist/questions.index')

/** Keeps an index beside the built program. */
export function writeBuiltIndex(index: QuestionIndex): void {
  writeFileSync(FILE, serialize({ icu: process.versions['icu'] ?? '', index }))
}

/** @returns the index made with the built program; null if the program runs from its source, or there is none that can be read */
export function readBuiltIndex(): QuestionIndex | null {
  if (dirname(fileURLToPath(import.meta.url)) !== dirname(FILE) || !existsSync(FILE)) return null
  try {
    return BuiltIndex.parse(deserialize(readFileSync(FILE))).index
  } catch {
    // Another version of Node wrote it.
    return null
  }
}

import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { projectFolder } from './project-folder.ts'

const Compiled = z.record(z.string(), z.object({ size: z.number(), changed: z.number(), content: z.unknown() }))
type Yaml = typeof import('yaml')

let compiled: z.infer<typeof Compiled> | null = null
let yaml: Yaml | null = null

/** The YAML library, read only when a file has changed since the build: parsing all files takes half a second. */
export const yamlLibrary = (): Yaml => (yaml ??= createRequire(import.meta.url)('yaml') as Yaml)

/**
 * A YAML file's content, from what the build compiled (dist/yaml.json, written by scripts/build.mjs) where the file is
 * still the same in size and time, else parsed anew.
 * @throws what the YAML library throws
 */
export function readYaml(file: string): unknown {
  const entry = compiledFiles()[relative(projectFolder, file).replaceAll('\\', '/')]
  if (entry) {
    const { size, mtimeMs } = statSync(file)
    if (size === entry.size && mtimeMs === entry.changed) return structuredClone(entry.content)
  }
  return yamlLibrary().parse(readFileSync(file, 'utf8'))
}

function compiledFiles(): z.infer<typeof Compiled> {
  if (compiled) return compiled
  const path = join(projectFolder, 'dist/yaml.json')
  const parsed = existsSync(path) ? Compiled.safeParse(JSON.parse(readFileSync(path, 'utf8'))) : null
  return (compiled = parsed?.success ? parsed.data : {})
}

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds rules/ and prompts-templates/, seen from dist/ as from src/. */
export const projectFolder: string = find(dirname(fileURLToPath(import.meta.url)))

function find(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'rules'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('rules/ not found beside the program')
  return find(above)
}

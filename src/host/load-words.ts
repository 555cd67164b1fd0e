import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../model/app-error.ts'
import { createWords, type WordFile, type Words } from '../reply/say.ts'
import { projectFolder } from './project-folder.ts'
import { readYaml } from './read-yaml.ts'

/** The one language of the reports and of those who write them. */
const LANGUAGE = 'zh-CN'

/**
 * Reads prompts-templates/zh-CN/*.yaml from disk.
 * @throws AppError bad-setting naming the file that does not parse
 */
export const loadWords = (folder = join(projectFolder, 'prompts-templates')): Words => createWords(readWordFiles(folder))

export function readWordFiles(folder: string): WordFile[] {
  const path = join(folder, LANGUAGE)
  const names = readdirSync(path).filter((name) => name.endsWith('.yaml'))
  return names.toSorted().map((name) => ({ name: name.replace(/\.yaml$/, ''), content: read(join(path, name)) }))
}

function read(path: string): unknown {
  try {
    return readYaml(path)
  } catch (error) {
    throw new AppError('bad-setting', `${path}: ${error instanceof Error ? error.message : 'does not parse'}`)
  }
}

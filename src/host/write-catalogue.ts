import { join } from 'node:path'
import { writeBuiltCatalogue } from './built-catalogue.ts'
import { composeRules } from './compose-checker.ts'
import { BUILT_CATALOGUE } from './known-rules.ts'
import { projectFolder } from './project-folder.ts'

/**
 * Called at the end of a build, so that no command waits for the audit of rules that are as they were built.
 * An office's own rules are no part of it.
 * @throws AppError bad-rule-file
 */
export function writeCatalogue(): void {
  writeBuiltCatalogue(join(projectFolder, BUILT_CATALOGUE), projectFolder, composeRules(projectFolder, ''))
}

import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAnswerer } from '../answer/create-answerer.ts'
import { indexQuestions } from '../answer/index-questions.ts'
import { composeChecker } from '../host/compose-checker.ts'
import { loadKnowledge } from '../host/load-knowledge.ts'
import { readAssets } from '../host/load-assets.ts'
import { readReferenceFiles } from '../host/load-reference.ts'
import { readWordFiles } from '../host/load-words.ts'
import { packQuestionIndex } from './pack-question-index.ts'
import type { WorkerData } from './worker-data.ts'

/**
 * Reads and audits all that a start on Node reads, and writes it as one module for the Worker.
 * @param folder the project's
 * @param assets where the page's built files are
 * @param target folder of the module
 * @throws AppError bad-rule-file, bad-setting as a start on Node would
 */
export function buildData(folder: string, assets: string, target: string): { readonly rules: number; readonly bytes: number } {
  const { checker, words, profiles } = composeChecker(folder)
  const knowledge = loadKnowledge(join(folder, 'rules'))
  const source = { rules: checker.rules, ...knowledge, lexicon: checker.reference.lexicon }
  const index = indexQuestions(source)
  createAnswerer({ words, ...source }, index)
  const data: WorkerData = {
    words: readWordFiles(join(folder, 'prompts-templates')),
    rules: checker.rules,
    profiles,
    reference: readReferenceFiles(join(folder, 'rules')),
    ...knowledge,
    assets: readAssets(assets).map(({ body, ...asset }) => ({ ...asset, base64: body.toString('base64') })),
  }
  const maps = join(folder, 'assets/cmaps')
  const cmaps = Object.fromEntries(
    readdirSync(maps)
      .filter((name) => name.endsWith('.bcmap'))
      .map((name) => [name.replace(/\.bcmap$/, ''), readFileSync(join(maps, name)).toString('base64')]),
  )
  // Parsed from a string: engines read JSON several times faster than a literal of the same.
  const text = `export const readData = () => JSON.parse(${JSON.stringify(JSON.stringify(data))})
export const cmaps = ${JSON.stringify(cmaps)}
export const questions = ${JSON.stringify(Buffer.from(packQuestionIndex(index)).toString('base64'))}
`
  mkdirSync(target, { recursive: true })
  const beside = join(target, `data.${process.pid}.tmp`)
  writeFileSync(beside, text)
  renameSync(beside, join(target, 'data.mjs'))
  return { rules: checker.rules.length, bytes: text.length }
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Asked, type AskedOf, Vocabulary, Topic } from '../answer/knowledge.ts'
import { badFile, parseYamlFile, yamlFiles } from './load-catalogue.ts'
import { ownRulesFolder } from './own-rules.ts'

export interface Knowledge {
  readonly topics: readonly Topic[]
  readonly asked: AskedOf
  readonly vocabulary: Vocabulary
}

/**
 * Reads what answers are made of beside the rules: topics, what people ask about each rule and topic, and the vocabulary.
 * @param folder the rules folder
 * @param own a folder of the office's own rules, which may hold both too
 * @throws AppError `bad-rule-file` naming the file, the line and what is wrong with it
 */
export function loadKnowledge(folder: string, own = ownRulesFolder()): Knowledge {
  const files = knowledgeFiles(folder, own)
  const topics = files
    .filter(({ kind }) => kind === 'topic')
    .map(({ file, place }) => parseYamlFile(file, place, Topic.extend({ id: z.literal(idOf(place)) })))
  const asked: Record<string, Asked> = {}
  for (const { file, place } of files.filter(({ kind }) => kind === 'asked')) {
    if (!existsSync(file.replace(ASKED, '.yaml'))) throw badFile(place, 1, 'no rule or topic beside it', 'cli.asked-alone')
    asked[idOf(place)] = parseYamlFile(file, place, Asked)
  }
  const vocabulary = parseYamlFile(join(folder, 'lexicon/zh-CN.yaml'), 'lexicon/zh-CN.yaml', Vocabulary)
  return { topics, asked, vocabulary }
}

/** The YAML files of the rules folder and of the office's own. */
export const knowledgeFiles = (folder: string, own = ownRulesFolder()): ReturnType<typeof yamlFiles> =>
  [folder, ...(own ? [own] : [])].flatMap(yamlFiles)

const ASKED = /\.asked\.yaml$/

/** The id that a file's place says: `T3-001` of table3/T3-001-column-balance.yaml, `LAW/fee` of topics/law/fee.yaml. */
export function idOf(place: string): string {
  const path = place.replace(ASKED, '').replace(/\.yaml$/, '')
  const [area = '', name = ''] = path.split('/').slice(-2)
  return path.startsWith('topics/') ? `${area.toUpperCase()}/${name}` : (/^[A-Z0-9]+-\d+/.exec(name || area)?.[0] ?? name)
}

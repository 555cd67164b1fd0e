import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Lexicon, QuestionFile, SignPartFile, signFileWith, TopicFile, type ExtraQuestions, type Topic } from '../answer/knowledge.ts'
import type { EntrySigns, Signs } from '../answer/signs.ts'
import { AppError } from '../model/app-error.ts'
import { parseYamlFile } from './load-catalogue.ts'

export interface Knowledge {
  readonly topics: readonly Topic[]
  readonly extraQuestions: ExtraQuestions
  readonly lexicon: Lexicon
  readonly signs: Signs
}

/**
 * Reads what answers are made of beside the rules: rules/topics, rules/questions, rules/lexicon.
 * @param folder the rules folder
 * @throws AppError `bad-rule-file` naming the file, the line and what is wrong with it
 */
export function loadKnowledge(folder: string, language = 'zh-CN'): Knowledge {
  const topics = yamlNames(join(folder, 'topics')).flatMap((name) =>
    parseYamlFile(join(folder, 'topics', name), `topics/${name}`, TopicFile),
  )
  const extraQuestions: Record<string, string[]> = {}
  for (const name of yamlNames(join(folder, 'questions')))
    for (const [id, questions] of Object.entries(parseYamlFile(join(folder, 'questions', name), `questions/${name}`, QuestionFile)))
      extraQuestions[id] = [...(extraQuestions[id] ?? []), ...questions]
  const twice = topics.map(({ id }) => id).find((id, at, all) => all.indexOf(id) !== at)
  if (twice) throw twiceThere('topics/', twice)
  const lexicon = parseYamlFile(join(folder, 'lexicon', `${language}.yaml`), `lexicon/${language}.yaml`, Lexicon)
  return { topics, extraQuestions, lexicon, signs: loadSigns(join(folder, 'lexicon', 'signs')) }
}

/** Every file but parts.yaml holds entries; the parts are known in all. */
function loadSigns(folder: string): Signs {
  const parts = parseYamlFile(join(folder, 'parts.yaml'), 'lexicon/signs/parts.yaml', SignPartFile)
  const schema = signFileWith(parts)
  const signs: Record<string, EntrySigns> = {}
  for (const name of yamlNames(folder).filter((each) => each !== 'parts.yaml'))
    for (const [id, entry] of Object.entries(parseYamlFile(join(folder, name), `lexicon/signs/${name}`, schema))) {
      if (Object.hasOwn(signs, id)) throw twiceThere(`lexicon/signs/${name}`, id)
      signs[id] = entry
    }
  return signs
}

function twiceThere(file: string, id: string): AppError {
  return new AppError('bad-rule-file', `${file}: ${id} is there twice`, { key: 'bad-rule-file', with: { file, line: 0, problem: id } })
}

function yamlNames(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
}

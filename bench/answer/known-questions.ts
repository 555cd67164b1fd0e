import { join } from 'node:path'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { loadKnowledge } from '../../src/host/load-knowledge.ts'
import { loadReference } from '../../src/host/load-reference.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import type { RouterKnowledge } from '../../src/answer/read-evidence.ts'

export interface KnownQuestion {
  readonly id: string
  readonly question: string
}

/** Rules, topics and all their phrasings. */
export function readKnowledge(): RouterKnowledge & { readonly rules: ReturnType<typeof loadCatalogue>['rules'] } {
  const folder = join(projectFolder, 'rules')
  return { ...loadKnowledge(folder), rules: loadCatalogue(folder).rules, lexicon: loadReference(folder).lexicon }
}

/** Every known phrasing with the entry that it stands under. */
export function questionsOf({ rules, topics, asked }: RouterKnowledge): KnownQuestion[] {
  return [...topics, ...rules, ...Object.entries(asked).map(([id, { questions }]) => ({ id, questions }))].flatMap(({ id, questions }) =>
    questions.map((question) => ({ id, question })),
  )
}

/** The knowledge without the questions at every `folds`-th place from `fold`. */
export function withoutFold<Known extends RouterKnowledge>(
  knowledge: Known,
  asked: readonly KnownQuestion[],
  fold: number,
  folds: number,
): Known {
  const out = new Set(asked.filter((_, at) => at % folds === fold).map(({ id, question }) => `${id} ${question}`))
  const kept = (id: string, questions: readonly string[]): string[] => questions.filter((question) => !out.has(`${id} ${question}`))
  return {
    ...knowledge,
    rules: knowledge.rules.map((rule) => ({ ...rule, questions: kept(rule.id, rule.questions) })),
    topics: knowledge.topics.map((topic) => ({ ...topic, questions: kept(topic.id, topic.questions) })),
    asked: Object.fromEntries(Object.entries(knowledge.asked).map(([id, each]) => [id, { ...each, questions: kept(id, each.questions) }])),
  }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { auditQuestions } from '../../answer/audit-questions.ts'
import { createAnswerer } from '../../answer/create-answerer.ts'
import { AppError } from '../../model/app-error.ts'
import { composeChecker } from '../compose-checker.ts'
import { idOf, knowledgeFiles, loadKnowledge } from '../load-knowledge.ts'
import { loadQuestionIndex } from '../load-question-index.ts'
import { projectFolder } from '../project-folder.ts'
import { readOptions } from '../read-options.ts'
import { systemClock } from '../system.ts'

/**
 * `nianbao test-questions [ID…]`: asks every phrasing of the rules and topics named, of all where none is, and tells with
 * file and line which do not find their entry, stand under two entries, or name an entry that is not there.
 * @returns the exit code: 0 fine, 1 something is wrong; among all phrasings some may find a neighbour
 * @throws AppError `bad-rule-file` for a file that cannot be read, `not-found` for an id that is not there
 */
export async function testQuestionsCommand(args: readonly string[]): Promise<number> {
  const { positionals: wanted } = readOptions({ args: [...args], options: {}, allowPositionals: true })
  const { checker, words } = composeChecker()
  const folder = join(projectFolder, 'rules')
  const knowledge = { rules: checker.rules, ...loadKnowledge(folder), lexicon: checker.reference.lexicon }
  const entries = [...knowledge.rules, ...knowledge.topics]
  const unknown = wanted.find((id) => !entries.some((entry) => entry.id === id))
  if (unknown !== undefined) throw new AppError('not-found', `no entry ${unknown}`, { key: 'cli.no-entry', with: { id: unknown } })
  const answerer = createAnswerer({ ...knowledge, words }, await loadQuestionIndex(knowledge))
  const context = { role: 'administrator', now: systemClock.now() } as const
  const complain = (id: string, text: string, code: string, values: Readonly<Record<string, string | number>>): void =>
    console.error(`${placeOf(folder, id, text)}: ${words.plain(`cli.question-problem.${code}`, values)}`)

  const isWanted = ({ id }: { readonly id: string }): boolean => wanted.length === 0 || wanted.includes(id)
  const problems = auditQuestions(knowledge).filter(isWanted)
  for (const { id, text, code, with: values } of problems) complain(id, text, code, values)
  let [asked, lost] = [0, 0]
  for (const { id, questions } of entries.filter(isWanted))
    for (const text of [...questions, ...(knowledge.asked[id]?.questions ?? [])]) {
      const { kind, route } = answerer.answer(text, context)
      asked++
      if (route.includes(id) || (kind === 'refusal' && id.startsWith('OUT/'))) continue
      lost++
      complain(id, text, 'lost', { text, found: route.join(' ') })
    }
  console.log(words.plain('cli.questions-tested', { asked, lost, problems: problems.length }))
  return problems.length > 0 || (lost > 0 && wanted.length > 0) ? 1 : 0
}

/** The file and line where an entry's text stands. */
function placeOf(folder: string, id: string, text: string): string {
  const files = knowledgeFiles(folder).filter(({ place }) => idOf(place) === id)
  for (const { file, place } of files) {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((each) => each.includes(text))
    if (line >= 0) return `${place}:${line + 1}`
  }
  return id
}

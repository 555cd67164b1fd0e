// Asks a list of fresh questions, one a line (`ID [ID…]|question`, OUT for a refusal), and prints which were missed.
// npx tsx bench/answer/ask-list.ts LIST.txt…
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import { indexQuestions } from '../../src/answer/index-questions.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import { readKnowledge } from './known-questions.ts'

const knowledge = readKnowledge()
const answerer = createAnswerer({ ...knowledge, words: loadWords(join(projectFolder, 'prompts-templates')) }, indexQuestions(knowledge))

for (const file of process.argv.slice(2)) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('|'))
  const missed: string[] = []
  let first = 0
  let two = 0
  for (const line of lines) {
    const [wanted, question] = line.split('|') as [string, string]
    const answer = answerer.answer(question, { role: 'supervisor', now: new Date('2026-12-01T00:00:00Z') })
    const hits = (id: string | undefined): boolean => id !== undefined && wanted.split(' ').includes(id)
    const refused = wanted.startsWith('OUT') && answer.kind === 'refusal'
    if (refused || hits(answer.route[0])) first++
    if (refused || answer.route.slice(0, 2).some(hits)) two++
    else missed.push(`  ${question}　→ ${wanted}，却是 ${answer.kind} ${answer.route.join(' ')}`)
  }
  console.log(
    `${file}: ${lines.length} asked, first ${((100 * first) / lines.length).toFixed(1)} %, among the first two ${((100 * two) / lines.length).toFixed(1)} %`,
  )
  console.log(missed.join('\n'))
}

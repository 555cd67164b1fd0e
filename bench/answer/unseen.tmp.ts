import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import { indexQuestions } from '../../src/answer/index-questions.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import { readKnowledge } from './known-questions.ts'
const knowledge = readKnowledge()
const answerer = createAnswerer({ ...knowledge, words: loadWords(join(projectFolder, 'prompts-templates')) }, indexQuestions(knowledge))
const folder = join(projectFolder, 'test/answer/unseen')
const all = { n: 0, first: 0, two: 0, route: 0, out: 0, refused: 0, wrongly: 0 }
for (const name of readdirSync(folder)) {
  const t = { n: 0, first: 0, two: 0, route: 0, out: 0, refused: 0, wrongly: 0 }
  for (const line of readFileSync(join(folder, name), 'utf8').trim().split('\n')) {
    const [ids = '', q = ''] = line.split('|')
    const want = ids.split(' ')
    const { kind, route } = answerer.answer(q, { role: 'supervisor', now: new Date('2026-12-01T00:00:00Z') } as never)
    t.n++
    const out = want.includes('OUT')
    const hit = (k: number) => (out ? kind === 'refusal' : route.slice(0, k).some((id) => want.includes(id)))
    if (hit(1)) t.first++
    if (hit(2)) t.two++
    if (hit(9)) t.route++
    else if (process.argv.includes('--bad')) console.log(`  ${q} → ${ids}: ${kind} ${route.join(' ')}`)
    if (out) {
      t.out++
      if (kind === 'refusal') t.refused++
    } else if (kind === 'refusal') t.wrongly++
  }
  for (const k of Object.keys(t) as (keyof typeof t)[]) all[k] += t[k]
  console.log(name, JSON.stringify(t))
}
console.log('all', JSON.stringify(all))

// Cross-validation of the answers over our own phrasings: every fifth question is taken out and asked.
// npx tsx bench/answer/measure.ts [folds] [--bad] [--questions FILE.json]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import { indexQuestions } from '../../src/answer/index-questions.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import type { Answer } from '../../src/model/answer.ts'
import { questionsOf, readKnowledge, withoutFold } from './known-questions.ts'

const FOLDS = 5
const bare = (text: string): string => text.replace(/[\p{P}\s]/gu, '')
const words = loadWords(join(projectFolder, 'prompts-templates'))
const file = process.argv.includes('--questions') ? process.argv[process.argv.indexOf('--questions') + 1] : undefined
const foreign = file ? (JSON.parse(readFileSync(file, 'utf8')) as { question: string; route: string }[]) : []
const held = new Set(foreign.map(({ question }) => bare(question)))
// Questions of the file are removed from their rules, so that they are unseen.
const whole = readKnowledge()
const knowledge = {
  ...whole,
  rules: whole.rules.map((rule) => ({ ...rule, questions: rule.questions.filter((question) => !held.has(bare(question))) })),
}
const CONTEXT = { role: 'drafter', now: new Date('2026-12-01T00:00:00Z') } as const

const asked = questionsOf(knowledge)
const topicOf = new Map(knowledge.topics.map((topic) => [topic.id, topic]))
const linked = (one: string, other: string): boolean =>
  topicOf.get(one)?.rules.includes(other) === true || topicOf.get(other)?.rules.includes(one) === true
const tally = { all: 0, first: 0, near: 0, two: 0, route: 0, refusals: 0, refused: 0, wronglyRefused: 0, choices: 0, unknown: 0 }
const bad: string[] = []
const started = process.cpuUsage()
let answering = 0

for (let fold = 0; fold < Number(process.argv[2] ?? FOLDS); fold++) {
  const part = withoutFold(knowledge, asked, fold, FOLDS)
  const answerer = createAnswerer({ ...part, words }, indexQuestions(part))
  asked.forEach(({ id, question }, at) => {
    if (at % FOLDS !== fold) return
    const before = process.cpuUsage()
    const answer = answerer.answer(question, CONTEXT)
    const spent = process.cpuUsage(before)
    answering += (spent.user + spent.system) / 1000
    judge(id, question, answer)
  })
}

function judge(id: string, question: string, answer: Answer): void {
  const [first = ''] = answer.route
  tally.all++
  if (answer.kind === 'choice') tally.choices++
  if (answer.kind === 'unknown') tally.unknown++
  if (topicOf.get(id)?.kind === 'refusal') {
    tally.refusals++
    if (answer.kind === 'refusal') tally.refused++
    else bad.push(`${question}　应拒绝，却答 ${answer.kind} ${answer.route.join(' ')}`)
    return
  }
  if (answer.kind === 'refusal' && topicOf.get(id)?.kind !== 'supervision' && topicOf.get(id)?.kind !== 'action') tally.wronglyRefused++
  if (first === id) tally.first++
  if (first === id || linked(first, id)) tally.near++
  if (answer.route.slice(0, 2).includes(id)) tally.two++
  if (answer.route.includes(id)) tally.route++
  else bad.push(`${question}　应为 ${id}，却是 ${answer.kind} ${answer.route.join(' ')}`)
}

const inScope = tally.all - tally.refusals
const share = (part: number, whole: number): string => `${part}/${whole} = ${((100 * part) / whole).toFixed(1)}%`
console.log(`entries ${knowledge.topics.length + knowledge.rules.length}, phrasings ${asked.length}, asked ${tally.all}`)
console.log(`first is right               ${share(tally.first, inScope)}`)
console.log(`first is right or its pair   ${share(tally.near, inScope)}`)
console.log(`right one is among the first two ${share(tally.two, inScope)}`)
console.log(`right one is in the route    ${share(tally.route, inScope)}`)
console.log(`refused where it should be   ${share(tally.refused, tally.refusals)}`)
console.log(`refused where it should not  ${share(tally.wronglyRefused, inScope)}`)
console.log(`asked back ${tally.choices}, did not know ${tally.unknown}`)
console.log(
  `CPU per answer ${(answering / tally.all).toFixed(1)} ms; all ${((process.cpuUsage(started).user + process.cpuUsage(started).system) / 1e6).toFixed(1)} s`,
)

if (file) {
  const index = indexQuestions(knowledge)
  const before = process.cpuUsage()
  const answerer = createAnswerer({ ...knowledge, words }, index)
  const start = process.cpuUsage(before)
  let right = 0
  let inRoute = 0
  for (const { question, route } of foreign) {
    const wanted: readonly string[] = route.match(/[A-Z][A-Z0-9]-\d{3}/g) ?? []
    const groups: readonly string[] = route.match(/TABLE[234]|LAW|BOT/g) ?? []
    const answer = answerer.answer(question, CONTEXT)
    const hits = (id: string): boolean => wanted.includes(id) || groups.some((group) => id.startsWith(`${group}/`))
    if (hits(answer.route[0] ?? '')) right++
    if (answer.route.some(hits)) inRoute++
    else bad.push(`${question}　应为 ${route}，却是 ${answer.kind} ${answer.route.join(' ')}`)
  }
  console.log(
    `${file}: first ${share(right, foreign.length)}, in the route ${share(inRoute, foreign.length)}; start ${((start.user + start.system) / 1000).toFixed(0)} ms CPU`,
  )
}
if (process.argv.includes('--bad')) console.log(bad.join('\n'))

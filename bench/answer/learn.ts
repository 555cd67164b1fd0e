// Learns the weights of the evidence from questions that are taken out of the knowledge, and writes them with --write.
// npx tsx bench/answer/learn.ts [--write]
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { indexQuestions } from '../../src/answer/index-questions.ts'
import { candidatesOf, kindsOf, mannerOf, scopeFeatures } from '../../src/answer/judge-readings.ts'
import { normaliseQuestion } from '../../src/answer/normalise-question.ts'
import { createEvidenceReader, type Evidence } from '../../src/answer/read-evidence.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import { questionsOf, readKnowledge, withoutFold } from './known-questions.ts'

const FOLDS = 5
const STEPS = 300
const RATE = 0.05
const RIDGE = 1e-4

interface Example {
  readonly id: string
  readonly ids: readonly string[]
  readonly kinds: readonly number[]
  readonly evidence: Evidence
  readonly manner: readonly number[]
  readonly candidates: { readonly at: number; readonly features: readonly number[] }[]
}

const knowledge = readKnowledge()
const asked = questionsOf(knowledge)
const examples = Array.from({ length: FOLDS }, (_, fold) => readFold(fold)).flat()
const ours = examples.filter(({ id }) => !id.startsWith('OUT/'))

const found = ours.filter(({ id, ids, candidates }) => candidates.some(({ at }) => ids[at] === id))
console.log(`${examples.length} questions; the right one is among the candidates in ${((100 * found.length) / ours.length).toFixed(1)} %`)

/** Trains on one half of the examples and asks the other. */
const trial = [0, 1].flatMap((part) => {
  const weights = learnReadings(found.filter((_, at) => at % 2 !== part))
  return ours.filter((_, at) => at % 2 === part).map((example) => rankOf(example, weights))
})
const within = (count: number): string => `${((100 * trial.filter((rank) => rank < count).length) / trial.length).toFixed(1)} %`
console.log(`refusals apart, right one first ${within(1)}, among two ${within(2)}, among three ${within(3)}`)

const readingWeights = learnReadings(found)
const scopeExamples = examples.map((example) => ({ foreign: example.id.startsWith('OUT/'), features: scopeOf(example, readingWeights) }))
const scopeWeights = learnScope(scopeExamples)
for (const from of [0.5, 0.4, 0.3, 0.2, 0.15]) {
  const rate = (foreign: boolean): string => {
    const part = scopeExamples.filter((each) => each.foreign === foreign)
    return `${((100 * part.filter(({ features }) => dot(features, scopeWeights) > Math.log(from / (1 - from))).length) / part.length).toFixed(1)} %`
  }
  console.log(`refused from ${from}: where it should be ${rate(true)}, where it should not ${rate(false)}`)
}
if (process.argv.includes('--write')) write()

function readFold(fold: number): Example[] {
  const part = withoutFold(knowledge, asked, fold, FOLDS)
  const reader = createEvidenceReader(part, indexQuestions(part))
  const kinds = kindsOf(reader.ids, new Set(part.topics.map(({ id }) => id)))
  return asked.flatMap(({ id, question }, at) => {
    if (at % FOLDS !== fold || reader.readPinyin(question)) return []
    const evidence = reader.read(question)
    const manner = mannerOf(knowledge.lexicon, normaliseQuestion(knowledge.lexicon, question))
    return [{ id, ids: reader.ids, kinds, evidence, manner, candidates: candidatesOf(evidence, kinds, manner) }]
  })
}

/** Conditional logistic regression: the right candidate against the others of the same question. */
function learnReadings(part: readonly Example[]): number[] {
  const scale = scaleOf(part.flatMap(({ candidates }) => candidates.map(({ features }) => features)))
  const groups = part.map(({ id, ids, candidates }) => ({
    right: candidates.findIndex(({ at }) => ids[at] === id),
    features: candidates.map(({ features }) => sparse(features.map((value, at) => value / (scale[at] as number)))),
  }))
  const weights = descend(scale.length, (current) => {
    const slope = new Float64Array(scale.length)
    for (const { right, features } of groups) {
      const values = features.map(({ places, values: each }) =>
        places.reduce((sum, place, at) => sum + (each[at] as number) * (current[place] as number), 0),
      )
      const most = Math.max(...values)
      const shares = values.map((value) => Math.exp(value - most))
      const all = shares.reduce((sum, share) => sum + share, 0)
      features.forEach((each, place) => {
        const error = (shares[place] as number) / all - (place === right ? 1 : 0)
        each.places.forEach((at, nth) => (slope[at] = (slope[at] as number) + (error * (each.values[nth] as number)) / groups.length))
      })
    }
    return slope
  })
  return weights.map((weight, at) => weight / (scale[at] as number))
}

function sparse(features: readonly number[]): { readonly places: number[]; readonly values: number[] } {
  const places = features.flatMap((value, at) => (value === 0 ? [] : [at]))
  return { places, values: places.map((at) => features[at] as number) }
}

function learnScope(part: readonly { readonly foreign: boolean; readonly features: readonly number[] }[]): number[] {
  const scale = scaleOf(part.map(({ features }) => features))
  const scaled = part.map(({ foreign, features }) => ({ foreign, features: features.map((value, at) => value / (scale[at] as number)) }))
  const weights = descend(scale.length, (current) => {
    const slope = new Float64Array(scale.length)
    for (const { foreign, features } of scaled) {
      const error = 1 / (1 + Math.exp(-dot(features, current))) - Number(foreign)
      for (let at = 0; at < features.length; at++) slope[at] = (slope[at] as number) + (error * (features[at] as number)) / scaled.length
    }
    return slope
  })
  return weights.map((weight, at) => weight / (scale[at] as number))
}

/** Adam over all examples at once: deterministic. */
function descend(size: number, slopeAt: (weights: readonly number[]) => Float64Array): number[] {
  const weights = Array.from({ length: size }, () => 0)
  const [mean, square] = [new Float64Array(size), new Float64Array(size)]
  for (let step = 1; step <= STEPS; step++) {
    const slope = slopeAt(weights)
    for (let at = 0; at < size; at++) {
      const each = (slope[at] as number) + RIDGE * (weights[at] as number)
      mean[at] = 0.9 * (mean[at] as number) + 0.1 * each
      square[at] = 0.999 * (square[at] as number) + 0.001 * each * each
      weights[at] =
        (weights[at] as number) -
        (RATE * ((mean[at] as number) / (1 - 0.9 ** step))) / (Math.sqrt((square[at] as number) / (1 - 0.999 ** step)) + 1e-8)
    }
  }
  return weights
}

function scaleOf(rows: readonly (readonly number[])[]): number[] {
  const squares = new Float64Array(rows[0]?.length ?? 0)
  for (const row of rows) for (let at = 0; at < row.length; at++) squares[at] = (squares[at] as number) + (row[at] as number) ** 2
  return Array.from(squares, (square) => Math.sqrt(square / rows.length) || 1)
}

function dot(features: readonly number[], weights: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < features.length; at++) sum += (features[at] as number) * (weights[at] as number)
  return sum
}

function rankOf({ id, ids, candidates }: Example, weights: readonly number[]): number {
  const order = candidates
    .map(({ at, features }) => ({ id: ids[at], value: dot(features, weights) }))
    .sort((one, other) => other.value - one.value)
  const rank = order.filter((each) => !each.id?.startsWith('OUT/')).findIndex((each) => each.id === id)
  return rank < 0 ? Number.POSITIVE_INFINITY : rank
}

function scopeOf({ ids, kinds, evidence, manner, candidates }: Example, weights: readonly number[]): number[] {
  const values = candidates.map(({ features }) => dot(features, weights))
  const most = Math.max(...values)
  const shares = values.map((value) => Math.exp(value - most))
  const all = shares.reduce((sum, share) => sum + share, 0)
  return scopeFeatures(
    evidence,
    candidates.map(({ at }, place) => ({ id: ids[at] as string, share: (shares[place] as number) / all })),
    kinds,
    manner,
  )
}

function write(): void {
  const list = (weights: readonly number[]): string => weights.map((weight) => Number(weight.toPrecision(4))).join(', ')
  writeFileSync(
    join(projectFolder, 'src/answer/reading-weights.ts'),
    `// Learnt from ${examples.length} questions by bench/answer/learn.ts --write; what each weighs stands in judge-readings.ts.\nexport const READING_WEIGHTS: readonly number[] = [${list(readingWeights)}]\nexport const SCOPE_WEIGHTS: readonly number[] = [${list(scopeWeights)}]\n`,
  )
}

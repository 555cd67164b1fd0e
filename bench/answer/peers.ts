// Measures natural's classifier and tf-idf on the same questions: every fifth known question is taken out and asked.
// npx tsx bench/answer/peers.ts
import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js'
import { TfIdf } from 'natural/lib/natural/tfidf/index.js'
import { createRouter } from '../../src/answer/create-router.ts'
import { createFolder, createSegmenter } from '../../src/answer/fold-words.ts'
import { indexQuestions } from '../../src/answer/index-questions.ts'
import { bareText, normaliseQuestion } from '../../src/answer/normalise-question.ts'
import { questionsOf, readKnowledge, withoutFold } from './known-questions.ts'

const FOLDS = 5
const knowledge = readKnowledge()
const asked = questionsOf(knowledge)
const known = asked.filter((_, at) => at % FOLDS !== 0)
const unseen = asked.filter(({ id }, at) => at % FOLDS === 0 && !id.startsWith('OUT/'))
const fold = createFolder(knowledge.vocabulary, knowledge.lexicon)
const segment = createSegmenter(knowledge.vocabulary)
const tokens = (questions: readonly string[]): string[][] =>
  segment(questions.map((question) => fold(bareText(normaliseQuestion(knowledge.lexicon, question)))))

function measure(name: string, learn: () => (question: string) => string | undefined): void {
  const start = performance.now()
  const find = learn()
  const learnt = performance.now()
  const right = unseen.filter(({ id, question }) => find(question) === id).length
  console.log(
    `${name}: ${((100 * right) / unseen.length).toFixed(1)} % first; learnt in ${(learnt - start).toFixed(0)} ms, ${((performance.now() - learnt) / unseen.length).toFixed(1)} ms an answer`,
  )
}

console.log(`${known.length} questions known, ${unseen.length} asked`)
measure('natural BayesClassifier', () => {
  const classifier = new BayesClassifier()
  const words = tokens(known.map(({ question }) => question))
  known.forEach(({ id }, at) => classifier.addDocument(words[at] ?? [], id))
  classifier.train()
  return (question) => classifier.classify(tokens([question])[0] ?? [])
})
measure('natural TfIdf, an entry a document', () => {
  const index = new TfIdf()
  const ids = [...new Set(known.map(({ id }) => id))]
  for (const id of ids) index.addDocument(tokens(known.filter((each) => each.id === id).map(({ question }) => question)).flat())
  return (question) => {
    const scores = index.tfidfs(tokens([question])[0] ?? [])
    return ids[scores.indexOf(Math.max(...scores))]
  }
})
measure('ours', () => {
  const part = withoutFold(knowledge, asked, 0, FOLDS)
  const route = createRouter(part, indexQuestions(part))
  return (question) => route(question).matches[0]?.id
})

import { questions, readData } from '@nianbao/worker-data'
import { answererPort } from '../answer/answerer-port.ts'
import { createAnswerer } from '../answer/create-answerer.ts'
import { createChecker } from '../check/check-report.ts'
import type { Answerer } from '../model/ports/answerer.ts'
import { allPredicates } from '../predicates/all-predicates.ts'
import { createWords } from '../reply/say.ts'
import { compileReference } from '../form/reference.ts'
import { unpackQuestionIndex } from './unpack-question-index.ts'
import { bytesOfBase64 } from './worker-data.ts'

/** What is the same for every invocation: made once an isolate, each part when it is first wanted. */
type Knowledge = ReturnType<typeof compose>

let made: Knowledge | null = null

/** Rules, sentences and topics that were audited when the bundle was built. */
export const knowledge = (): Knowledge => (made ??= compose())

function compose() {
  const data = readData()
  const reference = compileReference(data.reference)
  const words = createWords(data.words)
  const checker = createChecker(data.rules, allPredicates, words.plain, reference)
  const address = (path: string): string => data.assets.find((asset) => asset.path === path)?.address ?? path
  return {
    words,
    profiles: data.profiles,
    checker,
    answerer: lazyAnswerer(() =>
      createAnswerer({ ...data, words, lexicon: reference.lexicon }, unpackQuestionIndex(bytesOfBase64(questions))),
    ),
    assets: { script: address('/static/client.js'), style: address('/static/style.css') },
    files: new Map(data.assets.map(({ path, type, base64 }) => [path, { body: bytesOfBase64(base64), type }])),
  }
}

/** Building the answers' index takes a moment: only the first question waits for it. */
function lazyAnswerer(make: () => ReturnType<typeof createAnswerer>): Answerer {
  let answerer: ReturnType<typeof createAnswerer> | null = null
  return answererPort(
    () => (answerer ??= make()),
    () => new Date(),
  )
}

import { createChecker, type Checker } from '../check/check-report.ts'
import { compileReference } from '../form/reference.ts'
import { allPredicates } from '../predicates/all-predicates.ts'
import { createWords, type Words } from '../reply/say.ts'
import type { Catalogue } from './packed-catalogue.ts'

/** Puts the checker together of audited data. */
export function composeCatalogue({ words: files, rules, reference }: Catalogue): { readonly words: Words; readonly checker: Checker } {
  const words = createWords(files, { isSound: true })
  return { words, checker: createChecker(rules, allPredicates, words.plain, compileReference(reference)) }
}

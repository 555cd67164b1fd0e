import type { AnnualReport } from '../../src/model/annual-report.ts'
import type { CheckResult } from '../../src/model/finding.ts'
import type { CheckContext } from '../../src/model/outcome.ts'
import { createChecker } from '../../src/check/check-report.ts'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import type { Say } from '../../src/check/say-codes.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { allPredicates } from '../../src/predicates/all-predicates.ts'
import { readReport, reference } from '../support/reference.ts'

const { rules } = loadCatalogue('rules')

const words = loadWords('prompts-templates')

/** The shipped sentences, except that reasons stay codes. */
export const say: Say = (key, values) => (key.startsWith('unknown.') ? key.slice('unknown.'.length) : words.plain(key, values))

/** The shipped catalogue. */
export const catalogue = createChecker(rules, allPredicates, say, reference)

/** A sample draft as the reader reads it. */
export function sampleReport(patch: Readonly<Record<string, unknown>>): AnnualReport {
  return readReport(sampleDocument(reference, SamplePatch.parse(patch)))
}

/** A sample draft, read and checked like any upload. */
export function checkSample(patch: Readonly<Record<string, unknown>>, more: Partial<CheckContext> = {}): CheckResult {
  return catalogue.check({ report: sampleReport(patch), ...more })
}

/** Rule ids of findings, without consequences. */
export const idsOf = ({ findings }: CheckResult): string[] => findings.map(({ rule }) => rule).toSorted()

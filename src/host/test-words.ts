import { relative } from 'node:path'
import { compileLexicon } from '../language/lexicon.ts'
import { faultsOfWords, runLexiconCases, type WordFault } from '../language/lexicon-faults.ts'
import { faultsOfMeasures, runMeasureCases } from '../report/claims/measure-faults.ts'
import { lineOf } from './load-catalogue.ts'
import { readReferenceFiles, wordFile } from './load-reference.ts'

export interface PlacedFault extends Pick<WordFault, 'code' | 'with'> {
  readonly file: string
  readonly line: number
}

/**
 * Audits the lexicon and the measures and runs their cases.
 * @param folder the rules folder
 * @param own a folder of the office's own, whose `lexicon/` and `measures/` are added
 * @throws AppError `bad-rule-file` where a file is no lexicon or measure at all
 */
export function testWords(folder: string, own?: string): { readonly cases: number; readonly faults: readonly PlacedFault[] } {
  const { lexicon: files, measures } = readReferenceFiles(folder, own)
  const place = ({ area, file, path, ...fault }: WordFault): PlacedFault => {
    const full = wordFile(folder, own, area, file)
    return { ...fault, file: relative(process.cwd(), full), line: lineOf(full, path) }
  }
  const broken = faultsOfWords(files)
  if (broken.length) return { cases: 0, faults: broken.map(place) }
  const lexicon = compileLexicon(files)
  const runs = [runLexiconCases(files), runMeasureCases(lexicon, measures)]
  return {
    cases: runs.reduce((sum, { cases }) => sum + cases, 0),
    faults: [...faultsOfMeasures(lexicon, measures), ...runs.flatMap(({ faults }) => faults)].map(place),
  }
}

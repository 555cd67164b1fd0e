import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Form } from '../form/form.ts'
import { Measure } from '../form/measure.ts'
import { compileReference, type Reference, type ReferenceFiles } from '../form/reference.ts'
import { SampleTexts } from '../form/sample-texts.ts'
import { LexiconFile } from '../language/lexicon.ts'
import { parseYamlFile, yamlFiles } from './load-catalogue.ts'

/**
 * Reads the prescribed formats (rules/forms/*.json), the texts of a clean report (rules/forms/sample.yaml), the lexicon
 * (rules/lexicon/<area>/*.yaml) and the measures (rules/measures/*.yaml).
 * @param folder the rules folder
 * @throws AppError `bad-rule-file` naming the file, the line and what is wrong with it
 */
export function readReferenceFiles(folder: string): ReferenceFiles {
  const forms = readdirSync(join(folder, 'forms'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => Form.parse(JSON.parse(readFileSync(join(folder, 'forms', name), 'utf8'))))
  const lexicon = join(folder, 'lexicon')
  const files = existsSync(lexicon) ? yamlFiles(lexicon).filter(({ place }) => place.includes('/')) : []
  return {
    forms: Object.fromEntries(forms.map((form) => [form.version, form])),
    sample: parseYamlFile(join(folder, 'forms/sample.yaml'), 'forms/sample.yaml', SampleTexts),
    lexicon: Object.fromEntries(
      files.map(({ file, place }) => [place.replace(/\.ya?ml$/, ''), parseYamlFile(file, `lexicon/${place}`, LexiconFile)]),
    ),
    measures: (existsSync(join(folder, 'measures')) ? yamlFiles(join(folder, 'measures')) : []).map(({ file, place }) =>
      parseYamlFile(file, `measures/${place}`, Measure),
    ),
  }
}

export const loadReference = (folder: string): Reference => compileReference(readReferenceFiles(folder))

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Form } from '../form/form.ts'
import { compileReference, type Reference, type ReferenceFiles } from '../form/reference.ts'
import { SampleTexts } from '../form/sample-texts.ts'
import { LexiconFile } from '../language/lexicon.ts'
import { parseYamlFile, yamlFiles } from './load-catalogue.ts'

/**
 * Reads the prescribed formats (rules/forms/*.json), the texts of a clean report (rules/forms/sample.yaml) and the lexicon (rules/lexicon/<area>/*.yaml).
 * @param folder the rules folder
 * @throws AppError `bad-rule-file` naming the file, the line and what is wrong with it
 */
export function readReferenceFiles(folder: string): ReferenceFiles {
  const forms = readdirSync(join(folder, 'forms'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => Form.parse(JSON.parse(readFileSync(join(folder, 'forms', name), 'utf8'))))
  const lexicon = join(folder, 'lexicon')
  const files = existsSync(lexicon) ? yamlFiles(lexicon).filter((file) => LEXICON_AREA.test(relative(lexicon, file))) : []
  return {
    forms: Object.fromEntries(forms.map((form) => [form.version, form])),
    sample: parseYamlFile(join(folder, 'forms/sample.yaml'), 'forms/sample.yaml', SampleTexts),
    lexicon: Object.fromEntries(
      files.map((file) => {
        const place = relative(lexicon, file).replaceAll('\\', '/')
        return [place.replace(/\.ya?ml$/, ''), parseYamlFile(file, `lexicon/${place}`, LexiconFile)]
      }),
    ),
  }
}

/** Files of an area; `signs/` is read with the questions. */
const LEXICON_AREA = /^(?!signs[/\\])[^/\\]+[/\\]/

export const loadReference = (folder: string): Reference => compileReference(readReferenceFiles(folder))

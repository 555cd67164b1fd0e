import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { Form } from '../form/form.ts'
import { Measure } from '../form/measure.ts'
import { compileReference, type Reference, type ReferenceFiles, SampleTexts } from '../form/reference.ts'
import { LexiconFile } from '../language/lexicon.ts'
import { parseYamlFile, yamlFiles } from './load-catalogue.ts'

/**
 * Reads the prescribed formats (rules/forms/*.json), the texts of a clean report (rules/forms/sample.yaml), the lexicon
 * (rules/lexicon/<area>/*.yaml) and the measures (rules/measures/*.yaml).
 * @param folder the rules folder
 * @param own a folder of the office's own rules: its `lexicon/` and `measures/` are added
 * @throws AppError `bad-rule-file` naming the file, the line and what is wrong with it
 */
export function readReferenceFiles(folder: string, own?: string): ReferenceFiles {
  const forms = readdirSync(join(folder, 'forms'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => readForm(join(folder, 'forms', name), `forms/${name}`))
  return {
    forms: Object.fromEntries(forms.map((form) => [form.version, form])),
    sample: parseYamlFile(join(folder, 'forms/sample.yaml'), 'forms/sample.yaml', SampleTexts),
    ...(own ? addWords(readWords(folder, ''), readWords(own, OWN)) : readWords(folder, '')),
  }
}

/** JSON is quick to parse; a broken file is read once more as YAML, which it also is, to say the line. */
function readForm(file: string, place: string): Form {
  try {
    const form = Form.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (form.success) return form.data
  } catch {
    // No JSON at all: the fault is told below.
  }
  return parseYamlFile(file, place, Form)
}

/** In front of the names of files of an office's own, so that none takes the place of another. */
const OWN = 'own/'
type WordFiles = Pick<ReferenceFiles, 'lexicon' | 'measures'>

const addWords = (a: WordFiles, b: WordFiles): WordFiles => ({
  lexicon: { ...a.lexicon, ...b.lexicon },
  measures: { ...a.measures, ...b.measures },
})

function readWords(folder: string, prefix: string): WordFiles {
  const read = <Schema extends z.ZodType>(
    area: string,
    schema: Schema,
    takes: (place: string) => boolean,
  ): Record<string, z.output<Schema>> => {
    const files = existsSync(join(folder, area)) ? yamlFiles(join(folder, area)) : []
    return Object.fromEntries(
      files
        .filter(({ place }) => takes(place))
        .map(({ file, place }) => [prefix + place.replace(/\.ya?ml$/, ''), parseYamlFile(file, `${area}/${place}`, schema)]),
    )
  }
  return { lexicon: read('lexicon', LexiconFile, (place) => place.includes('/')), measures: read('measures', Measure, () => true) }
}

/** Where a file of `readReferenceFiles` stands. */
export const wordFile = (folder: string, own: string | undefined, area: 'lexicon' | 'measures', name: string): string =>
  name.startsWith(OWN) && own ? join(own, area, `${name.slice(OWN.length)}.yaml`) : join(folder, area, `${name}.yaml`)

export const loadReference = (folder: string, own?: string): Reference => compileReference(readReferenceFiles(folder, own))

import { z } from 'zod'
import type { CitingFile } from '../check/audit-citations.ts'
import { Law } from '../model/law.ts'
import { parseYamlFile, yamlFiles } from './load-catalogue.ts'

/** A file that the audit of laws and citations speaks of. */
interface Placed {
  readonly file: string
  readonly place: string
}

/**
 * Reads the laws of a rules folder, rules/law/<id>.yaml. Only the audit needs them: no start and no Worker does.
 * @throws AppError `bad-rule-file` naming the file, the line and what is wrong with it
 */
export const loadLaws = (folder: string): (Placed & { readonly law: Law })[] =>
  yamlFiles(folder)
    .filter(({ kind }) => kind === 'law')
    .map(({ file, place }) => ({ file, place, law: parseYamlFile(file, place, Law.extend({ id: z.literal(idOf(place)) })) }))

const idOf = (place: string): string => place.replace(/^law\//, '').replace(/\.ya?ml$/, '')

/** Every rule, topic and profile of a folder as its file has it. @throws AppError `bad-rule-file` where one is no YAML */
export const citingFiles = (folder: string): (Placed & CitingFile)[] =>
  yamlFiles(folder).flatMap(({ file, place, kind }) =>
    kind === 'rule' || kind === 'topic' || kind === 'profile'
      ? [{ file, place, kind, content: parseYamlFile(file, place, z.unknown()) }]
      : [],
  )
